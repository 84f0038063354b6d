"""The tables that people see, one for each kind of line."""

from collections.abc import Sequence

from rich.text import Text

from archive.cli.screen import Column, day, moment, one_line, show_table, stacked, standing, support, verdict, words
from archive.domain.overrules import INTERVAL, Overrule
from archive.domain.recrawl.due import NEVER
from archive.queries.captures import CaptureLine
from archive.queries.changes import ChangeLine, Touched
from archive.queries.documents import DocumentLine
from archive.queries.overrules import OverruleLine
from archive.queries.runs import RunLine
from archive.queries.snapshots import SnapshotLine
from archive.queries.sources import SourceLine
from archive.queries.visits import VisitLine

_SENTENCE = 120
"""Characters of a claim that are enough to know it by."""


def documents(lines: Sequence[DocumentLine]) -> None:
    """Documents, with how their sources were found."""
    columns = [
        Column(name="document", wide=True),
        Column(name="edition", align="right"),
        Column(name="refs", align="right"),
        Column(name="sources", align="right"),
        Column(name="ok", align="right"),
        Column(name="not ok", align="right"),
        Column(name="last crawl"),
    ]
    show_table(
        columns,
        (
            (
                stacked(words(line.title, "bold"), words(line.document, "dim")),
                str(line.edition),
                str(line.references),
                str(line.sources),
                Text(str(line.ok), style="green" if line.ok else ""),
                Text(str(line.not_ok), style="red" if line.not_ok else ""),
                moment(line.last_visit),
            )
            for line in lines
        ),
    )


def sources(lines: Sequence[SourceLine]) -> None:
    """Sources, as they were found last."""
    columns = [
        Column(name="source", wide=True),
        Column(name="verdict"),
        Column(name="standing"),
        Column(name="snap", align="right"),
        Column(name="last visit"),
    ]
    show_table(
        columns,
        (
            (
                stacked(
                    words(line.url),
                    None if line.active else words("no longer cited", "dim"),
                    words(f"lives now at {line.address}", "dim") if line.address else None,
                    words(_due(line), "dim") if line.active else None,
                    *(said(word) for word in line.overruled if word.what != INTERVAL),
                ),
                verdict(line.verdict),
                stacked(standing(line.standing), words(day(line.since), "dim")),
                str(line.snapshots),
                moment(line.last_visit),
            )
            for line in lines
        ),
    )


def visits(lines: Sequence[VisitLine]) -> None:
    """Visits, each with where it led and why it was judged so."""
    columns = [
        Column(name="at"),
        Column(name="verdict"),
        Column(name="HTTP", align="right"),
        Column(name="snap", align="right"),
        Column(name="source", wide=True),
    ]
    show_table(
        columns,
        (
            (
                moment(line.at),
                verdict(line.verdict),
                str(line.status or "–"),
                f"@{line.snapshot}" if line.snapshot else "–",
                stacked(words(line.url), _led_to(line), _because(line)),
            )
            for line in lines
        ),
    )


def captures(lines: Sequence[CaptureLine]) -> None:
    """Captures, each with the place of its WARC record."""
    columns = [
        Column(name="at"),
        Column(name="HTTP", align="right"),
        Column(name="type"),
        Column(name="address and record", wide=True),
    ]
    show_table(
        columns,
        (
            (
                moment(line.at),
                str(line.status),
                words(line.media_type),
                stacked(
                    words(line.url),
                    words(f"{line.warc} at {line.offset:,}, {line.length:,} bytes", "dim"),
                    words(line.id, "dim"),
                ),
            )
            for line in lines
        ),
    )


def snapshots(lines: Sequence[SnapshotLine]) -> None:
    """Snapshots, each with its title and address."""
    columns = [
        Column(name="first seen"),
        Column(name="last seen"),
        Column(name="words", align="right"),
        Column(name="snapshot", wide=True),
    ]
    show_table(
        columns,
        (
            (
                moment(line.first_seen),
                moment(line.last_seen),
                f"{line.words:,}",
                stacked(words(line.title, "bold"), words(f"{line.url}@{line.number}")),
            )
            for line in lines
        ),
    )


def changes(lines: Sequence[ChangeLine]) -> None:
    """Changes, with what they are and how much they matter."""
    columns = [
        Column(name="at"),
        Column(name="kind"),
        Column(name="significance", align="right"),
        Column(name="source", wide=True),
    ]
    show_table(
        columns,
        (
            (
                moment(line.at),
                words(line.kind or "–"),
                "–" if line.significance is None else f"{line.significance:.2f}",
                stacked(
                    words(line.title, "bold"),
                    words(line.url),
                    words(line.summary),
                    *map(_touched, line.claims),
                    _amount(line),
                ),
            )
            for line in lines
        ),
    )


