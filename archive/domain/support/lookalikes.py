"""Whether a passage that has a claim's words says the opposite, only supposes it, or says it of something else."""

from dataclasses import dataclass

from archive.domain.support.doubts import asserted, doubted
from archive.domain.support.exchanges import find_misplaced
from archive.domain.support.frames import Swapped, find_swapped
from archive.domain.support.han import turned_in_han
from archive.domain.support.negations import Turned, planned, turned
from archive.domain.support.opposites import COMPARED
from archive.domain.support.particles import find_exchanged
from archive.domain.support.weighed import Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """What makes a passage another statement: a word by which it is only supposed, or words in another's place."""

    planned: str | None
    swapped: Swapped | None


def find_turned(weighed: Weighed) -> Turned | None:
    """The word that turns the passage against the claim."""
    claim, passage = weighed.part.text, weighed.place.text
    found = turned(claim, passage) or turned_in_han(claim, passage)
    return None if _is_turned_twice(weighed, found) else found


def find_lookalike(weighed: Weighed) -> Lookalike | None:
    """What makes the passage another statement than the claim, or None."""
    claim, passage = weighed.part.text, weighed.place.text
    to_come = planned(claim, passage) or doubted(claim, passage) or asserted(claim, passage)
    swapped = find_swapped(weighed) or find_exchanged(weighed) or find_misplaced(weighed)
    if to_come or (swapped and not _is_turned_twice(weighed, turned(claim, passage))):
        return Lookalike(planned=to_come, swapped=swapped)
    return None


def _is_turned_twice(weighed: Weighed, found: Turned | None) -> bool:
    """Whether a comparison is told from its other side: "lower in A than in B" for "higher in B than in A"."""
    return found is not None and found.word in COMPARED and find_misplaced(weighed) is not None
