"""The words of the calendar in many languages: months, ordinals, and what narrows a year or a month."""

from archive.domain.figures.measures import words

_MONTHS = (
    "january januar jänner janvier enero janeiro gennaio januari январь января январе styczeń stycznia ocak يناير",
    "february februar feber février fevrier febrero fevereiro febbraio februari февраль февраля феврале "
    "luty lutego şubat فبراير",
    "march märz mars marzo março maart март марта марте marca mart مارس",
    "april avril abril aprile апрель апреля апреле kwiecień kwietnia nisan أبريل ابريل",
    "may mai mayo maio maggio mei maj май мая мае maja mayıs مايو",
    "june juni juin junio junho giugno июнь июня июне czerwiec czerwca haziran يونيو",
    "july juli juillet julio julho luglio июль июля июле lipiec lipca temmuz يوليو",
    "august août aout agosto augustus augusti август августа августе sierpień sierpnia ağustos agustus أغسطس",
    "september septembre septiembre setiembre setembro settembre "
    "сентябрь сентября сентябре wrzesień września eylül سبتمبر",
    "october oktober octobre octubre outubro ottobre октябрь октября октябре październik października ekim أكتوبر",
    "november novembre noviembre novembro ноябрь ноября ноябре listopad listopada kasım نوفمبر",
    "december dezember décembre decembre diciembre dezembro dicembre "
    "декабрь декабря декабре grudzień grudnia aralık ديسمبر",
)
_SHORT = (
    "jan janv ene gen янв",
    "feb févr fev février фев февр",
    "mar mär mrz мар",
    "apr avr abr апр",
    "mag",
    "jun июн",
    "jul juil июл",
    "aug авг",
    "sep sept set сен сент",
    "oct okt ott окт",
    "nov ноя нояб",
    "dec dez déc dic дек",
)
MONTHS = {word: at for rows in (_MONTHS, _SHORT) for at, row in enumerate(rows, start=1) for word in row.split()}
"""Months by their names in small letters."""

NEVER_ALONE = frozenset(" ".join(_SHORT).split()) | frozenset(
    ["mars", "mai", "may", "march", "maj", "mei", "marca", "maja", "mart", "ocak", "ekim", "listopad", "luty", "maio"]
)
"""Names that are a month only beside a number, or after a word such as "in" with a capital."""

ALSO_WORDS = frozenset(["may", "march", "mar", "set", "dec", "gen", "jan", "mag", "sol", "mars", "jun", "jul", "nov"])
"""Names that in small letters mean something else, unless a year follows."""

LEADING_TO_A_MONTH = words(
    """in since by until till from during last next this of through before after throughout between im seit bis ab
    ende anfang mitte vom en depuis fin début avant après dès desde hasta a em até nel da fino sinds tot в с до по
    begin eind late early mid"""
)
"""Words after which a month without a number is one."""

PARTS = {
    "early": "early|beginning of|start of|anfang|début|debut de|principios de|inicios de|comienzos de|inizio"
    "|início de|inicio de|begin|в начале|начале|начала|opening months of|opening of|beginning|start",
    "mid": "mid|middle of|mitte|mi|mediados de|metà|meados de|medio|midden|в середине|середине|середины",
    "late": "late|end of|close of|ende|fin|fin de|finales de|fines de|fine|fins de|final de|finais de|eind|einde"
    "|в конце"
    "|конце|конца|latter part of",
}
PART_OF = {phrase: part for part, phrases in PARTS.items() for phrase in phrases.split("|")}
HAN_PARTS = {"初": "early", "头": "early", "中": "mid", "底": "late", "末": "late", "初め": "early", "末頃": "late"}

_ORDINALS = (
    "first 1st erstes ersten erste premier primer primero primeiro primo eerste первый первом первого i",
    "second 2nd zweites zweiten zweite deuxième second segundo secondo tweede второй втором второго ii",
    "third 3rd drittes dritten dritte troisième tercer tercero terceiro terzo derde третий третьем третьего iii",
    "fourth 4th viertes vierten vierte quatrième cuarto quarto vierde четвертый четвертом четвертого iv last",
)
ORDINALS = {word: at for at, row in enumerate(_ORDINALS, start=1) for word in row.split()}
_HAN_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
ORDINALS |= _HAN_ORDINALS

_CENTURIES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
CENTURIES = {word: at for at, word in enumerate(_CENTURIES.split(), start=1)}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
CENTURIES |= {word: at for at, word in enumerate(_ROMAN.split(), start=1)}
_HAN_CENTURIES = "十五 十六 十七 十八 十九 二十 二十一"
CENTURIES |= {word: at for at, word in enumerate(_HAN_CENTURIES.split(), start=15)}
