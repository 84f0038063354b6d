"""What changes on a page by itself: counters, the time of day, the year of its copyright, tokens, banners."""

import re
from functools import lru_cache

_LONGEST = 160
_WORDS = 12
_HEADING = 8

_NUMBER = r"\d[\d.,' \u00a0\u202f]{0,15}[kKmM]?"
_COUNTED = (
    r"views?|visits?|visitors?|hits|reads?|readers|comments?|replies|likes?|shares?|followers?|subscribers?|votes?|"
    r"downloads?|reactions?|tweets?|retweets?|pins?|online|"
    r"aufrufe|klicks?|kommentare?|besucher|leser|mal gelesen|mal geteilt|"
    r"vues?|lectures?|commentaires?|partages?|visites?|abonnés|"
    r"visitas?|comentarios?|lecturas?|vistas?|compartidos?|visualizaciones|"
    r"visualizzazioni|commenti?|letture|condivisioni|visualizações|comentários?|"
    r"reacties|weergaven|просмотр\w{0,3}|комментари\w{0,3}|阅读|浏览|评论|次|回|件のコメント|コメント"
)
_UNITS = (
    r"s|secs?|seconds?|mins?|minutes?|hrs?|hours?|h|days?|weeks?|months?|years?|"
    r"sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?|"
    r"secondes?|heures?|jours?|semaines?|mois|ans?|segundos?|minutos?|horas?|días?|dias?|semanas?|mes(?:es)?|"
    r"secondi|minuti|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|секунд\w?|минут\w?|час\w{0,2}|дн\w{1,2}|"
    r"秒|分|分钟|小时|時間|天|日"
)
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|星期.|[月火水木金土日]曜日"
)
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), mask)
    for pattern, mask in (
        # Counters, the number before or after what is counted. [EDGI falsepos-num-views: "Number of views (4099)"]
        (rf"(?<!\w)(?:{_COUNTED})\b\s{{0,2}}[(:]?\s{{0,2}}{_NUMBER}\)?", "#counter"),
        (rf"\(?{_NUMBER}\)?\s{{0,2}}(?:{_COUNTED})(?!\w)", "#counter"),
        (rf"{_NUMBER}\s{{0,2}}(?:users?|guests?|members?|people)\s(?:are\s|currently\s){{0,2}}online\b", "#counter"),
        (r"\b(?:generated|rendered|loaded) in \d[\d.,]{0,9}\s?(?:ms|s|seconds?)\b", "#counter"),
        # Times told from now.
        (rf"\b(?:\d{{1,4}}|an?|one)\s{{0,2}}(?:{_UNITS})\s{{1,2}}ago\b", "#ago"),
        (
            rf"\b(?:vor|il y a|hace|há|prima di)\s{{1,2}}(?:\d{{1,4}}|einer|einem|une?|una?|um)\s{{1,2}}(?:{_UNITS})\b",
            "#ago",
        ),
        (rf"\b\d{{1,4}}\s{{0,2}}(?:{_UNITS})\s{{0,2}}(?:fa\b|geleden\b|назад|前)", "#ago"),
        (
            r"\b(?:just now|yesterday|today|gerade eben|gestern|heute|hier|aujourd'hui|ayer|hoy|ieri|oggi)\b(?=\W|$)",
            "#ago",
        ),
        # A countdown: "02Days10Hours29Minutes59Seconds".
        (r"(?:\d{1,4}\s?(?:days?|hours?|minutes?|seconds?)\s?){2,4}", "#countdown"),
        (r"\b(?:[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b", "#token"),
        (r"\b\d{1,3}(?:\.\d{1,3}){3}\b", "#address"),
    )
)
# What is left to look for in a line without digits: of the patterns with a number in them none can match.
_WORD_MASKS = tuple((pattern, mask) for pattern, mask in _MASKS if mask in ("#ago", "#token"))
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-/]\s?(?:19|20)?\d\d)?\b|(?<=©\s)0\b")
_RIGHTS = re.compile(
    r"©|\(c\)|copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés", re.IGNORECASE
)
_DAY = re.compile(
    rf"^\W{{0,3}}(?:today is |heute ist |nous sommes le )?(?:{_WEEKDAY})\W{{1,3}}[^\n]{{0,40}}$", re.IGNORECASE
)
_CLOCK = re.compile(
    r"^\W{0,3}\d{1,2}:\d\d(?::\d\d)?\s{0,2}(?:[ap]\.?m\.?|uhr)?(?:\s[A-Z]{2,5})?\W{0,3}$", re.IGNORECASE
)
_COOKIES = re.compile(r"\bcookies?\b|クッキー", re.IGNORECASE)
_BANNER = re.compile(r"^\W{0,3}(?:we|(?:this|our) (?:web)?site|this page) uses? cookies\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:accept|agree|consent|continu\w{1,6} (?:to )?(?:us|brows)\w{0,4}|reject|dismiss|got it|akzeptier\w{0,3}|"
    r"zustimm\w{0,3}|einverstanden|accepte[rz]?|acceptez|refuser|aceptar|acepta|rechazar|accett\w{1,4}|rifiuta|aceitar)\b",
    re.IGNORECASE,
)
# The button of such a banner, alone on its line.
_BUTTON = re.compile(
    r"^\W{0,3}(?:(?:accept|allow|reject|decline|manage)(?: all)?(?: cookies)?|got it|i agree|cookie settings)\W{0,3}$",
    re.IGNORECASE,
)
_ADVERTISED = re.compile(
    r"^\W{0,3}(?:advertisement|advertising|sponsored(?: content)?|ad|anzeige|werbung|publicité|publicidad|pubblicità|"
    r"реклама|広告|广告)\W{0,3}$",
    re.IGNORECASE,
)


def masked(line: str) -> str:
    """A short line with what changes by itself written over; a longer one, and a sentence, as it is.

    A figure in the prose is never noise, whatever it counts.
    """
    if len(line) > _LONGEST or line.count(" ") >= 2 * _WORDS:
        return line
    if _RIGHTS.search(line):
        return _YEARS.sub("#year", line)
    if line.count(" ") >= _WORDS or _is_sentence(line):
        return line
    if is_day(line):
        return "#day"
    return _overwritten(line)


@lru_cache(maxsize=4096)
def _overwritten(line: str) -> str:
    for pattern, mask in _MASKS if _DIGIT.search(line) else _WORD_MASKS:
        line = pattern.sub(mask, line)
    return line


def spoken(line: str) -> str:
    """What a line says: `masked`, and without its letter case where it is a heading or a word of the frame."""
    mask = masked(line)
    return mask if len(line) > _LONGEST or line.count(" ") >= _HEADING or _is_sentence(line) else mask.casefold()


def is_day(line: str) -> bool:
    """Whether a line holds nothing but the day of the week with its date, or the time of day."""
    if len(line) > _LONGEST:
        return False
    return bool(_CLOCK.match(line)) or (bool(_DAY.match(line)) and any(sign.isdigit() for sign in line))


def is_noise(line: str) -> bool:
    """Whether a line may come or go without anything having been said: a counter, a date of today, a banner."""
    if len(line) > 4 * _LONGEST:
        return False
    if _COOKIES.search(line) and (_CONSENT.search(line) or _BANNER.match(line)):
        return True
    if _ADVERTISED.match(line) or _BUTTON.match(line):
        return True
    mask = masked(line)
    return mask != line and not _told(mask)


def _told(mask: str) -> bool:
    """Whether words are left over once what changes by itself was taken away."""
    words = [word for word in mask.split() if "#" not in word and any(sign.isalpha() for sign in word)]
    return len(words) > 3


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", "。")) and line.count(" ") >= 5
