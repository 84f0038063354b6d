"""How the watching fares, on one screen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from rich.table import Table
from rich.text import Text

from archive.cli.screen import Column, console, moment, show_table, stacked, words
from archive.domain.vitals import Ailment, LastRun, Vitals

_COLOURS = {
    "alive": "green",
    "reborn": "green",
    "verbatim": "green",
    "reworded": "green",
    "moved": "green",
    "dead": "red",
    "gone": "red",
    "contradicted": "red",
    "figure-changed": "red",
    "unvisited": "dim",
    "unverifiable": "cyan",
}
_STATES = {"finished": "green", "running": "cyan", "interrupted": "yellow", "failed": "bold red", "died": "bold red"}
_UNITS = ("KiB", "MiB", "GiB", "TiB")


def show(vitals: Vitals, found: Sequence[Ailment]) -> None:
    """Print the vitals, the last runs, and what is wrong with the next step of each."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, line in _lines(vitals):
        grid.add_row(name, line)
    screen = console()
    screen.print(grid)
    screen.print()
    if vitals.runs:
        _show_runs(vitals.runs, vitals.at)
        screen.print()
    if not found:
        screen.print(Text("nothing is wrong", style="green"))
    for ailment in found:
        step = Text.assemble("  → ", words(ailment.step))
        screen.print(stacked(words(f"✗ {ailment.problem}", "bold red"), step), soft_wrap=True)


def size(count: int) -> str:
    """Bytes as people say them: "900 bytes", "12.3 MiB"."""
    if count < 1024:
        return f"{count} bytes"
    value = count / 1024
    for unit in _UNITS[:-1]:
        if value < 1024:
            return f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:,.1f} {_UNITS[-1]}"


def _lines(vitals: Vitals) -> Iterator[tuple[str, Text]]:
    sources, claims = sum(vitals.standings.values()), sum(vitals.claims.values())
    watched = (_many(vitals.documents, "document"), _many(sources, "source"), _many(claims, "claim"))
    yield "watched", Text(", ".join(watched))
    yield "sources", _counted(vitals.standings)
    yield "claims", _counted(vitals.claims)
    yield "due", _due(vitals)
    yield "events", _events(vitals)
    errands = vitals.errands
    yield (
        "errands",
        _told([f"{errands.waiting:,} waiting"], f"{errands.failed:,} never worked" if errands.failed else ""),
    )
    room = vitals.room
    taken = f"database {size(room.database)} · {_many(room.warc_files, 'WARC file')} {size(room.warc)}"
    yield "room", Text(f"{taken} · {size(room.free)} free")
    yield "next", _jobs(vitals)


def _counted(counts: Mapping[str, int]) -> Text:
    """Counts by name; those of nothing are left out."""
    told = [Text(f"{count:,} {name}", style=_COLOURS.get(name, "yellow")) for name, count in counts.items() if count]
    return Text(" · ").join(told) if told else Text("none", style="dim")


def _due(vitals: Vitals) -> Text:
    due = vitals.due
    late = f"{due.overdue:,} for over a day" if due.overdue else ""
    more = [f"{due.now:,} now", f"{due.soon:,} more within a day"]
    return _told([*more, *([f"next {_soon(due.next, vitals.at)}"] if due.next and not due.now else [])], late)


def _events(vitals: Vitals) -> Text:
    events = vitals.events
    if not events.count:
        return Text("none waits", style="dim")
    loud = f"{events.loud:,} of them loud" if events.loud else ""
    told = [f"{events.count:,} waiting, the oldest of {moment(events.since)}"]
    return _told(told if events.in_use else [*told, "no alert told of any yet"], loud)


def _told(plain: Sequence[str], alarming: str) -> Text:
    return Text(" · ").join([*map(Text, plain), *([Text(alarming, style="yellow")] if alarming else [])])


def _jobs(vitals: Vitals) -> Text:
    """The jobs in the order of their times, where a schedule starts them or has started any."""
    if not vitals.scheduled and not any(job.last for job in vitals.jobs):
        return Text("no schedule runs: `citewatch schedule`", style="dim")
    told = [
        f"{job.name} {_soon(job.next, vitals.at)}"
        for job in sorted(vitals.jobs, key=lambda job: job.next or vitals.at)
        if job.next
    ]
    return _told(told, "" if vitals.scheduled else "no schedule runs")


def _soon(at: datetime, now: datetime) -> str:
    """A time to come: by the clock alone where it is today."""
    if at <= now:
        return "now"
    return moment(at)[-5:] if at.astimezone().date() == now.astimezone().date() else moment(at)


def _show_runs(runs: Sequence[LastRun], now: datetime) -> None:
    columns = [
        Column(name="last run of"),
        Column(name="state"),
        Column(name="started"),
        Column(name="took", align="right"),
        Column(name="counted", wide=True),
    ]
    show_table(
        columns,
        (
            (
                words(run.spider),
                words(run.state, _STATES.get(run.state, "")),
                moment(run.started),
                _took((run.finished or now) - run.started) if run.state != "died" else "–",
                words(", ".join(_figures(run.statistics)), "dim"),
            )
            for run in runs
        ),
    )


def _figures(statistics: Mapping[str, object]) -> Iterator[str]:
    """What a run counted that is not nothing, without what it counted by kind."""
    for name, count in statistics.items():
        if type(count) is int and count:
            yield f"{count:,} {name.replace('_', ' ')}"


def _took(length: timedelta) -> str:
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
