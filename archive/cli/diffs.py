"""How two versions of a text are shown: as one run of words, or side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from archive.cli.screen import clean
from archive.domain.alignment import Pair, Passage, passages

_MARKS = {"added": ("{+", "+}"), "removed": ("[-", "-]")}
_STYLES = {"same": "", "added": "bold green", "removed": "red strike"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How to show differences: `marked` sets wdiff's marks around them, for where no colour shows them; `context` is
    how many words (inline) stay around a difference, None for all."""

    marked: bool
    context: int | None


def inline(found: Sequence[Passage], look: Look) -> Text:
    """One run of words: removed and added ones where they stand, long unchanged stretches left out."""
    shown = Text()
    for index, passage in enumerate(found):
        if passage.kind == "same":
            shown.append_text(_shortened(passage, look, first=index == 0, last=index == len(found) - 1))
        else:
            shown.append_text(_styled(passage, look))
    return shown


def side_by_side(pairs: Sequence[Pair], titles: tuple[str, str], look: Look) -> Table:
    """Paragraph beside paragraph; those that did not change are left out but for the ones next to a difference."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold", expand=True)
    for title in titles:
        table.add_column(title, ratio=1, overflow="fold")
    for row in _rows(pairs, look):
        table.add_row(*row)
    return table


def _shortened(passage: Passage, look: Look, *, first: bool, last: bool) -> Text:
    keep = look.context
    head = 0 if first else keep
    tail = 0 if last else keep
    if keep is None or head is None or tail is None or len(passage.pieces) <= head + tail + keep:
        return Text(clean(passage.text))
    hidden = len(passage.pieces) - head - tail
    shown = Text(clean("".join(passage.pieces[:head])))
    shown.append(f"{'' if first else ' '}⋯ {hidden:,} words unchanged ⋯", style="dim")
    return shown.append(clean("".join(passage.pieces[len(passage.pieces) - tail :])))


def _styled(passage: Passage, look: Look) -> Text:
    """The passage in its style; the gap before it and ends of lines stay bare."""
    text = clean(passage.text)
    words = text.lstrip(" \n")
    shown = Text(text[: len(text) - len(words)])
    opening, closing = _MARKS[passage.kind] if look.marked else ("", "")
    return shown.append(opening + words + closing, style=_STYLES[passage.kind])


def _rows(pairs: Sequence[Pair], look: Look) -> Iterator[tuple[RenderableType, RenderableType]]:
    near = {index + step for index, pair in enumerate(pairs) if not pair.same for step in (-1, 0, 1)}
    keep_all = look.context is None
    for hidden, group in groupby(enumerate(pairs), key=lambda item: not keep_all and item[0] not in near):
        members = [pair for _, pair in group]
        if hidden:
            note = Text(
                f"⋯ {len(members):,} {'paragraph' if len(members) == 1 else 'paragraphs'} unchanged ⋯", style="dim"
            )
            yield note, note
            continue
        for pair in members:
            yield _row(pair, look)
            yield "", ""


def _row(pair: Pair, look: Look) -> tuple[Text, Text]:
    if pair.same:
        shared = Text(clean(pair.after or ""), style="dim")
        return shared, shared
    found = passages(pair.before or "", pair.after or "")
    return _side(found, "removed", look), _side(found, "added", look)


def _side(found: Iterable[Passage], kind: str, look: Look) -> Text:
    shown = Text()
    for passage in found:
        if passage.kind == kind:
            shown.append_text(_styled(passage, look))
        elif passage.kind == "same":
            shown.append(clean(passage.text))
    return shown
