"""What time does to a bursty page's level: tables over a grid of time spans, each made when first wanted."""

from functools import cache, lru_cache
from math import exp, log
from operator import mul

from archive.domain.recrawl.levels import LEVELS, leaving

FINE = 8
"""Points of the grid in each doubling of the span."""

SHORTEST = 1 / 64
"""The shortest span of the grid in days: twenty-two minutes."""

POINTS = 15 * FINE
"""How many points the grid has; the last lies at 476 days."""

RATIO = 2 ** (1 / FINE)
_LOG_RATIO = log(RATIO)
_TERMS = 12
Matrix = tuple[tuple[float, ...], ...]
Vector = tuple[float, ...]


@lru_cache(maxsize=4096)
def span(point: int) -> float:
    """The time span of a point of the grid, in days."""
    return SHORTEST * 2 ** (point / FINE)


def nearest(days: float) -> int:
    """The point of the grid nearest to a span of days, by its logarithm; the first or last where it lies outside."""
    if days <= SHORTEST:
        return 0
    return min(POINTS - 1, round(log(days / SHORTEST) / _LOG_RATIO))


@cache
def unchanged(point: int) -> Matrix:
    """Chances that a bursty page shows no change over the span: by the level after it, then by that before it."""
    rows = leaving()
    for here, level in enumerate(LEVELS):
        rows[here][here] -= level
    return _columns(_power(_frozen(rows), point))


@cache
def changed(point: int) -> Matrix:
    """Chances that it shows at least one change over the span, likewise."""
    pairs = zip(_columns(_moved(point)), unchanged(point), strict=True)
    return tuple(tuple(max(a - q, 0.0) for a, q in zip(all_, quiet, strict=True)) for all_, quiet in pairs)


@cache
def quiet(point: int) -> Vector:
    """Chances that a steady page of each level shows no change over the span."""
    return tuple(exp(-level * span(point)) for level in LEVELS)


@cache
def busy(point: int) -> Vector:
    """Chances that a steady page of each level shows at least one change over the span."""
    return tuple(1.0 - each for each in quiet(point))


@cache
def waited(point: int) -> Vector:
    """The integral of s × rate(s) ds over the span, in days, for each of the levels steady and then bursty."""
    steady = tuple(level * span(point) ** 2 / 2 for level in LEVELS)
    return steady + _waited_bursty(point)


@cache
def _waited_bursty(point: int) -> Vector:
    if point == 0:
        return tuple(level * SHORTEST**2 / 2 for level in LEVELS)
    before, after = span(point - 1), span(point)
    half = (after - before) / 2
    early, late = _rates(point - 1), _rates(point)
    slices = zip(_waited_bursty(point - 1), early, late, strict=True)
    return tuple(sofar + half * (a * before + b * after) for sofar, a, b in slices)


def _rates(point: int) -> Vector:
    """The rate to expect after the span, by the level before it."""
    return tuple(sum(map(mul, row, LEVELS)) for row in _moved(point))


@cache
def _moved(point: int) -> Matrix:
    return _power(_frozen(leaving()), point)


@cache
def _power(generator: Matrix, point: int) -> Matrix:
    """exp(generator × span), by squaring from the first octave of the grid on, where a series is exact."""
    if point >= FINE:
        half = _power(generator, point - FINE)
        return _product(half, half)
    step = tuple(tuple(each * span(point) for each in row) for row in generator)
    result = term = _unit(len(step))
    for order in range(1, _TERMS):
        term = tuple(tuple(each / order for each in row) for row in _product(term, step))
        result = tuple(tuple(map(sum, zip(a, b, strict=True))) for a, b in zip(result, term, strict=True))
    return result


def _product(left: Matrix, right: Matrix) -> Matrix:
    columns = _columns(right)
    return tuple(tuple(sum(map(mul, row, column)) for column in columns) for row in left)


def _columns(matrix: Matrix) -> Matrix:
    return tuple(zip(*matrix, strict=True))


def _unit(size: int) -> Matrix:
    return tuple(tuple(float(row == column) for column in range(size)) for row in range(size))


def _frozen(rows: list[list[float]]) -> Matrix:
    return tuple(tuple(row) for row in rows)
