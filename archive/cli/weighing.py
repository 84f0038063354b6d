"""How a change is shown: what it is, how much it matters, and what that consists of."""

from collections.abc import Iterable

from rich.text import Text

from archive.cli.screen import Column, console, show_table, stacked, words
from archive.cli.tables import percent
from archive.domain.changes import Change
from archive.domain.readings import Image, Link

_SHOWN = 20
"""How many links, images or alterations are shown to people; JSON has them all."""


def tell_change(change: Change) -> None:
    """Print what became of the page in a sentence, and how much that matters."""
    _tell(change.summary, "bold")
    amount = f"+{change.added_words:,} −{change.removed_words:,} words, {percent(change.similarity)} alike"
    moved = f", {change.moved} moved" if change.moved else ""
    _tell(f"{change.kind} · significance {change.significance:.2f} · {amount}{moved}")


def show_evidence(change: Change) -> None:
    """Print what its significance consists of, and everything that stands otherwise now."""
    _table(
        ("weight", "rule", "what it saw"),
        ((f"{part.weight:+.2f}", words(part.rule), words(part.seen)) for part in change.parts),
    )
    _table(
        ("what", "before → after", "where"),
        (
            (words(each.what), words(f"{each.before or '–'} → {each.after or '–'}"), words(each.context[:200], "dim"))
            for each in change.alterations
        ),
    )
    _table(
        ("", "links and images"),
        [
            *_things("−", "red", [*change.links_removed, *change.images_removed]),
            *_things("+", "green", [*change.links_added, *change.images_added]),
        ],
    )


def _things(sign: str, colour: str, things: Iterable[Link | Image]) -> list[tuple[Text, Text]]:
    return [(Text(sign, style=colour), stacked(words(each.text[:200]), words(each.url, "dim"))) for each in things]


def _table(names: tuple[str, ...], rows: Iterable[tuple[Text | str, ...]]) -> None:
    """The first rows of a table whose last columns fold, below an empty line; nothing where there is none."""
    every = list(rows)
    if not every:
        return
    console().print()
    show_table([Column(name=name, wide=place > 0) for place, name in enumerate(names)], every[:_SHOWN])
    if len(every) > _SHOWN:
        _tell(f"and {len(every) - _SHOWN} more: --json tells all", "dim")


def _tell(message: str, style: str = "") -> None:
    console().print(words(message, style))
