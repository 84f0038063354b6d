"""The words around numbers: comparisons, approximations, labels that a number only names, months, number words."""

from archive.domain.figures.measures import words
from archive.domain.figures.values import Comparison

COMPARISONS: dict[Comparison, str] = {
    ">": "over|more than|above|greater than|exceeding|exceeds|exceeded|upwards of|in excess of|north of|topping"
    "|topped|higher than"
    "|über|mehr als|plus de|plus d'un|más de|más del|mais de|mais do que|acima de|più di|più del|oltre|oltre il"
    "|более|больше|свыше|более чем|meer dan|mer än|fler än|över|drygt|flere end|mer enn|flere enn"
    "|mere end|ponad"
    "|超过|超過|逾|超|突破",
    "<": "less than|under|below|fewer than|lower than|smaller than|short of"
    "|weniger als|unter|moins de|moins d'un|menos de|menos del|abaixo de|meno di|meno del|менее|меньше|менее чем"
    "|minder dan|mindre än|färre än|mindre end|færre end|mindre enn|færre enn|poniżej"
    "|不到|不足|未満",
    ">=": "at least|no less than|no fewer than|not less than|a minimum of|minimum of"
    "|mindestens|wenigstens|au moins|al menos|por lo menos|como mínimo|pelo menos|no mínimo|almeno|не менее|как "
    "минимум|minst|åtminstone|mindst|至少|不少于",
    "<=": "at most|no more than|not more than|up to|as many as|as much as|a maximum of|maximum of"
    "|höchstens|bis zu|maximal|au plus|jusqu'à|jusqu’à|como máximo|hasta|até|no máximo|fino a|al massimo|не "
    "более|до|högst|upp till|højst|høyst|最多|至多|高达|高達",
}
APPROXIMATE = (
    "about|around|roughly|approximately|approx|approx.|some|circa|ca|ca.|c.|nearly|almost|close to|an estimated"
    "|estimated|near|nearing"
    "|rund|etwa|ungefähr|zirka|knapp|fast|beinahe|gut|environ|près de|presque|quelque|autour de|casi|cerca de"
    "|alrededor de|unos|unas"
    "|cerca del|alrededor del|casi el|cirka|ungefär|nästan|knappt|uppemot|næsten|nesten|rundt"
    "|aproximadamente|quase|por volta de|quasi|circa|около|почти|примерно|порядка|приблизительно|ongeveer|bijna"
    "|około|omkring"
    "|约|約|近|将近|將近|大约|大約|ほぼ"
)
BEFORE: dict[str, Comparison] = {
    phrase: sign for sign, phrases in COMPARISONS.items() for phrase in phrases.split("|")
} | dict.fromkeys(APPROXIMATE.split("|"), "")
LAST_WORDS = frozenset(phrase.split()[-1] for phrase in BEFORE)
HAN_BEFORE = tuple(sorted((phrase for phrase in BEFORE if phrase[0] >= "\u2e80"), key=len, reverse=True))
SIGNS_BEFORE: dict[str, Comparison] = {
    "<": "<",
    ">": ">",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "~": "",
    "≈": "",
    "∼": "",
    "～": "",
    "±": "",
}
AFTER: dict[str, Comparison] = {
    "or more": ">=",
    "or higher": ">=",
    "or greater": ">=",
    "or above": ">=",
    "or over": ">=",
    "or less": "<=",
    "or fewer": "<=",
    "or lower": "<=",
    "or below": "<=",
    "or under": "<=",
    "oder mehr": ">=",
    "oder weniger": "<=",
    "ou plus": ">=",
    "ou moins": "<=",
    "o más": ">=",
    "o menos": "<=",
    "ou mais": ">=",
    "ou menos": "<=",
    "o più": ">=",
    "o meno": "<=",
    "и более": ">=",
    "и менее": "<=",
}
HAN_AFTER: dict[str, Comparison] = {"以上": ">=", "以下": "<="}

LABELS = words(
    "figure figures fig figs table tables tab section sections sect sec chapter chapters chap ch part page pages "
    "pp p article articles art "
    "annex appendix note notes footnote step question version versions ver v release volume vol issue no nr nos "
    "number item line "
    "room flight route highway channel phase type tier level grade class stage category scenario season episode "
    "unit module lesson "
    "windows ios android macos gpt chatgpt llama gemini claude grok gemma phi qwen ernie kimi deepseek opus "
    "sonnet python java usb "
    "s covid apollo artemis falcon starship boeing airbus iphone galaxy playstation ps xbox web formula catch area "
    "world group paragraph para "
    "abb abbildung tabelle kapitel seite abschnitt artikel ziffer absatz satz platz chapitre capítulo página "
    "article статья глава рис табл "
    "стр п № § §§ # isbn issn doi rfc iso din en pmid pmcid arxiv pin zip code tel phone fax psalm verse act "
    "scene exercise example "
    "equation eq theorem lemma algorithm listing exhibit schedule rule regulation directive resolution"
)
"""Words whose number only names a thing, in lower case: "Table 3", "Windows 11"."""

MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov "
    "dec januar februar märz mai juni juli oktober dezember jänner janvier février mars avril juin juillet août "
    "septembre octobre "
    "novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "janeiro fevereiro março "
    "maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre "
    "ottobre dicembre "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря maart mei augustus"
)
HOURS = frozenset(
    {"am", "pm", "a.m", "p.m", "uhr", "o’clock", "o'clock", "gmt", "utc", "bst", "est", "cet", "noon", "час"}
)
ORDINALS = words("quartal jahrhundert platz auflage halbjahr stock klasse tag geburtstag jahrestag")
"""German nouns after an ordinal with a full stop: "3. Quartal"."""
BEFORE_ORDINALS = words(
    "das der die dem den des beim zum zur im am vom sein seine seinem seinen ihr ihre ihrem ihren jeder jedem ein eine"
)
"""German words that lead to an ordinal: "im 3. Anlauf", but not "sie stieg um 3. Dann"."""

MOVED = words(
    "from von vom de desde del du от с со da dal rose rises rising fell falls falling grew grown up down "
    "increased decreased climbed dropped "
    "jumped soared slid declined"
)
"""Words before a number that make "… to …" two figures: a movement, no range."""
BETWEEN = words("between zwischen entre между tussen tra fra mellan")
AND = words("and und et y e и en och")
TO = words("to bis à a до至到 до tot till 至 到 through")
DASHES = frozenset("-–—−‒‑~～〜")

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate(_SMALL.split())}
TENS = {word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
PARTS |= {f"{word}s": number for word, number in PARTS.items() if word not in {"half", "halves"}}
TURNS = words(
    "first second third fourth last past next previous other latter better top bottom final opening consecutive"
)
"""Words before "half" and "quarters" that make them spans of time or sides, no shares."""
SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
