"""From a manuscript to a document: the references, and the sentences that cite them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

from archive.domain import marks, sentences
from archive.domain.citations import Claim, Document, Reference
from archive.domain.marks import Mark
from archive.domain.urls import host, is_web
from pipelines.intake import addresses, lists
from pipelines.intake.manuscripts import Anchor, Block, Manuscript, Places, Spans, unbulleted

_NUMERIC = re.compile(r"\W*(\d{1,4})\W*")
_BETWEEN_MARKS = re.compile(r"[ \t]*(?:[,;˒]|and|&|–)?[ \t]*\Z")
_CELL_END = re.compile(r"[ \t]+[^\W_a-z]|\t")
_CLOSED = tuple('.!?…:;”"’)。！？')
_MANY = 20
_GLUED = re.compile(r"[^\W\d_]\d")
_MOST_GLUED = 200_000
_UNREAD = "so many words end in a number that none was taken for a citation mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A block's text without its marks. `shifts` pairs ascending offsets there with offsets in the block."""

    text: str
    shifts: tuple[tuple[int, int], ...]
    marked: tuple[tuple[int, Mark], ...]
    breaks: tuple[int, ...]


class _References:
    """The references found so far, under labels that are unique."""

    def __init__(self, entries: Iterable[lists.Entry], reserved: Iterable[str] = ()) -> None:
        """`reserved` are numbers that marks in the text bear: no other reference gets them by counting."""
        self.found: dict[str, Reference] = {}
        self._by_url: dict[str, str] = {}
        listed = list(entries)
        numbers = [int(entry.label) for entry in listed if entry.label and entry.label.isdecimal()]
        kept = frozenset(reserved)
        self._numbers = (str(number) for number in count(max(numbers, default=0) + 1) if str(number) not in kept)
        for entry in listed:
            self.add(entry.label, text=entry.text, url=entry.url, where=entry.where)

    def add(self, label: str | None, *, text: str, url: str | None, where: str) -> str:
        """Keep a reference under `label` where that is free, else under the next number."""
        if label is None or label in self.found:
            label = next(number for number in self._numbers if number not in self.found)
        self.found[label] = Reference(label=label, text=text, url=url, where=where)
        if url is not None:
            self._by_url.setdefault(url, label)
        return label

    def linked(self, anchor: Anchor, words: str, where: str, *, numbered: bool) -> str:
        """The label of the reference that a link in the text makes, shared by all links to the same address.

        A link `numbered` by its words is a mark: its number is the label where that is free.
        """
        url = anchor.url or ""
        if url in self._by_url:
            return self._by_url[url]
        number = _NUMERIC.fullmatch(words) if numbered else None
        return self.add(number[1] if number else None, text=" ".join(words.split()) or url, url=url, where=where)


def compose(manuscript: Manuscript) -> Document:
    """The document that a manuscript is: its reference list, then what its prose links to, and its claims."""
    arranged = lists.arrange(manuscript.blocks)
    prose = [_linked(block, at, arranged, manuscript.home) for at, block in enumerate(arranged.prose)]
    references = _References(arranged.entries, _borne_numbers(prose))
    labels = tuple(references.found)
    texts = [block.text for block in prose]
    entries = [entry.text for entry in arranged.entries]
    too_many = manuscript.flattened and _are_too_many(texts)
    written = marks.read(texts, labels, flattened=manuscript.flattened and not too_many, entries=entries)
    found = [_apart(line, block) for line, block in zip(written, prose, strict=True)]
    claims: list[Claim] = []
    for block, in_text in zip(prose, found, strict=True):
        if block.anchors or in_text:
            claims += _claims(block, in_text, references, flattened=manuscript.flattened)
    unread = [_UNREAD] if too_many else []
    notes = (*manuscript.notes, *unread, *_remarks(arranged.entries, found, claims))
    return Document(
        title=manuscript.title,
        media_type=manuscript.media_type,
        references=tuple(references.found.values()),
        claims=tuple(claims),
        notes=notes,
    )


def _are_too_many(texts: Iterable[str]) -> bool:
    """Whether so many words end in a number that weighing each as a mark would take minutes."""
    glued = chain.from_iterable(map(_GLUED.finditer, texts))
    return next(islice(glued, _MOST_GLUED, None), None) is not None


