"""From two readings of a source to what changed between them."""

from archive.domain.changes import Change, ChangeKind
from archive.domain.readings import Reading
from archive.domain.words import compare_texts


def compare(before: Reading, after: Reading, *, url: str) -> Change:  # noqa: ARG001 - links of the page to itself are told by it
    """What became of the page at `url` between two readings of the same extractor."""
    difference = compare_texts(before.text, after.text)
    kind = ChangeKind.SAME if before.digest == after.digest else ChangeKind.EDIT
    amount = f"{difference.added_words:,} words added, {difference.removed_words:,} removed"
    return Change(
        kind=kind,
        significance=0.0 if kind is ChangeKind.SAME else 1 - difference.similarity,
        summary="Nothing changed." if kind is ChangeKind.SAME else f"The text changed: {amount}.",
        added_words=difference.added_words,
        removed_words=difference.removed_words,
        similarity=difference.similarity,
    )
