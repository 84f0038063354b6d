"""`citewatch alerts`: who is told of what became of sources and claims, and whether it reached them.

What sends is loaded late, by the commands that need it: the others must not start slower for it.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from archive.cli import alerted
from archive.cli.answers import Manner, print_lines
from archive.cli.app import Json, Limit, app, now
from archive.cli.choices import one_of
from archive.cli.screen import moment, say
from archive.cli.times import moment_given
from archive.config import Settings
from archive.domain.alerting import Group, MessageState
from archive.domain.comparing.folding import one_line
from archive.errors import UsageError
from archive.queries import alerts as questions
from archive.queries.alerts import AlertLine
from archive.store import alerts
from archive.store.database import Transaction, open_database

if TYPE_CHECKING:
    from archive.alerts.configuration import Configuration
    from archive.alerts.dispatching import Sent
    from archive.alerts.planning import Plan

group = typer.Typer(
    name="alerts",
    help="Tell people, once, what became of sources and claims (docs/alerts.md).",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(group)

OneChannel = Annotated[
    str | None, typer.Argument(help="A channel of alerts.toml; all where left out.", metavar="CHANNEL")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of a sample sent to a channel: `problem` is None where it was taken."""

    channel: str
    kind: str
    where: str
    key: str
    taken: bool
    problem: str | None


@group.command("send", epilog="Example: citewatch alerts send")
def send_alerts(
    *,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Tell also of events since: 2026-11-01, 36h, 7d, 2w.", metavar="T"),
    ] = None,
    hasten: Annotated[
        bool, typer.Option("--now", help="Wait for no digest, no window and no end of quiet hours.")
    ] = False,
    json: Json = False,
) -> None:
    """Send what is due, once: what is new to the channels that want it, and what did not get through before.

    A channel is told of events from when it is first seen here; --since tells of older ones too, each once.
    """
    from archive.alerts.dispatching import Dispatcher

    settings = Settings.load()
    read = _file(settings)
    earliest = moment_given(since, now=now()) if since is not None else None
    tries: list[Sent] = []

    def told(sent: "Sent") -> None:
        tries.append(sent)
        if json:
            print_lines([sent])
        else:
            alerted.tell(sent)

    with closing(open_database(settings, create=False)) as database:
        dispatcher = Dispatcher(database=database, settings=settings, configuration=read, clock=now, told=told)
        left = dispatcher.run(since=earliest, hasten=hasten)
    if not json:
        _sum_up(tries, left, dispatcher.new)
    if any(sent.state == MessageState.FAILED for sent in tries):
        raise typer.Exit(1)


def _sum_up(tries: "list[Sent]", left: "Plan", new: list[str]) -> None:
    for name in new:
        say(f"{name} is new: it is told of what happens from now on; --since tells of what happened before too")
    if not tries and not left.groups:
        say("nothing is due (`citewatch alerts list` shows what waits and what failed)")
    for waiting in left.groups:
        say(f"{_counted(waiting)} for {waiting.channel} from {moment(waiting.due)}", "dim")
    if any(sent.state == MessageState.FAILED for sent in tries):
        say("what failed is not tried again by itself: `citewatch alerts retry` once the reason is gone", "red")


def _counted(waiting: Group) -> str:
    count = len(waiting.notices)
    return f"{count} {'event waits' if count == 1 else 'events wait'}"


@group.command("test", epilog="Example: citewatch alerts test editor")
def send_samples(channel: OneChannel = None, *, json: Json = False) -> None:
    """Send a sample to a channel, or to each, and say what came of it. Nothing is noted in the record."""
    settings = Settings.load()
    read = _file(settings)
    failed = False
    for name in _named(read, channel):
        trial = _try(name, read, settings)
        failed = failed or not trial.taken
        if json:
            print_lines([trial])
        else:
            alerted.tell_trial(trial.channel, trial.where, trial.problem, taken=trial.taken)
    if failed:
        raise typer.Exit(1)


