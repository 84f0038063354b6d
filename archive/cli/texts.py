"""The commands that show what a source said: one version, or two against each other."""

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from rich.text import Text

from archive.cli import diffs
from archive.cli.addresses import snapshot_meant, snapshots_meant
from archive.cli.answers import print_lines
from archive.cli.app import Json, app, record
from archive.cli.screen import clean, console, moment, say, stacked, words
from archive.cli.tables import percent
from archive.cli.weighing import show_evidence, tell_change
from archive.config import Settings
from archive.domain.alignment import Passage, align, passages
from archive.domain.changes import Alteration, Change, Part
from archive.domain.readings import Image, Link
from archive.domain.words import Difference, compare_texts
from archive.errors import UsageError
from archive.export.lines import plain
from archive.queries import captures, changes, snapshots, sources
from archive.queries.snapshots import Version
from archive.store.database import Transaction
from archive.store.warc import read_payload

_CONTEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """One line of `diff --json`."""

    url: str
    before: int
    after: int
    added_words: int
    removed_words: int
    similarity: float
    passages: tuple[dict[str, str], ...]
    kind: str | None
    significance: float | None
    summary: str | None
    parts: tuple[Part, ...]
    alterations: tuple[Alteration, ...]
    links_removed: tuple[dict[str, str], ...]
    links_added: tuple[dict[str, str], ...]
    images_removed: tuple[dict[str, str], ...]
    images_added: tuple[dict[str, str], ...]


@app.command("show", epilog="Example: citewatch show https://example.org/report@2")
def show(
    address: Annotated[
        str, typer.Argument(help="A source, or one of its snapshots; the newest by default.", metavar="URL[@N]")
    ],
    *,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="Write the archived payload byte for byte, its content coding (gzip, br …) kept."),
    ] = False,
    json: Json = False,
) -> None:
    """Show what a source said: the text of a snapshot, and what is known of it."""
    with record() as transaction:
        source, number = snapshot_meant(transaction, address)
        version = snapshots.read(transaction, source, number)
        if raw:
            _write_payload(transaction, version.snapshot.capture)
        elif json:
            print_lines([plain(version.snapshot) | {"text": version.text}])
        else:
            _print_version(version)


@app.command("diff", epilog="Example: citewatch diff https://example.org/report 1 3 --side")
def diff(
    url: Annotated[str, typer.Argument(help="A source, in any spelling of its URL.", metavar="URL")],
    before: Annotated[str | None, typer.Argument(help="The earlier snapshot's number.", metavar="FROM")] = None,
    after: Annotated[str | None, typer.Argument(help="The later snapshot's number.", metavar="TO")] = None,
    *,
    side: Annotated[bool, typer.Option("--side", help="Show the two side by side.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Leave nothing out that is unchanged.")] = False,
    json: Json = False,
) -> None:
    """Show word by word what changed between two snapshots, the last two by default, and how much it matters."""
    with record() as transaction:
        source = sources.find(transaction, url)
        pair = snapshots_meant(transaction, source, before, after)
        if pair is None:
            say(f"only one snapshot of {source.url} so far: nothing to compare")
            return
        old, new = (snapshots.read(transaction, source, number) for number in pair)
        change = changes.between(transaction, source, *pair)
    if json:
        print_lines([_difference(old, new, change)])
        return
    _print_heading(old, new, change)
    _print_difference(old, new, side=side, full=full)
    if change:
        show_evidence(change)


def _write_payload(transaction: Transaction, capture: str) -> None:
    if sys.stdout.isatty():
        raise UsageError("a page's bytes may steer a terminal: send them to a file or a program (… --raw > page.html)")
    place = captures.payload_place(transaction, capture)
    sys.stdout.buffer.write(read_payload(Settings.load().warc_folder, place.warc, place.offset).payload)
    sys.stdout.buffer.flush()


def _print_version(version: Version) -> None:
    snapshot = version.snapshot
    facts = [
        f"snapshot {snapshot.number}, seen {moment(snapshot.first_seen)} to {moment(snapshot.last_seen)}",
        f"by {snapshot.author}" if snapshot.author else None,
        f"published {snapshot.published}" if snapshot.published else None,
        f"language {snapshot.language}" if snapshot.language else None,
        f"{snapshot.words:,} words",
    ]
    _print(
        stacked(
            words(snapshot.title, "bold"),
            words(snapshot.url, "cyan"),
            words(" · ".join(fact for fact in facts if fact), "dim"),
        )
    )
    _print(Text("\n" + clean(version.text)))


def _print_heading(old: Version, new: Version, change: Change | None) -> None:
    _print(stacked(words(new.snapshot.title, "bold"), words(new.snapshot.url, "cyan")))
    _print(Text(f"{_dated(old)} → {_dated(new)}", style="dim"))
    if change:
        tell_change(change)
    else:
        _print(Text(_amount(compare_texts(old.text, new.text)), style="dim"))
    _print(Text())


def _print_difference(old: Version, new: Version, *, side: bool, full: bool) -> None:
    screen = console()
    look = diffs.Look(marked=screen.color_system is None, context=None if full else _CONTEXT)
    if old.text == new.text:
        _print(Text("the text is the same in both"))
    elif side:
        screen.print(diffs.side_by_side(align(old.text, new.text), (_dated(old), _dated(new)), look))
    else:
        _print(diffs.inline(passages(old.text, new.text), look))


def _print(text: Text) -> None:
    """Print a text: folded at words on a terminal, in whole lines for a file or a program."""
    screen = console()
    screen.print(text, soft_wrap=not screen.is_terminal)


def _dated(version: Version) -> str:
    return f"@{version.snapshot.number} of {moment(version.snapshot.first_seen)}"


def _amount(change: Difference) -> str:
    return f"+{change.added_words:,} −{change.removed_words:,} words, {percent(change.similarity)} alike"


def _difference(old: Version, new: Version, change: Change | None) -> DifferenceLine:
    found = passages(old.text, new.text)
    return DifferenceLine(
        url=new.snapshot.url,
        before=old.snapshot.number,
        after=new.snapshot.number,
        passages=tuple(_spelled(passage) for passage in found),
        kind=change.kind if change else None,
        significance=round(change.significance, 4) if change else None,
        summary=change.summary if change else None,
        parts=change.parts if change else (),
        alterations=change.alterations if change else (),
        links_removed=_named(change.links_removed if change else ()),
        links_added=_named(change.links_added if change else ()),
        images_removed=_named(change.images_removed if change else ()),
        images_added=_named(change.images_added if change else ()),
        **asdict(compare_texts(old.text, new.text)),
    )


def _named(things: Iterable[Link | Image]) -> tuple[dict[str, str], ...]:
    return tuple({"url": thing.url, "text": thing.text} for thing in things)


def _spelled(passage: Passage) -> dict[str, str]:
    return {"kind": passage.kind, "text": passage.text}
