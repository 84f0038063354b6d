"""Which texts of two readings are set against each other: their main texts, or all that both pages show."""

from collections import Counter
from dataclasses import dataclass

from archive.domain.comparing.folding import bare, fold
from archive.domain.comparing.titles import parts_of
from archive.domain.readings import Reading

_UNLIKE = 0.5
_STANDS = 0.6
_TITLE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The lines of both sides, none empty, or none at all where both are equal; `whole` says that they are those of the
    whole pages, `why` why they are not the main texts. `words` counts both, 0 where it is not known."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    words: tuple[int, int] = (0, 0)
    whole: bool = False
    why: str = ""


def sides_of(before: Reading, after: Reading) -> Sides:
    """The main texts where one extractor took them from the same block of the page, else what both pages show.

    Of a whole page the lines that are the words of a link are left out, and what stands above its headline. So is
    what a main text took from above the headline, where the two main texts are very unlike: boxes that rotate.
    """
    if before.text == after.text:
        return Sides(before=(), after=())
    old, new = _lines(before.text), _lines(after.text)
    same = Sides(before=old, after=new, words=(before.words, after.words))
    if not before.page or not after.page:
        return same
    if before.extractor != after.extractor:
        return _whole(before, after, "the two were read by different extractors")
    if _shared(old, new) >= _UNLIKE:
        return same
    if _stands_in(old, after.page) and _stands_in(new, before.page):
        return _whole(before, after, "the extractor took its text from another block of the page")
    return _below(before, old, after, new) or same


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line and not line.isspace())


def _whole(before: Reading, after: Reading, why: str) -> Sides:
    old, new = _body(before), _body(after)
    if not old or not new:
        old, new = _lines(before.page), _lines(after.page)
    return Sides(before=old, after=new, whole=True, why=why)


def _shared(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """The share of characters in lines that both have."""
    common = Counter(old) & Counter(new)
    shared = sum(len(line) * count for line, count in common.items())
    return 2 * shared / max(1, sum(map(len, old)) + sum(map(len, new)))


def _stands_in(lines: tuple[str, ...], page: str) -> bool:
    """Whether most of a text is still shown by a page."""
    shown = {bare(line) for line in _lines(page)}
    kept = sum(len(line) for line in lines if bare(line) in shown)
    return kept >= _STANDS * sum(map(len, lines))


def _below(before: Reading, old: tuple[str, ...], after: Reading, new: tuple[str, ...]) -> Sides | None:
    """The main texts without what stands above the headline, where both are left with something."""
    left, right = _under_headline(before, old), _under_headline(after, new)
    if not left or not right or (left, right) == (old, new):
        return None
    return Sides(before=left, after=right, why="what stands above the headline was left out")


def _under_headline(reading: Reading, lines: tuple[str, ...]) -> tuple[str, ...]:
    page = _lines(reading.page)
    start = _headline(page, reading)
    above = {bare(line) for line in page[:start]} - {bare(line) for line in page[start:]}
    return tuple(line for line in lines if bare(line) not in above) if start else lines


def _body(reading: Reading) -> tuple[str, ...]:
    lines = _lines(reading.page)
    chrome = {fold(link.text) for link in reading.links}
    return tuple(line for line in lines[_headline(lines, reading) :] if fold(line) not in chrome)


def _headline(lines: tuple[str, ...], reading: Reading) -> int:
    """Where the page's headline stands: the first line that is a part of its title and no link; 0 for nowhere."""
    titles = {part.casefold() for part in parts_of(reading.title)}
    linked = {fold(link.text).casefold() for link in reading.links}
    wanted = titles - linked
    short = (fold(line).casefold() if len(line) <= _TITLE else "" for line in lines)
    return next((place for place, line in enumerate(short) if line in wanted), 0)
