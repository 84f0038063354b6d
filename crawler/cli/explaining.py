"""`citewatch explain`: the path of the latest judgement of a watched source."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from rich.text import Text

from archive.cli.answers import print_lines
from archive.cli.app import Json, app, record
from archive.cli.lists import NO_VISIT
from archive.cli.screen import Column, moment, show_table, standing, verdict, words
from archive.config import Settings
from archive.domain.judging import Explanation
from archive.domain.overrules import Overrule
from archive.domain.verdicts import Reason
from crawler.cli.judging import show_reasons, tell
from crawler.explaining import Recorded, explained, recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One rule that was asked, what it looks at, and whether it decided."""

    rule: str
    looked_at: str
    fired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """The line of `explain --json`: the recorded verdict, and what today's rules make of the same evidence."""

    url: str
    at: datetime
    run: str
    status: int | None
    final_url: str
    redirects: tuple[str, ...]
    verdict: str
    reasons: tuple[Reason, ...]
    today: str
    today_reasons: tuple[Reason, ...]
    quality: float
    differs: bool
    steps: tuple[StepLine, ...]
    otherwise: tuple[str, ...]
    snapshot: int | None
    standing: str | None
    standing_since: datetime | None
    standing_why: str | None
    overrules: tuple[Overrule, ...]


@app.command("explain", epilog="Example: citewatch explain https://example.org/report")
def explain(
    url: Annotated[str, typer.Argument(help="A source, in any spelling of its URL.", metavar="URL")],
    *,
    json: Json = False,
) -> None:
    """Show how the latest judgement of a source came about, and what would have changed it.

    The last visit is read from its evidence again and judged by today's rules, one after the other.
    """
    settings = Settings.load()
    with record() as transaction:
        told = recorded(transaction, url, settings)
        if told is None:
            if not json:
                tell(NO_VISIT)
            return
        way = asyncio.run(explained(transaction, told, settings))
    line = _line(told, way)
    if json:
        print_lines([line])
    else:
        _show(line)


def _line(told: Recorded, way: Explanation) -> ExplanationLine:
    visit, health = told.visit, told.health
    return ExplanationLine(
        url=visit.url,
        at=visit.at,
        run=visit.run,
        status=visit.status,
        final_url=visit.final_url,
        redirects=visit.redirects,
        verdict=visit.verdict,
        reasons=visit.reasons,
        today=way.judgement.verdict,
        today_reasons=way.judgement.reasons,
        quality=round(way.judgement.quality, 4),
        differs=way.judgement.verdict != told.found,
        steps=tuple(StepLine(rule=step.rule, looked_at=step.looked_at, fired=step.fired) for step in way.steps),
        otherwise=way.otherwise,
        snapshot=visit.snapshot,
        standing=health.standing if health else None,
        standing_since=health.since if health else None,
        standing_why=health.why if health else None,
        overrules=told.words,
    )


def _show(line: ExplanationLine) -> None:
    tell(line.url, "bold")
    answer = f"HTTP {line.status}" if line.status else "no answer"
    kept = f", shown as snapshot @{line.snapshot}" if line.snapshot else ""
    tell(f"last visit {moment(line.at)}, run {line.run}: {answer}{kept}")
    for address in (*line.redirects[1:], line.final_url) if line.redirects else ():
        tell(f"→ {address}", "dim")
    tell(Text.assemble("judged ", verdict(line.verdict), f" · quality {line.quality:.2f}"))
    if line.differs:
        tell(f"today's rules say {line.today} of the same evidence: `citewatch replay` into a new database takes them")
    show_reasons(line.today_reasons)
    for told in line.otherwise:
        tell(told)
    _show_standing(line)
    if line.snapshot is not None and line.snapshot > 1:
        tell(f"what changed: citewatch diff '{line.url}'", "dim")
    tell("the rules, in the order asked:", "dim")
    show_table(
        [Column(name=""), Column(name="rule"), Column(name="what it looks at", wide=True)],
        (
            (Text("●" if step.fired else "·"), words(step.rule, "bold" * step.fired), words(step.looked_at))
            for step in line.steps
        ),
    )


def _show_standing(line: ExplanationLine) -> None:
    if line.standing and line.standing_since:
        since = f"since {moment(line.standing_since)}: {line.standing_why}"
        tell(Text.assemble("stands ", standing(line.standing), " ", words(since)))
    for word in line.overrules:
        instead = f" instead of {word.instead_of}" if word.instead_of else ""
        tell(f"{word.who} says {word.value}{instead} since {moment(word.at)}: {word.why}", "yellow")
