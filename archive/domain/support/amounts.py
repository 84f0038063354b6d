"""Whether a figure that a text states carries the one that is claimed: never by likeness."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from archive.domain.figures import Figure
from archive.domain.figures.values import COUNTS

_OVER = Decimal("1.2")
_UNDER = Decimal("0.8")
"""How far from a bound a figure may lie: "over 9 %" is said of 9.3 % and not of 30 %."""
_ABOVE = frozenset({">", ">="})
_BELOW = frozenset({"<", "<="})


def same_unit(a: Figure, b: Figure) -> bool:
    """Whether two figures count the same kind of thing; a bare number may count anything that is merely counted."""
    return a.unit == b.unit or (a.unit in COUNTS and b.unit in COUNTS)


def carries(seen: Figure, claimed: Figure) -> bool:
    """Whether a figure says what is claimed, within the rounding of the claim.

    "29,474" carries "about 30,000", but "about 29,000" carries no "29,474". A bound ("over 9 %") is carried by the
    same bound and by a value a little beyond it.
    """
    if not same_unit(seen, claimed):
        return False
    if (seen.high is None) != (claimed.high is None):
        return False
    # "More than 40" and "up to 40" tell of no 40, unless the claim is as vague.
    if seen.comparison and not (claimed.comparison or claimed.approximate):
        return False
    return _within(seen, claimed) or _beyond(seen, claimed)


def carrying(claimed: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The first of the figures that carries the claimed one; of a range, its lower end where both ends stand apart."""
    found = next((each for each in figures if carries(each, claimed)), None)
    if found is not None or claimed.high is None:
        return found
    low, high = (_end(figures, value, claimed) for value in (claimed.value, claimed.high))
    return low if high is not None else None


def _end(figures: Iterable[Figure], value: Decimal, claimed: Figure) -> Figure | None:
    return next(
        (each for each in figures if each.high is None and each.value == value and same_unit(each, claimed)), None
    )


def _within(seen: Figure, claimed: Figure) -> bool:
    # "over 9 %" is precise about the 9: there is no rounding in a bound.
    reach = Decimal(0) if claimed.comparison else claimed.precision / 2
    ends = [(seen.value, claimed.value), (seen.high or Decimal(0), claimed.high or Decimal(0))]
    if seen.comparison in _ABOVE | _BELOW and claimed.comparison and seen.comparison[0] != claimed.comparison[0]:
        return False
    return all(abs(one - other) <= reach for one, other in ends)


def _beyond(seen: Figure, claimed: Figure) -> bool:
    if claimed.high is not None or not claimed.comparison:
        return False
    low, high = sorted((claimed.value, claimed.value * (_OVER if claimed.comparison in _ABOVE else _UNDER)))
    # A source with a bound of its own has another one: "over 12 %" is not what "over 9 %" was read in.
    return low <= seen.value <= high and not seen.comparison


def written(figure: Figure) -> str:
    """A figure as it is written, without the people that it counts."""
    amount, _, counted = figure.text.rpartition(" ")
    return amount if figure.unit == "people" and amount and counted.isalpha() else figure.text
