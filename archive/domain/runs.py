"""What a run of digits that stands as a citation mark may mean, and which meaning the document decides for.

Copying a page flattens its raised marks: "capabilities12." may rest on [1] and [2], or on [12]. The rule:

1. A reading splits the run into labels that the reference list has. Readings in strictly ascending order go
   before all others, since marks at one place are sorted: "145" is 1, 4, 5 and not 14, 5.
2. Where the document numbers its references in the order in which it first cites them, and at least IN_ORDER labels
   appear so, a reading that would break this order is dropped.
3. The document's habit decides what is left. At least TOGETHER runs that can only be several single digits, and
   no number of two digits that is certainly cited: the single digits are meant. No run that is certainly several
   labels, at least APART that are certainly one, a number of two digits among them: the whole number is meant.
4. What is still open is ambiguous, and names every label of every reading left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Reading = tuple[str, ...]

IN_ORDER = 5
TOGETHER = 2
APART = 3
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The labels that a mark names, and whether that is less than certain."""

    labels: Reading
    ambiguous: bool


@lru_cache(maxsize=4096)
def readings(run: str, labels: frozenset[str]) -> tuple[Reading, ...]:
    """Every way to read the digits `run` as labels of the list, the ascending ones alone where there are any."""
    if not 0 < len(run) <= _LONGEST_RUN:
        return ()
    found = tuple(_splits(run, labels, max((len(label) for label in labels), default=0)))
    return tuple(reading for reading in found if _ascends(reading)) or found


def decide(marks: Sequence[Sequence[Reading]]) -> list[Decision]:
    """What each mark of a document means, given the readings of all of them in document order (none empty)."""
    left = _in_order_of_appearance([tuple(options) for options in marks])
    habit = _habit(left)
    return [_settle(options, habit) for options in left]


def _splits(run: str, labels: frozenset[str], longest: int) -> Iterator[Reading]:
    if run in labels:
        yield (run,)
    for cut in range(1, min(longest, len(run) - 1) + 1):
        if run[:cut] in labels:
            yield from ((run[:cut], *rest) for rest in _splits(run[cut:], labels, longest))


def _ascends(reading: Reading) -> bool:
    return all(int(before) < int(after) for before, after in pairwise(reading))


def _in_order_of_appearance(marks: list[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """Drop readings that no numbering by first appearance allows; all stay where the document has none such."""
    forward = [{0}]
    for options in marks:
        forward.append({after for seen in forward[-1] for option in options if (after := _step(seen, option)) >= 0})
        if not forward[-1]:
            return marks
    if min(forward[-1]) < IN_ORDER:
        return marks
    kept: list[tuple[Reading, ...]] = []
    reach = forward[-1]
    for options, states in zip(reversed(marks), reversed(forward[:-1]), strict=True):
        kept.append(tuple(option for option in options if any(_step(seen, option) in reach for seen in states)))
        reach = {seen for seen in states if any(_step(seen, option) in reach for option in kept[-1])}
    return kept[::-1]


def _step(seen: int, reading: Reading) -> int:
    """The highest label seen after `reading`, or -1 where a label comes before its turn."""
    for label in reading:
        if int(label) > seen + 1:
            return -1
        seen = max(seen, int(label))
    return seen


def _habit(marks: Sequence[tuple[Reading, ...]]) -> str:
    certain = [options[0] for options in marks if len(options) == 1]
    several = [reading for reading in certain if len(reading) > 1]
    long = any(len(label) > 1 for reading in certain for label in reading)
    if not long and len(several) >= TOGETHER:
        return "together"
    if long and not several and len(certain) >= APART:
        return "apart"
    return ""


def _settle(options: tuple[Reading, ...], habit: str) -> Decision:
    if habit == "together":
        options = tuple(option for option in options if all(len(label) == 1 for label in option)) or options
    elif habit == "apart":
        options = tuple(option for option in options if len(option) == 1) or options
    if len(options) == 1:
        return Decision(labels=tuple(dict.fromkeys(options[0])), ambiguous=False)
    named = {label for option in options for label in option}
    return Decision(labels=tuple(sorted(named, key=int)), ambiguous=True)
