"""A message as plain text and as HTML; words of strangers are escaped, and cannot steer or reorder what is read."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from archive.domain.alerting import Claimed, Entry, Message
from archive.domain.comparing.folding import one_line
from archive.domain.urls import is_web, parse

_FOLDER = files("archive.alerts") / "templates"
_LONGEST = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message in both forms."""

    text: str
    html: str


def rendered(message: Message, *, zone: ZoneInfo) -> Rendered:
    """The message in both forms, its times in this zone."""
    return Rendered(text=_render("message.txt.jinja", message, zone), html=_render("message.html.jinja", message, zone))


def _render(template: str, message: Message, zone: ZoneInfo) -> str:
    times = {entry.key: f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}" for entry in message.entries}
    return _environment().get_template(template).render(message=message, times=times, zone=zone.key)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: (_FOLDER / name).read_text("utf-8")),
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_safe,
    )
    environment.filters.update(link=_link, turn=_turn)
    return environment


def _safe(value: object) -> object:
    """What an expression of a template prints; marked-up text, which is a class of its own, was made by it."""
    return one_line(value, _LONGEST) if type(value) is str else value


def _link(url: str | None) -> str | None:
    """The address as a link may hold it, as browsers normalise it; None for what is no web page."""
    parsed = parse(url) if url and is_web(url) else None
    return parsed.href if parsed else None


def _turn(each: Claimed | Entry) -> str:
    """What it was and what became of it."""
    return f"{each.was} → {each.became}" if each.was else each.became or "not weighed"
