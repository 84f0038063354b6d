"""What of two texts remains once everything that both say is taken away, wherever it stands."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from archive.domain import sentences
from archive.domain.comparing.folding import fold
from archive.domain.comparing.noise import is_noise, spoken

_LONGEST_SPLIT = 200_000
MOST = 20_000
"""Lines left over beyond which none is looked at for noise: a page that says so much anew is another page."""

_FOLDED = attrgetter("folded")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A sentence or line that only one side has; `place` is the number of its line on that side."""

    text: str
    place: int

    @cached_property
    def folded(self) -> str:
        """The text, typography set aside."""
        return fold(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What only one side says, in reading order; how many lines stand elsewhere now, and how much was mere noise."""

    gone: tuple[Passage, ...]
    come: tuple[Passage, ...]
    moved: int = 0
    noise: int = 0


def leftovers(before: Sequence[str], after: Sequence[str], chrome: Callable[[], frozenset[str]]) -> Leftovers:
    """Take away equal lines, then those that differ in typography or noise, then equal sentences.

    Of more than MOST lines only the equal ones go. `chrome` gives the words of links, which may be read as lines of
    the text; it is asked for only where something is left over.
    """
    gone, come = _unlike(before, after), _unlike(after, before)
    moved = _displaced(before, after, gone, come)
    if not gone and not come:
        return Leftovers(gone=(), come=(), moved=moved)
    found = len(gone) + len(come)
    if found > MOST:
        return Leftovers(gone=tuple(gone), come=tuple(come), moved=moved)
    gone, come = _cancel(*_cancel(gone, come, _FOLDED), _spoken)
    frame = chrome()
    gone, come = _sayings(gone, frame), _sayings(come, frame)
    # A paragraph that was parted or joined is not said anew.
    rest = found - len(gone) - len(come)
    gone, come = _cancel(_sentences(gone), _sentences(come), _FOLDED)
    return Leftovers(gone=tuple(gone), come=tuple(come), moved=moved, noise=rest)


def _unlike(lines: Sequence[str], others: Sequence[str]) -> list[Passage]:
    """The lines that the other side has not, or not as often."""
    other = Counter(others)
    kept = []
    for place, line in enumerate(lines):
        if other.get(line, 0) > 0:
            other[line] -= 1
        else:
            kept.append(Passage(text=line, place=place))
    return kept


def _spoken(passage: Passage) -> str:
    return spoken(passage.text)


def _cancel(
    gone: list[Passage], come: list[Passage], key: Callable[[Passage], str]
) -> tuple[list[Passage], list[Passage]]:
    """Both without what they share under `key`, as often as they share it."""
    if not gone or not come:
        return gone, come
    old = [key(each) for each in gone]
    new = [key(each) for each in come]
    return _without(gone, old, Counter(new)), _without(come, new, Counter(old))


def _without(passages: list[Passage], keys: list[str], other: Counter[str]) -> list[Passage]:
    kept = []
    for passage, key in zip(passages, keys, strict=True):
        if other[key] > 0:
            other[key] -= 1
        else:
            kept.append(passage)
    return kept


def _sayings(passages: list[Passage], frame: frozenset[str]) -> list[Passage]:
    return [each for each in passages if not is_noise(each.text) and each.text.strip() not in frame]


def _sentences(passages: list[Passage]) -> list[Passage]:
    parts: list[Passage] = []
    for each in passages:
        if len(each.text) > _LONGEST_SPLIT:
            parts.append(each)
            continue
        parts += [Passage(text=each.text[start:end], place=each.place) for start, end in sentences.split(each.text)]
    return parts


def _displaced(before: Sequence[str], after: Sequence[str], gone: list[Passage], come: list[Passage]) -> int:
    """How many of the lines that both sides have stand in another order: all but the longest run in order."""
    left, right = {each.place for each in gone}, {each.place for each in come}
    old = [line for place, line in enumerate(before) if place not in left]
    new = [line for place, line in enumerate(after) if place not in right]
    if old == new:
        return 0
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, line in enumerate(old):
        places[line].append(place)
    tails: list[int] = []
    for line in new:
        place = places[line].popleft()
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(new) - len(tails)
