"""Which blocks of a manuscript are its reference list, and what each entry cites."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from archive.domain.urls import is_web
from pipelines.intake import addresses
from pipelines.intake.manuscripts import Block, unfold

_TITLES = re.compile(
    r"\s*(?:\W*|\d+\.?\s*|[IVX]+\.\s*)"
    r"(?:(?:list of |selected |further |works |web |notes (?:and|&) |references (?:and|&) )?"
    r"(?:references|reference list|sources|citations|cited|bibliography|footnotes|endnotes|notes|"
    r"reading|links|literature)|references? cited|sources? cited|quellen|quellenverzeichnis|literatur|"
    r"literaturverzeichnis|einzelnachweise|fußnoten|références|bibliographie|notes et références|referencias|"
    r"bibliografía|fuentes|fonti|bibliografia|note|referências|bronnen|источники|литература|примечания|参考文献|"
    r"参考资料|资料来源|出典|脚注)\W*",
    re.IGNORECASE,
)
_CITED = re.compile(r"\[\^?(\d{1,4})(?=[\],;–-])")
_ONLY_MARKS = re.compile(r"\s*(?:\[\^?\d{1,4}(?:\s?[,;–-]\s?\d{1,4})*\]\s*)+")
_NEAR_END = 60
_DANGLING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a reference list; `label` is None where the list does not number it."""

    label: str | None
    text: str
    url: str | None
    where: str
    addresses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A manuscript taken apart: the entries of its lists, and the prose, of which `before` blocks precede the list."""

    entries: tuple[Entry, ...]
    prose: tuple[Block, ...]
    before: int
    has_list: bool


def arrange(blocks: Iterable[Block]) -> Arrangement:
    """Tell the reference list from the prose.

    Footnotes that the file marks as such are entries. Of the runs of numbered items, the list is the one under a
    heading such as "References", else the one whose items hold most addresses; the items of other such runs, and blocks
    with an address under such a heading, are entries without a label.
    """
    unfolded = list(unfold(blocks))
    section = list(_sections(unfolded))
    runs = [run for run in _runs(unfolded) if _is_list(run, unfolded, section)]
    main = max(runs, key=lambda run: _rank(run, unfolded, section), default=[])
    unfolded = list(_notes_apart(unfolded, {unfolded[at].label for at in main}))
    labelled = {at: block.label for at, block in enumerate(unfolded) if block.kind == "entry"}
    labelled |= {at: unfolded[at].label for at in main}
    listed = set(labelled) | {at for run in runs for at in run} | set(_unnumbered(unfolded, section, main))
    absorbed = dict(_absorbed(unfolded, main, listed))
    entries = [_entry(_whole(unfolded, at, absorbed), labelled.get(at)) for at in sorted(listed)]
    prose = [at for at in range(len(unfolded)) if at not in listed and at not in absorbed]
    first = main[0] if main else len(unfolded)
    return Arrangement(
        entries=tuple(entries),
        prose=tuple(_merged(unfolded[at] for at in prose)),
        before=sum(1 for at in prose if at < first),
        has_list=bool(labelled),
    )


def _notes_apart(blocks: Sequence[Block], listed: AbstractSet[str | None]) -> Iterator[Block]:
    """The blocks with footnotes whose label an item of the list bears too under another, here and in their marks.

    The plain number in the text is the list's; a footnote's mark leads to it whatever its label.
    """
    notes = {block.label for block in blocks if block.kind == "entry" and block.label}
    new = {label: distinct(label, notes | listed) for label in notes & listed if label}
    for block in blocks:
        anchors = tuple(replace(anchor, label=new.get(anchor.label or "", anchor.label)) for anchor in block.anchors)
        label = new.get(block.label or "", block.label) if block.kind == "entry" else block.label
        yield replace(block, anchors=anchors, label=label) if new else block


def distinct(label: str, taken: AbstractSet[str | None]) -> str:
    """The label of a footnote, with as many ^ before it as tell it from those that are taken."""
    while label in taken:
        label = f"^{label}"
    return label


def is_references_title(text: str) -> bool:
    """Whether a heading announces a list of references."""
    return len(text) < _NEAR_END and _TITLES.fullmatch(text) is not None


def url_of(block: Block) -> str | None:
    """The web address that an entry cites: its first link, else the first in its text.

    An entry that is nothing but an address cites that one wherever it leads, but for a link to a copy of it.
    """
    linked = next((anchor for anchor in block.anchors if anchor.url and is_web(anchor.url)), None)
    found = addresses.of_entry(block.text)
    if linked is None:
        return found
    return found if found and block.text.strip() == found and linked.original != found else linked.url


def _sections(blocks: Sequence[Block]) -> Iterator[bool]:
    """For each block, whether it stands under a heading that announces references."""
    inside = False
    for block in blocks:
        if block.kind == "heading" or (block.kind == "prose" and len(block.text) < _NEAR_END):
            inside = is_references_title(block.text) or (inside and block.kind != "heading")
        yield inside and block.kind != "heading"


def _runs(blocks: Sequence[Block]) -> list[list[int]]:
    """The indices of numbered items that count upwards, perhaps with other blocks but no heading between them."""
    runs: list[list[int]] = []
    open_run = False
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            open_run = False
        if block.kind != "item" or block.label is None:
            continue
        if open_run and _continues(blocks, runs[-1], at):
            runs[-1].append(at)
        else:
            runs.append([at])
        open_run = True
    return runs


def _continues(blocks: Sequence[Block], run: list[int], at: int) -> bool:
    before, now = int(blocks[run[-1]].label or 0), int(blocks[at].label or 0)
    if at == run[-1] + 1:
        return now > before
    return now == before + 1 and bool(_has_url(blocks[at]) or _has_url(blocks[at + 1 : at + 2]))


def _has_url(blocks: Block | Sequence[Block]) -> bool:
    each = [blocks] if isinstance(blocks, Block) else blocks
    return any(url_of(block) is not None for block in each)


def _is_list(run: list[int], blocks: Sequence[Block], section: Sequence[bool]) -> bool:
    """References have addresses, and either a heading, marks that cite them, or the look of entries."""
    items = [blocks[at] for at in run]
    urls = sum(1 for at in run if _has_url(blocks[at : at + 1]) or _has_url(_following(blocks, at)))
    if urls == 0:
        return False
    if any(section[at] for at in run):
        return True
    if _cited(items, blocks) >= min(_DANGLING, len(items)):
        return True
    return urls * 2 >= len(items) and sum(map(_looks_like_entry, items)) * 2 >= len(items)


def _following(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The block after an item where it is nothing but an address."""
    return [block for block in blocks[at + 1 : at + 2] if block.label is None and _is_bare_url(block)]


