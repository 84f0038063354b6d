"""What people see: text made safe for a terminal, tables that fit it, times in the reader's zone."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

# Escape sequences go whole (ECMA-48: CSI; OSC, DCS, SOS, PM and APC with their text; two-character ones), so that
# no rest of them is left as words.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[PX\]^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Controls, line separators, bidi controls (Unicode TR9), invisible tags and lone surrogates.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

_VERDICT_COLOURS = {"ok": "green", "robots": "yellow", "unsupported": "yellow", "unread": "yellow"}
_STANDING_COLOURS = {"alive": "green", "reborn": "green", "doubtful": "yellow", "blocked": "yellow", "dead": "red"}

_SUPPORT_COLOURS = {
    "verbatim": "green",
    "reworded": "green",
    "moved": "green",
    "partly": "yellow",
    "ambiguous": "yellow",
    "figure-changed": "red",
    "contradicted": "red",
    "gone": "red",
    "unverifiable": "cyan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; the `wide` ones share the room that is left and fold what does not fit."""

    name: str
    wide: bool = False
    align: Literal["left", "right"] = "left"


def console() -> Console:
    """The terminal, or the file that stands in its place: nothing printed to it is ever read as markup."""
    return Console(file=sys.stdout, markup=False, emoji=False, highlight=False)


def clean(text: str) -> str:
    """The text without what could steer a terminal or reorder what is read; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _HOSTILE.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """The text made safe, on one line."""
    return " ".join(clean(text).split())


def words(text: str | None, style: str = "") -> Text:
    """A piece of one line, safe to print; nothing for None."""
    return Text(one_line(text or ""), style=style)


def stacked(*lines: Text | None) -> Text:
    """The lines that there are, one below the other."""
    return Text("\n").join(line for line in lines if line)


def moment(at: datetime | None) -> str:
    """A time in the reader's zone, to the minute; a dash for None."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else "–"


def verdict(name: str | None) -> Text:
    """A verdict in its colour; a dash before the first visit."""
    return words(name, _VERDICT_COLOURS.get(name, "red")) if name else Text("–", style="dim")


def standing(name: str | None) -> Text:
    """A standing in its colour; a dash before the first visit."""
    return words(name, _STANDING_COLOURS.get(name, "")) if name else Text("–", style="dim")


def support(state: str) -> Text:
    """Whether a source carries a claim, in its colour."""
    return words(state, _SUPPORT_COLOURS.get(state, ""))


def day(at: datetime | None) -> str:
    """A day in the reader's zone; nothing for None."""
    return at.astimezone().strftime("%Y-%m-%d") if at else ""


def show_table(columns: Sequence[Column], rows: Iterable[Sequence[Text | str]]) -> None:
    """Print a table as wide as the terminal at most; text in the cells must be safe already."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
    for column in columns:
        if column.wide:
            table.add_column(column.name, overflow="fold", ratio=1)
        else:
            table.add_column(column.name, no_wrap=True, justify=column.align)
    for row in rows:
        table.add_row(*row)
    console().print(table)


def say(message: str, style: str = "") -> None:
    """Print one remark, folded at words where it is long; its text is made safe here."""
    console().print(Text(one_line(message), style=style), soft_wrap=True)
