"""How much of a claim's sentence its best passage in a text carries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.domain.atoms import Atom, AtomKind, content_words
from archive.domain.support.claims import NAMES, STRICT, Part
from archive.domain.support.matching import find_in
from archive.domain.support.passages import Place
from archive.domain.support.retrieval import Search, search
from archive.domain.support.texts import Prepared
from archive.domain.support.tokens import in_order, tokens
from archive.domain.support.values import Finding

_TRIED = 10
"""Windows that are looked at closely."""
_PENALTY = 0.05
"""What each further sentence of a passage must add to the share of the claim that it carries."""
_NEAR, _ELSEWHERE = 0.7, 0.4
"""What a word counts that stands only around the passage, or only elsewhere on the page: it is about the same."""


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A claim's sentence beside one passage: its atoms, and what became of each."""

    part: Part
    place: Place
    findings: tuple[tuple[Atom, Finding], ...]

    @property
    def search(self) -> Search:
        """Where the sentence was looked for."""
        return self.place.search

    @cached_property
    def total(self) -> float:
        """The weight of the whole sentence: words, and figures, dates and quotations."""
        return self.search.total + self.search.strict * sum(atom.kind in STRICT for atom, _ in self.findings)

    @cached_property
    def credit(self) -> float:
        """The weight of what is there, words that stand only near or elsewhere counted in part."""
        return self.worded + self._strict

    @cached_property
    def worded(self) -> float:
        """The weight of its words that are there."""
        inside, around, page = self._inside, self.place.around, self.search.page
        near, far = around & ~inside, page & ~(around | inside)
        weight = self.search.weight
        return weight(inside) + _NEAR * weight(near) + _ELSEWHERE * weight(far)

    @cached_property
    def inner(self) -> float:
        """The weight of what stands in the passage itself."""
        return self.search.weight(self._inside) + self._strict

    @cached_property
    def _inside(self) -> int:
        """The terms that stand in the passage, and those of names that are there in another form, as by initials."""
        found = self.place.inside
        for atom, finding in self.findings:
            if atom.kind in NAMES and finding.found and finding.seen != atom.text:
                found |= self.search.bits(word for word, _, _ in content_words(atom.text))
        return found

    @cached_property
    def _strict(self) -> float:
        found = sum(atom.kind in STRICT and finding.found for atom, finding in self.findings)
        return self.search.strict * found

    @cached_property
    def ordered(self) -> int:
        """How many words, those without meaning too, it has in the order of the claim: "above" is not "below"."""
        return len(in_order(tokens(self.part.text), tokens(self.place.text)))

    @property
    def missing(self) -> tuple[Atom, ...]:
        """The figures, dates and quotations that are not there."""
        return tuple(atom for atom, finding in self.findings if atom.kind in STRICT and not finding.found)

    @property
    def unnamed(self) -> tuple[Atom, ...]:
        """The names and titles that are not there."""
        return tuple(atom for atom, finding in self.findings if atom.kind in NAMES and not finding.found)


def weigh_part(
    part: Part, prepared: Prepared, title: str | None, *, corrected: Callable[[Weighed], Weighed]
) -> Weighed | None:
    """A claim's sentence beside the passage that carries most of it; None for a text without sentences.

    `corrected` takes away what a passage only seems to have, and never adds to it.
    """
    if not prepared.size:
        return None
    found = search(part, prepared, title)
    telling = [atom for atom in part.atoms if atom.kind != AtomKind.WORD]
    places = [Place(search=found, first=first, last=last) for first, last in found.windows(_TRIED)]
    tried = sorted((_beside(place, telling) for place in places), key=_worth, reverse=True)
    best: Weighed | None = None
    for each in tried:
        if best is not None and _worth(best) >= _worth(each):
            break
        best = max(filter(None, (best, corrected(each))), key=_worth)
    place = best.place if best is not None else Place(search=found, first=0, last=0)
    return corrected(_beside(place, part.atoms))


def _beside(place: Place, atoms: Sequence[Atom]) -> Weighed:
    findings = tuple((atom, find_in(place, atom)) for atom in atoms)
    return Weighed(part=place.search.part, place=place, findings=findings)


def _worth(weighed: Weighed) -> tuple[float, int, int, int]:
    length = weighed.place.last - weighed.place.first
    share = weighed.credit / (weighed.total or 1) - length * _PENALTY
    return share, weighed.ordered, -length, -weighed.place.first


def credit_of(parts: Sequence[Weighed]) -> float:
    """The share of a claim that is there, over all its sentences."""
    total = sum(each.total for each in parts)
    return sum(each.credit for each in parts) / total if total else 0.0


def inner_of(parts: Sequence[Weighed]) -> float:
    """The share of a claim that stands in the passages alone."""
    total = sum(each.total for each in parts)
    return sum(each.inner for each in parts) / total if total else 0.0


def worded_of(parts: Sequence[Weighed]) -> float:
    """The share of the words of a claim that are there, figures, dates and quotations aside."""
    total = sum(each.search.total for each in parts)
    return sum(each.worded for each in parts) / total if total else 0.0
