"""Whether a passage has a date that is claimed: in itself, or in what it leans on where it names none so exact."""

import re
from collections.abc import Iterable, Iterator

from archive.domain.atoms import Atom, Date, Period, covers, find_dates
from archive.domain.support.passages import Place
from archive.domain.support.retrieval import surroundings

_NUMBERS = re.compile(r"(\d\d?)[./-] ?(\d\d?)[./-] ?(\d{4})")
_HEAD = 12
"""Sentences at the beginning of a page in which its date line stands."""


_LEANING = 0.3
"""Share of a claim's words from which on a passage is about it, and what is around it tells its date."""


def find_date(place: Place, atom: Atom) -> str | None:
    """The date as it is written: in the passage, else in the sentences before it, the title, or the page's date line.

    Where the sentence that has most of the claim names another day (month, year) than the claim does, it leans on no
    other; and one that has little of the claim leans on none.
    """
    claimed = atom.period
    if claimed is None:
        return None
    prepared = place.search.prepared
    own = prepared.dates_in(place.main, place.main)
    found = _covering(claimed, _unlike(atom, own))
    if found is not None or any(_rivals(each.period, claimed, place) for each in own):
        return found
    if place.search.weight(place.inside) < _LEANING * place.search.total:
        return None
    first, _ = surroundings(prepared, place.first, place.last)
    there = prepared.dates_in(place.first, place.last)
    before = prepared.dates_in(first, place.first - 1)
    head = prepared.dates_in(0, min(_HEAD, prepared.size) - 1)
    dates = [*there, *reversed(before), *find_dates(place.search.titled), *head]
    return _covering(claimed, _unlike(atom, dates))


def _unlike(atom: Atom, dates: Iterable[Date]) -> Iterator[Date]:
    """The dates without those that are written in the numbers of the claim's, with others of them.

    Of "11/05/2014" only the year is sure, as of "11/06/2014"; they are two days all the same.
    """
    ours = _NUMBERS.fullmatch(atom.text)
    for each in dates:
        theirs = _NUMBERS.fullmatch(each.text) if ours else None
        if not (ours and theirs) or sorted(map(int, ours.groups())) == sorted(map(int, theirs.groups())):
            yield each


def _rivals(period: Period, claimed: Period, place: Place) -> bool:
    """Whether a date stands where the claimed one should: as exact as that, and no other date of the claim."""
    if _exactness(period) < _exactness(claimed):
        return False
    others = (atom.period for atom in place.search.part.atoms if atom.period is not None)
    return not any(covers(each, period) for each in others)


def _covering(claimed: Period, dates: Iterable[Date]) -> str | None:
    return next((each.text for each in dates if covers(claimed, each.period)), None)


def _exactness(period: Period) -> int:
    """3 for a day, 2 for a month, 1 for a year, 0 for less."""
    first = period.first
    return 3 if first.day else 2 if first.month else 1 if first.year else 0
