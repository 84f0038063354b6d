"""The sentences of a text and of a claim as they are held against each other: no amount is cut in two."""

import re
from collections.abc import Iterator, Sequence

from archive.domain.sentences import split

_SCALED = re.compile(r"\d[ \u00a0]?(?:Mrd|Mio|Mds?|Tsd|Bio|mld|mln|mn|bn|млрд|млн|тыс|kr|ca|approx)\.\Z")
_TAIL = 16


def sentences(text: str, breaks: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """The spans of the sentences, as `split` has them, but "8,5 Mrd. Euro" is left whole. `breaks` end one besides."""
    ends = frozenset(breaks)
    held: tuple[int, int] | None = None
    for start, end in split(text, breaks):
        if held is not None and not ends.isdisjoint(range(held[1], start + 1)):
            yield held
            held = None
        first = held[0] if held is not None else start
        held = None
        if text[end - 1 : end] == "." and _SCALED.search(text, max(first, end - _TAIL), end):
            held = (first, end)
            continue
        yield first, end
    if held is not None:
        yield held
