"""A passage that may carry a claim's sentence, and what it may lean on: the sentences around it, the title."""

from dataclasses import dataclass
from functools import cached_property

from archive.domain.figures import Figure
from archive.domain.support.retrieval import Search, surroundings


@dataclass(frozen=True, kw_only=True)
class Place:
    """A passage and what it may lean on: the pieces `first` to `last` of the text that is searched."""

    search: Search
    first: int
    last: int

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where the passage stands in the text."""
        return self.search.prepared.span(self.first, self.last)

    @cached_property
    def text(self) -> str:
        """The passage."""
        return self.search.prepared.text[slice(*self.span)]

    @cached_property
    def main(self) -> int:
        """The piece of it that has most of the claim's sentence."""
        search = self.search
        return max(range(self.first, self.last + 1), key=lambda piece: search.weight(search.masks.get(piece, 0)))

    @cached_property
    def near(self) -> str:
        """The passage with the sentences around it."""
        span = self.search.prepared.span(*surroundings(self.search.prepared, self.first, self.last))
        return self.search.prepared.text[slice(*span)]

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures of the passage."""
        return self.search.prepared.figures_in(self.first, self.last)

    @cached_property
    def inside(self) -> int:
        """The terms that stand in the passage."""
        return self.search.mask(self.first, self.last)

    @cached_property
    def around(self) -> int:
        """The terms that stand in it, around it or in the title."""
        return self.search.title | self.search.mask(*surroundings(self.search.prepared, self.first, self.last))
