"""What people see of alerts: tries as they end, messages, and channels with what goes to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from archive.cli.screen import Column, console, moment, show_table, stacked, words
from archive.domain.alerting import Digest, MessageState, Quiet
from archive.queries.alerts import AlertLine

if TYPE_CHECKING:
    from archive.alerts.channels import Channel
    from archive.alerts.configuration import Configuration, RouteTable
    from archive.alerts.dispatching import Sent

_COLOURS = {
    MessageState.SENT: "green",
    MessageState.WAITING: "yellow",
    MessageState.SENDING: "yellow",
    MessageState.FAILED: "bold red",
    MessageState.DROPPED: "dim",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    """A channel of the file: where it leads, when it may be told, and on what conditions, one text for each route."""

    channel: str
    kind: str
    where: str
    when: str
    routes: tuple[str, ...]


def tell(sent: "Sent") -> None:
    """One line for a try, as it ends."""
    count = f"{sent.events} {'event' if sent.events == 1 else 'events'}"
    again = f", again at {moment(sent.next_try)}" if sent.next_try else ""
    problem = f": {sent.problem}{again}" if sent.problem else ""
    told = words(f"{sent.channel}, {count}: {sent.subject}{problem}")
    console().print(Text(" ").join((_state(sent.state), told)), soft_wrap=True)


def tell_trial(channel: str, where: str, problem: str | None, *, taken: bool) -> None:
    """One line for a sample."""
    state = Text("taken", style="green") if taken else Text("failed", style="bold red")
    told = words(f"{channel} ({where})" + (f": {problem}" if problem else ""))
    console().print(Text(" ").join((state, told)), soft_wrap=True)


def table(lines: Sequence[AlertLine]) -> None:
    """Messages, with how far each is."""
    columns = [Column(name="channel"), Column(name="state"), Column(name="events", align="right")]
    columns += [Column(name="about", wide=True), Column(name="when")]
    show_table(
        columns,
        (
            (
                words(line.channel),
                _state(line.state),
                str(line.events),
                stacked(words(line.subject), words(line.document, "dim"), words(_trouble(line), "red")),
                moment(_when(line)),
            )
            for line in lines
        ),
    )


def channels(lines: Sequence[ChannelLine]) -> None:
    """Channels, with what goes to each."""
    columns = [Column(name="channel"), Column(name="kind"), Column(name="where, when, what", wide=True)]
    nothing = words("no route leads here: it is never told anything", "yellow")
    show_table(
        columns,
        (
            (
                words(line.channel, "bold"),
                words(line.kind),
                stacked(
                    words(line.where),
                    words(line.when, "dim"),
                    *([words(route) for route in line.routes] or [nothing]),
                ),
            )
            for line in lines
        ),
    )


def described(name: str, channel: "Channel", read: "Configuration") -> ChannelLine:
    """A channel as it is told of."""
    return ChannelLine(
        channel=name,
        kind=str(getattr(channel, "kind", "")),
        where=channel.where,
        when=_rhythm(channel),
        routes=tuple(_route(route) for route in read.route if name in route.channels),
    )


def _rhythm(channel: "Channel") -> str:
    rhythm, zone = channel.rhythm, channel.zone.key
    told = {
        Digest.IMMEDIATELY: f"{_span(rhythm.window)} after an event" if rhythm.window else "at once",
        Digest.DAILY: f"daily at {rhythm.at:%H:%M} {zone}",
        Digest.WEEKLY: f"every {rhythm.weekday} at {rhythm.at:%H:%M} {zone}",
    }[rhythm.digest]
    return told + (_quiet(rhythm.quiet, zone) if rhythm.quiet else "")


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    return f"{seconds} seconds" if seconds % 60 else f"{seconds // 60} minutes"


def _quiet(quiet: Quiet, zone: str) -> str:
    return f", never between {quiet.start:%H:%M} and {quiet.end:%H:%M} {zone}"


def _route(route: "RouteTable") -> str:
    """The conditions of a route in words."""
    lists = {"document": route.documents, "host": route.hosts, "kind": route.kinds, "state": route.states}
    conditions = [f"{name} {' or '.join(values)}" for name, values in lists.items() if values]
    least = {"loudness": route.loudness, "significance": route.significance}
    conditions += [f"{name} {value:g} or more" for name, value in least.items() if value]
    return "events with " + ", ".join(conditions) if conditions else "every event"


def _state(state: str) -> Text:
    return words(state, _COLOURS.get(MessageState(state), ""))


def _trouble(line: AlertLine) -> str:
    if not line.problem:
        return ""
    return f"{line.problem} (try {line.tries})"


def _when(line: AlertLine) -> datetime | None:
    return line.sent or line.next_try or line.made
