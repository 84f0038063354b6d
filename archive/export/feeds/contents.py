"""What an entry says, as HTML: what changed, which claim it touches, and where to look. Every word is escaped."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader

from archive.domain import shells
from archive.domain.events import EventKind
from archive.domain.urls import is_web
from archive.export.reports.wording import address, clean, cut, day
from archive.queries.feeds import FeedEvent

_FOLDER = files("archive.export.feeds") / "templates"
_CLAIMS = 20


def content(event: FeedEvent) -> str:
    """The HTML of an event's entry: paragraphs, no script, nothing loaded from anywhere."""
    details = _Details(event.details)
    return (
        _environment()
        .get_template("entry.html.jinja")
        .render(
            event=event,
            details=details,
            labels=details["labels"] or (),
            claims=(details["claims"] or ())[:_CLAIMS] if event.kind == EventKind.CHANGE else (),
            figures=_figures(details),
            link=address(event.url),
            copy_link=copy_link(event),
            command=_command(event),
        )
    )


def copy_link(event: FeedEvent) -> str | None:
    """Where an archived copy of the page is to be seen, None where none is known."""
    return address(event.copy.uri if event.copy else None)


def named(document: str) -> str:
    """A document as strangers may know it: an address as it is, of a path its last part alone."""
    return document if is_web(document) else document.rstrip("/").rpartition("/")[2]


def _figures(details: "_Details") -> list[list[str | None]]:
    if details["figure_before"] or details["figure_after"]:
        return [[details["figure_before"], details["figure_after"]]]
    return list(details["figures"] or ())[:_CLAIMS]


def _command(event: FeedEvent) -> str | None:
    """How to see it in the record: the two versions beside each other, or all that happened to the page."""
    if event.kind == EventKind.CHANGE and event.snapshot:
        return f"{shells.command('diff', of=event.url)} {event.snapshot - 1} {event.snapshot}"
    return shells.command("history", of=event.url)


class _Details(dict[str, Any]):
    """What is told of an event beside its fields: what a kind has not is None."""

    def __missing__(self, name: str) -> None:
        return None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: (_FOLDER / name).read_text("utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    environment.filters.update(cut=_cut, day=day, named=named)
    return environment


def _cut(value: object, limit: int) -> str:
    """Words on one line; nothing for what the event has not, as those of an earlier version may lack anything."""
    return cut(str(value), limit) if value else ""


def _safe(value: object) -> object:
    return clean(value) if type(value) is str else value
