"""How a document fares: its claims and sources counted, and one headline without a score."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.advice.outlooks import Outlook
from archive.domain.standings import Standing

NOT_VISITED = "not-visited"
"""What stands in the counts of standings for a source that was never visited."""

_WORST_FIRST = (
    Standing.DEAD,
    Standing.BLOCKED,
    Standing.DOUBTFUL,
    NOT_VISITED,
    Standing.REBORN,
    Standing.ALIVE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A document's claims by how they fare, worst first, and its sources by how they stand; kinds of none left out."""

    headline: str
    outlooks: dict[str, int]
    standings: dict[str, int]


def condition_of(outlooks: Iterable[Outlook], standings: Iterable[str | None], *, is_visited: bool = True) -> Condition:
    """How a document fares whose claims and sources are these; a standing is None before the first visit.

    `is_visited` says that one of its sources was looked at.
    """
    claims, sources = Counter(outlooks), Counter(standing or NOT_VISITED for standing in standings)
    return Condition(
        headline=_headline(claims, sources) if is_visited else "Nothing has been looked at yet.",
        outlooks={outlook: claims[outlook] for outlook in Outlook if claims[outlook]},
        standings={standing: sources[standing] for standing in _WORST_FIRST if sources[standing]},
    )


def _headline(claims: Counter[Outlook], sources: Counter[str]) -> str:
    if not claims:
        return f"No citing sentence was found; {_of_sources(sources)}."
    return f"{_of_claims(claims)}."


def _of_sources(sources: Counter[str]) -> str:
    if not sources:
        return "no source is watched"
    dead, every = sources[Standing.DEAD], sources.total()
    if not dead:
        return f"none of its {every} sources is dead" if every > 1 else "its one source is not dead"
    return f"{dead} of {every} sources {_is(dead)} dead"


def _of_claims(claims: Counter[Outlook]) -> str:
    every = claims.total()
    if claims[Outlook.SUPPORTED] == every:
        return f"All {every} claims still have their source" if every > 1 else "The one claim still has its source"
    lost, absent = claims[Outlook.LOST], claims[Outlook.ABSENT]
    weakened, unknown = claims[Outlook.WEAKENED], claims[Outlook.UNKNOWN]
    told = [
        f"{lost} no longer {_has(lost)} {_its(lost)} source" if lost else "",
        f"{absent} {_was(absent)} not found in {_its(absent)} source" if absent else "",
        f"{weakened} {_has(weakened)} only part of {_its(weakened)} words there" if weakened and not lost else "",
        f"{unknown} could not be checked" if unknown and not lost and not absent else "",
    ]
    first, *others = [each for each in told if each]
    count, _, rest = first.partition(" ")
    return "; ".join([f"{count} of {every} {'claim' if every == 1 else 'claims'} {rest}", *others])


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _its(count: int) -> str:
    return "its" if count == 1 else "their"