def _try(name: str, read: "Configuration", settings: Settings) -> Trial:
    from archive.alerts.rendering import rendered
    from archive.alerts.samples import sample

    channel = read.channel[name]
    message = sample(name, now=now())
    form = rendered(message, zone=channel.zone)
    outcome = channel.send(message, form, now=now(), allowed=settings.allow_networks)
    return Trial(
        channel=name,
        kind=channel.kind,
        where=channel.where,
        key=message.key,
        taken=outcome.problem is None,
        problem=outcome.problem or outcome.remark,
    )


@group.command("list", epilog="Example: citewatch alerts list --state failed")
def list_alerts(
    channel: OneChannel = None,
    *,
    state: Annotated[
        MessageState | None,
        typer.Option(
            "--state",
            help="Only these: waiting, sending, sent, failed, dropped.",
            metavar="STATE",
            parser=one_of(MessageState),
        ),
    ] = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List what channels are to be told, with when, and what they were told, newest first."""
    manner = Manner(limit=limit, as_json=json)
    settings = Settings.load()
    read = _file(settings)
    with closing(open_database(settings, create=False)) as database, database.read() as transaction:
        if channel is not None and channel not in alerts.known_channels(transaction):
            _named(read, channel)
        lines = _lines(transaction, read, channel, state, manner.fetched)
        empty = "no alert yet: `citewatch alerts send` tells of what happens from then on"
        if state is not None or channel is not None:
            empty = "no alert is like that: `citewatch alerts list` lists all"
        manner.give(lines, alerted.table, empty=empty)


def _lines(
    transaction: Transaction, read: "Configuration", channel: str | None, state: str | None, limit: int | None
) -> Iterator[AlertLine]:
    from archive.alerts import planning

    if state in (None, MessageState.WAITING):
        seen = alerts.known_channels(transaction)
        for waiting in planning.plan(transaction, read, seen, now=now()).groups:
            if channel in (None, waiting.channel):
                yield _forecast(waiting)
    yield from questions.listing(transaction, state=state, channel=channel, limit=limit)


def _forecast(waiting: Group) -> AlertLine:
    loudest = max(waiting.notices, key=lambda notice: notice.loudness)
    return AlertLine(
        channel=waiting.channel,
        state=MessageState.WAITING,
        document=waiting.document,
        subject=one_line(loudest.summary, 120),
        events=len(waiting.notices),
        loudness=loudest.loudness,
        next_try=waiting.due,
        tries=0,
        problem=None,
        made=None,
        sent=None,
        key=None,
    )


@group.command("retry", epilog="Example: citewatch alerts retry editor && citewatch alerts send")
def retry_alerts(channel: OneChannel = None) -> None:
    """Have what failed, for now or for good, tried again by the next `citewatch alerts send`."""
    settings = Settings.load()
    _named(_file(settings), channel)
    with closing(open_database(settings, create=False)) as database, database.begin() as transaction:
        count = alerts.retry(transaction, now=now(), channel=channel)
    say(
        f"{count} {'message is' if count == 1 else 'messages are'} due again: `citewatch alerts send` sends what is due"
    )


@group.command("check", epilog="Example: citewatch alerts check")
def check_alerts(*, json: Json = False) -> None:
    """Check the file of alerts, and show its channels and which events go to them. Nothing is sent."""
    settings = Settings.load()
    read = _file(settings)
    lines = [alerted.described(name, channel, read) for name, channel in read.channel.items()]
    if json:
        print_lines(lines)
    else:
        alerted.channels(lines)


def _file(settings: Settings) -> "Configuration":
    from archive.alerts.configuration import load

    return load(settings)


def _named(read: "Configuration", channel: str | None) -> list[str]:
    """The channels meant. Raises UsageError for one that is not in the file."""
    if channel is None:
        return list(read.channel)
    if channel not in read.channel:
        raise UsageError(f"no channel {channel}: there are {', '.join(read.channel)}")
    return [channel]
