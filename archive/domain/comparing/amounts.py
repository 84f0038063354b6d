"""How much of two texts differs: words and characters, once what only moved is set aside."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from archive.domain.comparing.folding import fold
from archive.domain.comparing.pairs import Paired
from archive.domain.comparing.sides import Sides
from archive.domain.words import split_words, trimmed

_CELLS = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Words that only one side has, of how many in all (0 where nothing differs); `longest` counts the characters of
    the longest passage that came or went whole."""

    added: int
    removed: int
    words_before: int
    words_after: int
    longest: int

    @property
    def similarity(self) -> float:
        """2·shared / (all words of both), 0..1."""
        total = self.words_before + self.words_after
        return 1.0 if total == 0 else max(0.0, (total - self.added - self.removed) / total)


def amount_of(paired: Paired, sides: Sides) -> Amount:
    """The amounts of a comparison of these sides."""
    if not paired.edited and not paired.removed and not paired.added:
        return Amount(added=0, removed=0, words_before=0, words_after=0, longest=0)
    removed, added = _sizes(each.text for each in paired.removed), _sizes(each.text for each in paired.added)
    edits = [words_between(pair.before.folded, pair.after.folded) for pair in paired.edited]
    gone, come = sum(removed) + sum(edit[0] for edit in edits), sum(added) + sum(edit[1] for edit in edits)
    whole = [len(each.text) for each in (*paired.removed, *paired.added)]
    return Amount(
        added=come,
        removed=gone,
        words_before=sides.words[0] or sum(_sizes(sides.before)),
        words_after=sides.words[1] or sum(_sizes(sides.after)),
        longest=max(whole, default=0),
    )


def words_between(before: str, after: str) -> tuple[int, int]:
    """(removed, added) words between two folded passages."""
    old, new = trimmed(split_words(before), split_words(after))
    if not old or not new:
        return len(old), len(new)
    if len(old) * len(new) > _CELLS:
        # Too long for the shortest edit script: words that the other has nowhere are counted.
        left, right = Counter(old), Counter(new)
        return (left - right).total(), (right - left).total()
    differing = Indel.distance(old, new)
    shared = (len(old) + len(new) - differing) // 2
    return len(old) - shared, len(new) - shared


def edited_words(before: str, after: str) -> tuple[str, str]:
    """What stands between the words that two passages begin and end with alike."""
    old, new = trimmed(split_words(fold(before)), split_words(fold(after)))
    return " ".join(old), " ".join(new)


def _sizes(texts: Iterable[str]) -> list[int]:
    return [len(split_words(text)) for text in texts]