def _borne_numbers(prose: Iterable[Block]) -> Iterator[str]:
    for block in prose:
        for anchor in block.anchors:
            number = _NUMERIC.fullmatch(block.text[anchor.start : anchor.end])
            if number and _is_mark(block, anchor):
                yield number[1]


def _linked(block: Block, at: int, arranged: lists.Arrangement, home: str) -> Block:
    """The block with those links only that cite: to the web, and where there is a list, not to the same site.

    An address written out in the text is a link too; beside a list only where it stands in a sentence before it.
    """
    anchors = [anchor for anchor in block.anchors if anchor.label or (anchor.url and is_web(anchor.url))]
    if arranged.has_list and home:
        anchors = [anchor for anchor in anchors if anchor.label or host(anchor.url or "") != home]
    linked = Spans((anchor.start, anchor.end) for anchor in anchors)
    for start, end, url in addresses.find(block.text):
        apart = arranged.has_list and (at >= arranged.before or len(block.text[:start].split(maxsplit=3)) < 3)
        if not apart and not linked.meet(start, end):
            anchors.append(Anchor(start=start, end=end, url=url))
    return Block(
        text=block.text,
        place=block.place,
        unit=block.unit,
        kind=block.kind,
        label=block.label,
        anchors=tuple(sorted(anchors, key=lambda anchor: anchor.start)),
    )


def _apart(found: Sequence[Mark], block: Block) -> list[Mark]:
    """The marks in the text without those that the file itself made anchors of."""
    known = Spans((anchor.start, anchor.end) for anchor in block.anchors if _is_mark(block, anchor))
    return [mark for mark in found if not known.meet(mark.start, mark.end)]


def _claims(block: Block, in_text: Sequence[Mark], references: _References, *, flattened: bool) -> Iterator[Claim]:
    links, explicit = _links(block, references)
    cited_by = [*explicit, *in_text]
    outside = [*cited_by, *_bare(block.text, cited_by)]
    cut = _cut(block.text, sorted(outside, key=lambda mark: mark.start), flattened=flattened)
    places = Places(block)
    spoken = list(sentences.split(cut.text, cut.breaks))
    cited = _by_sentence(cut, spoken, links)
    for (start, end), citing in zip(spoken, cited, strict=True):
        if citing and _says_something(cut, start, end, citing):
            yield _claim(cut.text[start:end], citing, places.where(_original(cut, start)))


def _links(block: Block, references: _References) -> tuple[list[Mark], list[Mark]]:
    """The block's links as marks: those over words, and those whose text is only a number or a mark."""
    links: list[Mark] = []
    explicit: list[Mark] = []
    places = Places(block)
    for anchor in block.anchors:
        words = block.text[anchor.start : anchor.end]
        if anchor.url and not words.strip():
            continue
        is_mark = _is_mark(block, anchor)
        where = places.where(anchor.start)
        label = anchor.label or references.linked(anchor, words, where, numbered=is_mark)
        mark = Mark(start=anchor.start, end=anchor.end, labels=(label,))
        (explicit if is_mark else links).append(mark)
    return links, explicit


def _bare(text: str, found: Sequence[Mark]) -> Iterator[Mark]:
    """The addresses written out in a text, as marks without labels: they say where something stands, and nothing of it.

    Their names and numbers would be looked for on the page that they lead to.
    """
    known = Spans((mark.start, mark.end) for mark in found)
    for start, end, _ in addresses.find(text):
        if not known.meet(start, end):
            yield Mark(start=start, end=end, labels=())


def _is_bare(mark: Mark) -> bool:
    return not mark.labels and not mark.missing


def _is_mark(block: Block, anchor: Anchor) -> bool:
    if anchor.label is not None:
        return True
    number = _NUMERIC.fullmatch(block.text[anchor.start : anchor.end])
    return number is not None and not _is_figure(block.text, anchor)


def _is_figure(text: str, anchor: Anchor) -> bool:
    """Whether a linked number is a word of its sentence ("in [2025](…)") rather than a mark behind it."""
    words = text[anchor.start : anchor.end]
    if not words.strip().isdecimal():
        return False
    return len(words.strip()) > 3 or text[anchor.end : anchor.end + 2].lstrip()[:1].islower()