def _is_bare_url(block: Block) -> bool:
    text = block.text.strip()
    return not re.search(r"\s", text) and addresses.of_entry(text) is not None


def _cited(items: Sequence[Block], blocks: Sequence[Block]) -> int:
    labels = {item.label for item in items}
    named = (label for block in blocks if block.kind != "heading" for label in _CITED.findall(block.text))
    return len(labels.intersection(named))


def _looks_like_entry(item: Block) -> bool:
    """Whether its address, if it has one, stands at its start or end; one amid words belongs to prose."""
    spans = [(anchor.start, anchor.end) for anchor in item.anchors if anchor.url]
    spans += [(start, end) for start, end, _ in addresses.find(item.text)]
    text = item.text.rstrip()
    if not spans:
        return True
    return min(start for start, _ in spans) <= 1 or len(text) - max(end for _, end in spans) <= _NEAR_END


def _rank(run: list[int], blocks: Sequence[Block], section: Sequence[bool]) -> tuple[bool, int, int, int]:
    items = [blocks[at] for at in run]
    return any(section[at] for at in run), _cited(items, blocks), sum(map(_has_url, items)), run[0]


def _unnumbered(blocks: Sequence[Block], section: Sequence[bool], main: list[int]) -> Iterator[int]:
    """Entries without a number: blocks with an address under a heading of references that has no numbered list."""
    if any(section[at] for at in main) or any(block.kind == "entry" for block in blocks):
        return
    found = [at for at, block in enumerate(blocks) if section[at] and block.kind != "heading" and _has_url(block)]
    items = [at for at in found if blocks[at].kind == "item"]
    yield from items or found


def _absorbed(blocks: Sequence[Block], main: list[int], listed: set[int]) -> Iterator[tuple[int, int]]:
    """Addresses that stand alone after an entry of the list that has none, as (block, entry)."""
    for at in main:
        if at + 1 not in listed and not _has_url(blocks[at]) and _following(blocks, at):
            yield at + 1, at


def _whole(blocks: Sequence[Block], at: int, absorbed: dict[int, int]) -> Block:
    follower = at + 1
    return blocks[at].joined(blocks[follower]) if absorbed.get(follower) == at else blocks[at]


def _entry(block: Block, label: str | None) -> Entry:
    found = {url for _, _, url in addresses.find(block.text)}
    found |= {anchor.url for anchor in block.anchors if anchor.url and is_web(anchor.url)}
    text = " ".join(block.text.split())
    return Entry(label=label, text=text, url=url_of(block), where=block.where(), addresses=len(found))


def _merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with every one that holds only citation marks joined to the one before it."""
    last: Block | None = None
    for block in blocks:
        if last is not None and _ONLY_MARKS.fullmatch(block.text):
            last = last.joined(block)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last
