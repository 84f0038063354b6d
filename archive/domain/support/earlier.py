"""What became of the passage that carried a claim before: another figure in it, another place, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from archive.domain.atoms import Atom, content_words
from archive.domain.figures import Figure, find_figures
from archive.domain.sentences import split
from archive.domain.support.amounts import carries, same_unit, written
from archive.domain.support.claims import Part, Term
from archive.domain.support.retrieval import search
from archive.domain.support.texts import Prepared
from archive.domain.support.values import Carried
from archive.domain.support.weighed import Weighed

STANDS = 0.5
"""Likeness, by words that carry meaning and by places of figures, from which on an earlier passage still stands."""
_KEPT = 0.5
"""Share of its words that must then be there: a heading names the subject of a sentence, and is none."""
_ENDS = (".", "!", "?", "。", "…", '"', "”", "»")
_LONGEST = 3_000
_TRIED = 40
_FIGURE = "\0figure"
_BESIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The stretch of a text that is most like an earlier passage, in which pieces, and how alike (0..1)."""

    first: int
    last: int
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A claimed figure that has another in its place now, as both are written, and where that stands."""

    atom: Atom
    was: str
    became: str
    now: Successor


def successor(old: str, prepared: Prepared) -> Successor | None:
    """Where an earlier passage stands now, or what comes nearest; None where no word of it is left."""
    old = old[:_LONGEST]
    terms = tuple(Term(word=word) for word in dict.fromkeys(_worded(old)))
    found = search(Part(text=old, start=0, atoms=(), terms=terms), prepared)
    before = _marked(old)[0]
    rated = []
    for first, last in found.windows(_TRIED):
        now = _marked(prepared.text[slice(*prepared.span(first, last))])[0]
        rated.append((Indel.normalized_similarity(before, now), first - last, -first))
    if not rated:
        return None
    likeness, length, first = max(rated)
    return Successor(first=-first, last=-first - length, likeness=likeness)


def still_stands(carried: Carried, prepared: Prepared) -> bool:
    """Whether an earlier passage stands, as it was or edited; what stood beside it before is not what it became."""
    old = carried.passage.text
    now = successor(old, prepared)
    if now is None or now.likeness < STANDS:
        return False
    text = prepared.text[slice(*prepared.span(now.first, now.last))]
    before, after = _marked(old[:_LONGEST])[0], _marked(text)[0]
    if LCSseq.similarity(before, after) < _KEPT * len(before):
        return False
    is_heading = old.rstrip().endswith(_ENDS) and not text.rstrip().endswith(_ENDS) and len(after) < len(before)
    return not is_heading and text not in carried.before and text not in carried.after


def find_changed(parts: Sequence[Weighed], carried: Carried, prepared: Prepared) -> tuple[Changed, ...]:
    """The missing figures of a claim in whose place its earlier sentences have others, in the order of the claim."""
    old = carried.passage.text[:_LONGEST]
    found: dict[Atom, Changed] = {}
    for sentence in (old[start:end] for start, end in split(old)):
        figures = find_figures(sentence)
        held = [
            (atom, was)
            for each in parts
            for atom in each.missing
            for was in figures
            if atom not in found and atom.figure is not None and carries(was, atom.figure)
        ]
        now = successor(sentence, prepared) if held else None
        if now is not None and now.likeness >= STANDS:
            for changed in _in_place(held, sentence, now, prepared):
                found.setdefault(changed.atom, changed)
    return tuple(sorted(found.values(), key=lambda each: each.atom.start))


def _in_place(held: Sequence[tuple[Atom, Figure]], old: str, now: Successor, prepared: Prepared) -> Iterator[Changed]:
    words, figures = _marked(old)
    new_words, new_figures = _marked(prepared.text[slice(*prepared.span(now.first, now.last))])
    places = dict(_held(words, new_words))
    standing = {figure.start: new_figures[places[place]] for place, figure in figures.items() if place in places}
    for atom, was in held:
        became = standing.get(was.start)
        if became is None or atom.figure is None or not same_unit(was, became) or carries(became, atom.figure):
            continue
        yield Changed(atom=atom, was=written(was), became=written(became), now=now)


def _marked(text: str) -> tuple[list[str], dict[int, Figure]]:
    """The words of a text that carry meaning, with a mark for each figure; the figures by the place of their mark.

    Other numbers, as of days and hours, are left out: they change with every edition.
    """
    words: list[str] = []
    figures: dict[int, Figure] = {}
    at = 0
    for figure in find_figures(text):
        words += _worded(text[at : figure.start])
        figures[len(words)] = figure
        words.append(_FIGURE)
        # What a figure counts is a word all the same: "29,474 people".
        words += _worded(figure.text)
        at = figure.end
    return words + _worded(text[at:]), figures


def _worded(text: str) -> list[str]:
    return [word for word, _, _ in content_words(text) if not any(map(str.isdigit, word))]


def _held(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the marks of figures stand on either side that have a word beside them in common."""
    for code in Indel.opcodes(old, new):
        pairs = zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=False)
        for i, j in pairs if code.tag == "equal" else ():
            if old[i] == _FIGURE and _beside(old, i) & _beside(new, j):
                yield i, j


def _beside(words: Sequence[str], at: int) -> set[str]:
    return {*words[max(0, at - _BESIDE) : at], *words[at + 1 : at + 1 + _BESIDE]} - {_FIGURE}


def is_moved(carried: Carried, prepared: Prepared) -> bool:
    """Whether the earlier passage stands word for word among others now, and those that were beside it elsewhere.

    A paragraph that was put in before or after it moves nothing: both of its neighbours must have changed.
    """
    text, passage = prepared.text, carried.passage.text
    at = text.find(passage)
    if at < 0:
        return False
    above, below = _last(carried.before), _first(carried.after)
    if not (above or below) or any(each and each not in text for each in (above, below)):
        return False
    while at >= 0:
        end = at + len(passage)
        if _last(text[max(0, at - 300) : at]) == above or _first(text[end : end + 300]) == below:
            return False
        at = text.find(passage, end)
    return True


def _last(text: str) -> str:
    """The last sentence, as far as it is known."""
    spans = list(split(text))
    return text[slice(*spans[-1])][-100:] if spans else ""


def _first(text: str) -> str:
    span = next(split(text), None)
    return text[slice(*span)][:100] if span else ""