def _cut(text: str, found: Sequence[Mark], *, flattened: bool) -> _Cut:
    """Take the marks out of a text, with the space before them, what stands between two and brackets around them.

    Bare addresses go too and cite nothing; where one began a sentence, the text breaks there.
    """
    open_line = flattened and not text.rstrip().endswith(_CLOSED)
    pieces: list[str] = []
    shifts, marked, breaks = [(0, 0)], [], []
    done = length = 0
    for start, end, cluster in _clusters(text, found):
        piece = text[done:start].rstrip()
        pieces.append(piece)
        length += len(piece)
        marked += [(length, mark) for mark in cluster if not _is_bare(mark)]
        begins = _is_bare(cluster[0]) and piece.endswith((".", "!", "?"))
        if begins or (open_line and _CELL_END.match(text, end)):
            breaks.append(length)
        if piece[-1:].isalnum() and text[end : end + 1].isalnum():
            pieces.append(" ")
            length += 1
        shifts.append((length, end))
        done = end
    pieces.append(text[done:])
    return _Cut(text="".join(pieces), shifts=tuple(shifts), marked=tuple(marked), breaks=tuple(breaks))


def _clusters(text: str, found: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Marks that stand together, each group with the span to take out: "([1], [2])" goes as one."""
    groups: list[list[Mark]] = []
    for mark in found:
        if groups and _BETWEEN_MARKS.match(text[groups[-1][-1].end : mark.start]):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    for group in groups:
        start, end = group[0].start, max(mark.end for mark in group)
        if text[start - 1 : start] + text[end : end + 1] in {"()", "[]"}:
            start, end = start - 1, end + 1
        yield start, end, group


def _by_sentence(cut: _Cut, spoken: Sequence[tuple[int, int]], links: Sequence[Mark]) -> list[list[tuple[bool, Mark]]]:
    """For each sentence its citations in order, each with whether it is a link over words."""
    placed = [(at, False, mark) for at, mark in cut.marked]
    placed += [(_moved(cut, link.start) + 1, True, link) for link in links]
    cited: list[list[tuple[bool, Mark]]] = [[] for _ in spoken]
    current = 0
    for at, over_words, mark in sorted(placed, key=lambda item: item[0]):
        while current + 1 < len(spoken) and at > spoken[current + 1][0]:
            current += 1
        if spoken:
            cited[current].append((over_words, mark))
    return cited


def _moved(cut: _Cut, offset: int) -> int:
    """Where a character of the block stands once the marks are out."""
    new, old = cut.shifts[bisect_right(cut.shifts, offset, key=lambda shift: shift[1]) - 1]
    return new + offset - old


def _original(cut: _Cut, offset: int) -> int:
    new, old = cut.shifts[bisect_right(cut.shifts, offset, key=lambda shift: shift[0]) - 1]
    return old + offset - new


def _says_something(cut: _Cut, start: int, end: int, citing: Sequence[tuple[bool, Mark]]) -> bool:
    """Whether a sentence has words of its own: a link that stands alone is an entry of a list, not a claim."""
    words = cut.text[start:end]
    if not any(sign.isalnum() for sign in words):
        return False
    if not all(over_words for over_words, _ in citing) or (
        " " in words.strip() and words.rstrip().endswith(tuple(".!?"))
    ):
        return True
    for _, link in reversed(citing):
        low, high = _moved(cut, link.start) - start, _moved(cut, link.end) - start
        words = words[: max(low, 0)] + words[max(high, 0) :]
    return any(sign.isalnum() for sign in words)


def _claim(text: str, citing: Sequence[tuple[bool, Mark]], where: str) -> Claim:
    labels = tuple(dict.fromkeys(label for _, mark in citing for label in mark.labels))
    words = " ".join(unbulleted(text).split())
    return Claim(text=words, labels=labels, where=where, ambiguous=any(mark.ambiguous for _, mark in citing))


def _remarks(entries: Sequence[lists.Entry], found: Sequence[Sequence[Mark]], claims: Sequence[Claim]) -> Iterator[str]:
    missing = list(dict.fromkeys(label for line in found for mark in line for label in mark.missing))
    for label in missing[:_MANY]:
        yield f"mark [{label}] has no entry in the reference list"
    if len(missing) > _MANY:
        yield f"{len(missing) - _MANY} more marks have no entry in the reference list"
    several = list(dict.fromkeys(entry.label or entry.where for entry in entries if entry.addresses > 1))
    if several:
        yield f"only the first address is watched of the entries that name several: {', '.join(several[:_MANY])}"
    unclear = sum(claim.ambiguous for claim in claims)
    if unclear:
        yield f"{unclear} sentence(s) have marks that can be read in more than one way"
