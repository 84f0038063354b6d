"""A report as one page of HTML: no script, nothing loaded from anywhere, every word of strangers escaped."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from archive.domain.advice import Outlook, Urgency
from archive.domain.advice.outlooks import SIGNS, WORDS
from archive.export.reports import wording
from archive.export.reports.wording import Imprint
from archive.queries.reports import Report

_FOLDER = files("archive.export.reports") / "templates"


def as_html(report: Report, imprint: Imprint) -> str:
    """The page."""
    concerned = [each for each in report.references if each.advice.urgency in (Urgency.ACT, Urgency.CHECK)]
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            imprint=imprint,
            urgent=sorted(concerned, key=lambda each: each.advice.urgency != Urgency.ACT),
            numbers=_numbers(report),
        )
    )


def _numbers(report: Report) -> dict[str, int]:
    """Where each label stands first in the reference list: links on the page go by place, since labels may be odd."""
    places: dict[str, int] = {}
    for place, reference in enumerate(report.references, 1):
        places.setdefault(reference.label, place)
    return places


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: (_FOLDER / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_safe,
    )
    environment.globals.update(outlooks=list(Outlook), outlook_words=WORDS, signs=SIGNS, urgencies=wording.URGENCIES)
    environment.filters.update(
        address=wording.address,
        because=wording.because,
        cut=wording.cut,
        day=wording.day,
        found=wording.found,
        missing=wording.missing,
        pieces=wording.pieces,
        shown=wording.shown,
    )
    return environment


def _safe(value: object) -> object:
    """What an expression of the template prints; marked-up text, which is a class of its own, was made by it."""
    return wording.clean(value) if type(value) is str else value
