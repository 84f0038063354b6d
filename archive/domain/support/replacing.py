"""Another figure in the place of the one that is claimed: the same statement, with another number of the same kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.domain.atoms import Atom, content_words, find_dates
from archive.domain.figures import Figure, find_figures, same_value
from archive.domain.support.amounts import carries, carrying, same_unit, written
from archive.domain.support.retrieval import Search
from archive.domain.support.values import Finding
from archive.domain.support.weighed import Weighed

_SAME = 0.6
"""Share of a sentence's words from which on another is the same statement."""
_SOME = 0.3
"""Share from which on a sentence is part of the statement."""
_ROLE = 0.5
"""Share of the words nearest to the claimed figure that must be near to the other."""
_OURS, _THEIRS = 2, 4
"""How many words on either side of a figure are looked at, in the claim and in the text."""
_TRIED = 6
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A claimed figure and what stands in its place, in which pieces; `sure` where no third might stand there.

    `was` is how it was written before: in an earlier snapshot, else in the claim.
    """

    atom: Atom
    was: str
    became: str
    first: int
    last: int
    sure: bool = True


def find_replaced(weighed: Weighed) -> Iterator[Replaced]:
    """The missing figures of a claim's sentence in whose place the same statement has others, in its order."""
    pieces = _same_statements(weighed.search)
    for atom in weighed.missing:
        found = _ranked(atom, weighed, pieces)
        if found:
            role, piece, became = found[0]
            others = {text for other, _, text in found if other >= role and text != became}
            was = written(atom.figure) if atom.figure is not None else atom.text
            yield Replaced(atom=atom, was=was, became=became, first=piece, last=piece, sure=not others)


def without_displaced(weighed: Weighed) -> Weighed:
    """The same, but figures that stand beside the statement, which has others in their place, are missing.

    "The silo holds 43,000 tonnes. With its annexes there is room for 48,000." has no silo of 48,000 tonnes.
    """
    pieces = _same_statements(weighed.search)
    findings = tuple(
        (atom, _missing(finding) if finding.found and _is_displaced(atom, weighed, pieces) else finding)
        for atom, finding in weighed.findings
    )
    return replace(weighed, findings=findings) if findings != weighed.findings else weighed


def _missing(finding: Finding) -> Finding:
    return replace(finding, found=False, seen=None)


def _is_displaced(atom: Atom, weighed: Weighed, pieces: Sequence[int]) -> bool:
    claimed = atom.figure
    if claimed is None or not pieces:
        return False
    prepared, place = weighed.search.prepared, weighed.place
    own = [
        piece
        for piece in range(place.first, place.last + 1)
        if carrying(claimed, prepared.figures_in(piece, piece)) is not None
    ]
    # A sentence that has the figure and some of the claim's words may carry it, whatever is like it.
    told = any(_share(weighed.search, piece) >= _SOME for piece in own)
    return bool(own) and not told and bool(_ranked(atom, weighed, pieces))


def _share(search: Search, piece: int) -> float:
    return search.weight(search.masks.get(piece, 0)) / search.total if search.total else 0.0


def _same_statements(search: Search) -> list[int]:
    """The sentences that have most of the claim's words, best first."""
    rated = ((_share(search, piece), -piece) for piece in search.anchors)
    return [-piece for share, piece in sorted(rated, reverse=True)[:_TRIED] if share >= _SAME]


def _ranked(atom: Atom, weighed: Weighed, pieces: Sequence[int]) -> list[tuple[float, int, str]]:
    """(role, piece, as written) of the figures that may stand in the place of the claimed one, best first."""
    part = weighed.part
    ours = _beside(part.text, atom.start - part.start, atom.end - part.start, _OURS)
    found: list[tuple[float, int, str]] = []
    for piece in pieces:
        text = weighed.search.prepared.text[slice(*weighed.search.prepared.span(piece, piece))]
        for start, end, other in _others(atom, weighed, text):
            theirs = _beside(text, start, end, _THEIRS)
            role = sum(word in theirs for word in ours) / len(ours) if ours else 0.0
            if role >= _ROLE:
                found.append((role, piece, other))
    return sorted(found, key=lambda row: (-row[0], pieces.index(row[1])))


def _others(atom: Atom, weighed: Weighed, text: str) -> Iterator[tuple[int, int, str]]:
    """The figures of a text, where and as written, of the same kind as an atom, that no atom accounts for."""
    if atom.period is not None:
        dates = (each for each in find_dates(text) if _shape(each.text) == _shape(atom.text))
        yield from ((each.start, each.end, each.text) for each in dates if each.text != atom.text)
        return
    if atom.figure is None:
        like = re.finditer(rf"(?<!\d){_shape(atom.text)}(?!\d)", text)
        yield from ((each.start(), each.end(), each[0]) for each in like if each[0] != atom.text)
        return
    claimed = [each.figure for each in weighed.part.atoms if each.figure is not None]
    for figure in find_figures(text, hints=int(weighed.search.prepared.comma)):
        if same_unit(figure, atom.figure) and not any(_agree(figure, each) for each in claimed):
            yield figure.start, figure.end, written(figure)


def _shape(text: str) -> str:
    """A pattern of all that is written like this, with other numbers."""
    return r"\d+".join(map(re.escape, _DIGITS.split(text)))


def _agree(seen: Figure, claimed: Figure) -> bool:
    """Whether a figure says what is claimed, if less exactly: "about 29,000" contradicts no "29,474"."""
    return carries(seen, claimed) or same_value(seen, claimed)


def _beside(text: str, start: int, end: int, count: int) -> list[str]:
    """The words on either side of a figure, nearest first, `count` of each."""
    before = [word for word, _, _ in content_words(text[max(0, start - 200) : start]) if not word.isdigit()]
    after = [word for word, _, _ in content_words(text[end : end + 200]) if not word.isdigit()]
    return [*before[-count:], *after[:count]]
