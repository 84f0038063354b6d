"""The commands that list what is kept: documents, sources, visits, captures, snapshots, changes and runs."""

from typing import Annotated

import typer

from archive.cli import tables
from archive.cli.answers import Manner
from archive.cli.app import Document, Json, Limit, OptionalUrl, app, now, record, scope
from archive.cli.choices import one_of
from archive.cli.times import moment_given
from archive.domain.changes import ChangeKind
from archive.domain.standings import Standing
from archive.domain.verdicts import Verdict
from archive.errors import UnknownRun
from archive.queries import captures, changes, documents, runs, snapshots, sources, visits

NO_VISIT = "no visit yet: run `scrapy crawl sources`"

OfVerdict = Annotated[
    Verdict | None,
    typer.Option(
        "--verdict", "-v", help="Only these: ok, not-found, bot-wall …", metavar="VERDICT", parser=one_of(Verdict)
    ),
]
OfStanding = Annotated[
    Standing | None,
    typer.Option(
        "--standing", "-s", help="Only these: alive, dead, blocked …", metavar="STANDING", parser=one_of(Standing)
    ),
]
OfKind = Annotated[
    ChangeKind | None,
    typer.Option("--kind", "-k", help="Only these: figure, removal, edit …", metavar="KIND", parser=one_of(ChangeKind)),
]


@app.command("list", epilog="Example: citewatch list")
def list_documents(*, json: Json = False) -> None:
    """List the documents that are watched, and how their sources were found last."""
    with record() as transaction:
        manner = Manner(limit=0, as_json=json)
        manner.give(
            documents.listing(transaction), tables.documents, empty="no document yet: add one with `citewatch add FILE`"
        )


@app.command("sources", epilog="Example: citewatch sources --verdict not-found")
def list_sources(
    *,
    document: Document = None,
    verdict: OfVerdict = None,
    standing: OfStanding = None,
    due: Annotated[
        bool, typer.Option("--due", help="Only those that the next crawl would visit, the longest due first.")
    ] = False,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List the cited web resources: as they were found last, when each is due again, and why then."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        wanted = sources.Wanted(
            scope=scope(transaction, None, document),
            verdict=verdict,
            standing=standing,
            due=now() if due else None,
        )
        empty = (
            "no source is like that: `citewatch sources` lists all, and when each is due"
            if verdict or standing or due
            else "no source yet: add a document with `citewatch add FILE`"
        )
        manner.give(sources.listing(transaction, wanted, limit=manner.fetched), tables.sources, empty=empty)


@app.command("visits", epilog="Example: citewatch visits https://example.org/report --verdict not-found")
def list_visits(
    url: OptionalUrl = None,
    *,
    run: Annotated[str | None, typer.Option("--run", help="Only visits of this run.", metavar="RUN")] = None,
    verdict: OfVerdict = None,
    document: Document = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List the visits, newest first: what each look at a source showed, and why."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        if run is not None and run not in runs.names(transaction):
            raise UnknownRun(run)
        wanted = visits.Wanted(scope=scope(transaction, url, document), run=run, verdict=verdict)
        empty = "no visit is like that: `citewatch visits` lists all" if run or verdict else NO_VISIT
        manner.give(visits.listing(transaction, wanted, limit=manner.fetched), tables.visits, empty=empty)


@app.command("captures", epilog="Example: citewatch captures https://example.org/report")
def list_captures(
    url: OptionalUrl = None, *, document: Document = None, limit: Limit = None, json: Json = False
) -> None:
    """List the stored responses, newest first, and where their WARC records lie."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        found = captures.listing(transaction, scope(transaction, url, document), limit=manner.fetched)
        manner.give(found, tables.captures, empty="no capture: no visit brought an answer; `citewatch visits` says why")


@app.command("snapshots", epilog="Example: citewatch snapshots https://example.org/report")
def list_snapshots(
    url: OptionalUrl = None, *, document: Document = None, limit: Limit = None, json: Json = False
) -> None:
    """List the versions of what sources said, newest first."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        found = snapshots.listing(transaction, scope(transaction, url, document), limit=manner.fetched)
        manner.give(found, tables.snapshots, empty="no snapshot: no visit showed a page; `citewatch visits` says why")


@app.command("changes", epilog="Example: citewatch changes --since 7d")
def list_changes(
    url: OptionalUrl = None,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="Only changes seen since: 2026-11-01, 2026-11-01T08:00, 36h, 7d, 2w.", metavar="T"
        ),
    ] = None,
    kind: OfKind = None,
    least: Annotated[
        float | None,
        typer.Option("--min-significance", "-m", min=0, max=1, help="Only those that matter this much.", metavar="X"),
    ] = None,
    document: Document = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List the changes of what sources say, newest first."""
    manner = Manner(limit=limit, as_json=json)
    earliest = moment_given(since, now=now()) if since is not None else None
    with record() as transaction:
        wanted = changes.Wanted(scope=scope(transaction, url, document), since=earliest, kind=kind, least=least)
        empty = "no change seen: every page still says what it said first"
        if kind or least is not None or since:
            empty = "no change like that was seen: `citewatch changes` lists all"
        manner.give(changes.listing(transaction, wanted, limit=manner.fetched), tables.changes, empty=empty)


@app.command("runs", epilog="Example: citewatch runs --limit 5")
def list_runs(*, limit: Limit = None, json: Json = False) -> None:
    """List the crawls, newest first, and what each counted."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        manner.give(
            runs.listing(transaction, limit=manner.fetched), tables.runs, empty="no run yet: run `scrapy crawl sources`"
        )
