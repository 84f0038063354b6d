"""In which script and language a text is written, as far as that decides whether words can be found in it."""

import re
from collections import Counter
from heapq import nlargest

_SAMPLE = 5_000
_CLEAR = 1.5
"""How far the first language must lead the second, many of whose function words it may share."""
_LEAD = 2
"""By how many words it must do so at least."""
_WORD = re.compile(r"[^\W\d_]+")
UNSPACED = frozenset({"han", "thai"})
"""Scripts without spaces between words."""
_SCRIPTS = (
    ("latin", "A-Za-z\u00c0-\u024f"),
    ("greek", "\u0370-\u03ff"),
    ("cyrillic", "\u0400-\u052f"),
    ("hebrew", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f"),
    ("indic", "\u0900-\u0dff"),
    ("thai", "\u0e00-\u0eff"),
    ("hangul", "\u1100-\u11ff\uac00-\ud7af"),
    ("han", "\u3040-\u30ff\u3400-\u9fff"),
)
_LETTERS = tuple((name, re.compile(f"[{letters}]")) for name, letters in _SCRIPTS)
_FUNCTION = {
    "en": "the of and to is was that for with by from his are this which has been were their in a an it as at on not",
    "de": "der die und das ist nicht mit ein eine von dem den auf für sich des wird wurde auch in an im zu war als",
    "fr": "le la les de des du en et est un une dans pour qui que sur pas avec par au aux ses cette était a ne il l d",
    "es": "el la los las un una de del en y que por con para es su como más fue sus este ha pero también se al no",
    "it": "il la di che della è una un per con del non sono gli nel alla dei anche più stato in e a le i da si al",
    "pt": "o os uma um de a para com não do da em dos foi mais como pelo são seu sua também ao e que no na se por as",
    "nl": "het de een van en is in op te zijn voor met niet dat werd ook aan bij naar door was die de of",
    "sv": "och att det som på är av för med till har inte ett från var eller också efter den i en de om",
    "da": "og at det som på er af for med til har ikke et fra var eller også efter den i en de om",
}
"""Short words of each; one that several have counts for each of them."""
COMMA = frozenset(_FUNCTION) - {"en"}
"""Languages that write decimals with a comma."""
_WORDS = {name: frozenset(words.split()) for name, words in _FUNCTION.items()}
FUNCTION_WORDS = frozenset().union(*_WORDS.values())


def script_of(text: str) -> str | None:
    """The script that most letters of a text belong to; None without letters."""
    sample = text[:_SAMPLE]
    counts = {name: len(letters.findall(sample)) for name, letters in _LETTERS}
    script = max(counts, key=counts.__getitem__)
    return script if counts[script] else None


def language_of(text: str, *, least: int) -> str | None:
    """The language whose function words a text has most of, of a few European ones; None where that is not clear.

    At least so many of its words must be function words of that language.
    """
    words = Counter(_WORD.findall(text[:_SAMPLE].casefold()))
    counts = {name: sum(words[word] for word in own) for name, own in _WORDS.items()}
    best, second = nlargest(2, counts, key=counts.__getitem__)
    lead = min(_LEAD, least)
    clear = counts[best] >= max(least, counts[second] + lead, _CLEAR * counts[second])
    return best if clear else None
