"""What a figure counts, by the words beside it: "8,200 passengers" are no "8,200 cars"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.domain.atoms import content_words, fold
from archive.domain.figures import Figure
from archive.domain.figures.values import COUNTS
from archive.domain.support.amounts import written
from archive.domain.support.vocabulary import words

_REACH = 60
_MOST = 3
_STOP = re.compile(r"[.,;:()\[\]|\n–—\"“”„«»\d]")
_TOKEN = re.compile(r"[^\W_]+")
_LINKS = words("of the its their his her our de des d du del von der den av af")
"""Words that may stand between a figure and what it counts: "8,200 of its ships"."""
_TIMES = words("""
    last this next each per year years month months week weeks day days today yearly annually daily ago year's
    jahr jahre jahren tag tage pro an ans jour jours año años día días por år dag dagar times in on at to by
    """)
_PEOPLE = words("""
    people person persons individuals human humans souls men women children residents inhabitants citizens civilians
    soldiers troops dead killed injured wounded died missing victims workers employees staff migrants refugees
    visitors guests pupils students fans protesters demonstrators villagers deaths casualties passengers
    menschen personen leute einwohner tote personnes gens habitants personas gente habitantes muertos pessoas persone
    människor personer invånare mensen mennesker
    """)
_GENERIC = words("""
    people person persons individuals souls menschen personen leute personnes gens personas gente pessoas persone
    människor personer mensen mennesker osób ludzi человек людей killed dead died deaths
    """)
"""Words for people of any kind."""


def counts_same(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two figures may count the same, by the words after each as `after` gives them; none says nothing."""
    if not ours or not theirs or any(is_kin(one, other) for one in ours for other in theirs):
        return True
    return _are_people(ours, theirs) or _are_people(theirs, ours)


def after(text: str, figure: Figure) -> list[str]:
    """The words right after a figure in its clause that say what it counts, folded; none for money and measures."""
    if figure.unit not in COUNTS:
        return []
    start = figure.start + len(written(figure)) if figure.unit else figure.end
    clause = _STOP.split(text[start : start + _REACH].lstrip(), maxsplit=1)[0]
    found: list[str] = []
    for token in _TOKEN.findall(clause):
        word = fold(token)
        if word in _LINKS and not found:
            continue
        if word in _TIMES or not _bears_meaning(token):
            break
        found.append(word)
        if len(found) == _MOST:
            break
    return found


def is_kin(one: str, other: str) -> bool:
    """Whether two folded words are forms of one: they begin alike, and differ in no more than an ending."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    shared = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= 3 and shared >= len(short) - 2 and shared >= 0.6 * len(long)


def _are_people(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return not _GENERIC.isdisjoint(ours) and not _PEOPLE.isdisjoint(theirs)


@lru_cache(maxsize=8192)
def _bears_meaning(token: str) -> bool:
    return bool(content_words(token))
