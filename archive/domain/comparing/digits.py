"""Numbers that are no amounts, years, days, times and scores, where nothing but their digits changed in a sentence."""

import re

from archive.domain.changes import Alteration
from archive.domain.comparing.folding import fold, one_line
from archive.domain.comparing.noise import is_day, is_noise
from archive.domain.comparing.pairs import Pair

_DIGITS = re.compile(r"\d+(?:st|nd|rd|th)?")
_POSTAL = re.compile(r"\d{5}")
_STATE = re.compile(r"[A-Z]{2}")
_LEAST_WORDS = 5
_MOST = 3
_LONGEST = 5_000
_CONTEXT = 400
_EDGES = ".,;:!?()[]\"'"
# A number that opens a line, or that follows such a word, only names a place in the document.
_NUMBERED = re.compile(
    r"(?:sections?|articles?|clauses?|paragraphs?|chapters?|annex|appendix|schedule|pages?|pp?|nos?|art|figures?|tables?|"
    r"ziffer|abschnitt|absatz|artikel|paragraphe?|kapitel|seite|nr|artículo|articolo|box|suite|zip|tel|version|§)\.?",
    re.IGNORECASE,
)
_MONTHS = (
    "january february march april may june july august september october november december januar februar märz mai "
    "juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_MONTH = frozenset(_MONTHS.split())


def altered_digits(pair: Pair) -> tuple[Alteration, ...]:
    """The words that differ, where they are few, differ in their digits alone, and stand in a sentence."""
    before, after = pair.before.text, pair.after.text
    if max(len(before), len(after)) > _LONGEST or _is_stamp(before) or _is_stamp(after):
        return ()
    old, new = fold(before).split(), fold(after).split()
    if len(old) != len(new) or len(old) < _LEAST_WORDS:
        return ()
    places = [place for place, (was, now) in enumerate(zip(old, new, strict=True)) if was != now]
    if len(places) > _MOST or not all(_is_number(old, new, place) for place in places):
        return ()
    context = one_line(after, _CONTEXT)
    return tuple(
        Alteration(what="figure", before=_told(old, place), after=_told(new, place), context=context)
        for place in places
    )


def _is_stamp(text: str) -> bool:
    return is_day(text) or is_noise(text)


def _is_number(old: list[str], new: list[str], place: int) -> bool:
    """Whether two words are equal but for their digits, and number no part of the document."""
    was, now = old[place], new[place]
    if not _DIGITS.search(was) or _DIGITS.sub("0", was) != _DIGITS.sub("0", now) or "//" in was:
        return False
    ahead = old[place - 1].strip(_EDGES) if place else ""
    if _POSTAL.fullmatch(was.strip(_EDGES)) and _STATE.fullmatch(ahead):
        return False
    return place > 0 and not _NUMBERED.fullmatch(ahead)


def _told(words: list[str], place: int) -> str:
    """A number as it is written, with the month of which it is the day."""
    number = words[place].strip(_EDGES)
    for beside, form in ((place + 1, "{0} {1}"), (place - 1, "{1} {0}")):
        month = words[beside].strip(_EDGES) if 0 <= beside < len(words) else ""
        if month.casefold() in _MONTH and len(number) <= len("31st"):
            return form.format(number, month)
    return number