def overrules(lines: Sequence[OverruleLine]) -> None:
    """What people overruled, and what they took back."""
    columns = [Column(name="at"), Column(name="instead of"), Column(name="counts"), Column(name="source", wide=True)]
    show_table(
        columns,
        (
            (
                moment(line.at),
                words(line.instead_of or "–", "dim"),
                words(line.value, "dim" if line.withdrawn_at else "bold"),
                stacked(
                    words(line.url),
                    words(f"of the claim “{line.claim}”", "dim") if line.claim else None,
                    words(f"{line.who}: {line.why}"),
                    words(f"withdrawn {moment(line.withdrawn_at)}", "dim") if line.withdrawn_at else None,
                ),
            )
            for line in lines
        ),
    )


def runs(lines: Sequence[RunLine]) -> None:
    """Runs, with what they counted."""
    columns = [
        Column(name="run"),
        Column(name="started"),
        Column(name="took", align="right"),
        Column(name="state"),
        Column(name="counted", wide=True),
    ]
    show_table(
        columns,
        (
            (
                words(line.run),
                moment(line.started),
                _took(line),
                words(line.state, "green" if line.state == "finished" else "yellow"),
                _counted(line),
            )
            for line in lines
        ),
    )


def percent(share: float) -> str:
    """A share of 0..1 in percent, never rounded up to 100."""
    return "100%" if share == 1 else f"{min(99.9, share * 100):.1f}%"


def _due(line: SourceLine) -> str:
    """When a source is due, and why then."""
    if line.next_due >= NEVER:
        return f"due {line.due_why}"
    return f"due {moment(line.next_due)}: {line.due_why or 'not looked at yet'}"


def said(word: Overrule) -> Text:
    """A person's word against the machine, in a line."""
    if word.what == INTERVAL:
        return words(f"looked at every {word.value} by the word of {word.who} ({one_line(word.why)})", "magenta")
    instead = f" instead of {word.instead_of}" if word.instead_of else ""
    claim = f" for the claim “{_cut(word.claim)}”" if word.claim else ""
    done = "confirmed" if word.value == word.instead_of else "overruled"
    instead = "" if done == "confirmed" else instead
    return words(f"{done} by {word.who}: {word.value}{instead}{claim} ({one_line(word.why)})", "magenta")


def _amount(line: ChangeLine) -> Text:
    return Text.assemble(
        (f"@{line.before} → @{line.after}  ", "dim"),
        (f"+{line.added_words:,}", "green"),
        " ",
        (f"−{line.removed_words:,}", "red"),
        (f" words, {percent(line.similarity)} alike", "dim"),
    )


def _touched(claim: Touched) -> Text:
    sentence = words(f"touches “{_cut(claim.text)}”: {claim.was} →")
    return Text.assemble(sentence, " ", support(claim.became))


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _SENTENCE else f"{sentence[:_SENTENCE]}…"


def _led_to(line: VisitLine) -> Text | None:
    return words(f"→ {line.final_url}", "dim") if line.redirects else None


def _because(line: VisitLine) -> Text | None:
    if line.verdict == "ok" or not line.reasons:
        return None
    return words("; ".join(f"{reason.sign}: {reason.seen}" for reason in line.reasons), "dim")


def _took(line: RunLine) -> str:
    if line.finished is None:
        return "–"
    minutes, seconds = divmod(round((line.finished - line.started).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _counted(line: RunLine) -> Text:
    figures = [f"{name.replace('_', ' ')} {count}" for name, count in line.statistics.items() if _is_figure(count)]
    changed = [f"changed: {found}"] if (found := _counts(line, "changes")) else []
    stand = [f"stand anew: {found}"] if (found := _counts(line, "standings")) else []
    told = [_counts(line, "verdicts"), *changed, *stand]
    return stacked(words(f"{line.spider}: {', '.join(figures)}"), *(words(each, "dim") for each in told))


def _counts(line: RunLine, name: str) -> str:
    """What a statistic counts by kind, on one line."""
    counts = line.statistics.get(name)
    return ", ".join(f"{kind} {count}" for kind, count in counts.items()) if isinstance(counts, dict) else ""


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value != 0
