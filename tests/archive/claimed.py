"""A record of our own in which claims were weighed: carried, changed, walled off, never looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import insert, select

from archive.config import Settings
from archive.domain.atoms import AtomKind
from archive.domain.citations import Claim
from archive.domain.events import EventKind
from archive.domain.events.values import Event
from archive.domain.support import Finding, Passage, Support, SupportState
from archive.domain.verdicts import Judgement, Verdict
from archive.store import documents, events, runs, sources, support, visits
from archive.store.database import Database, Transaction, open_database
from archive.store.events import Told
from archive.store.tables import ClaimRow, CopyRow, SnapshotRow, SourceRow
from tests.archive.store.examples import CHANGE, NOW, assessment, document, page, reference

SOLAR = "https://solar.example/report"
WIND = "https://wind.example/"
WALLED = "https://walled.example/paper"
UNSEEN = "https://unseen.example/"
COPY = "https://archive.example/20261101000000/https://solar.example/report"
DOCUMENT = "energy.md"
CLAIMS = (
    "Solar power met 24 percent of demand.",
    "Wind grew in every year.",
    "Nobody knows what stands behind the wall.",
    "It will come some day.",
    "A book says so.",
)
STANDS = f"First words. {CLAIMS[0]} Last words."
CHANGED = STANDS.replace("24", "21")
FIGURE_CHANGED = Support(
    state=SupportState.FIGURE_CHANGED,
    score=0.61234,
    why="24 percent became 21 percent",
    findings=(
        Finding(kind=AtomKind.FIGURE, text="24 percent", found=False, seen="21 percent"),
        Finding(kind=AtomKind.WORD, text="power", found=True, seen="power"),
    ),
    passage=Passage(start=13, end=50, text=CHANGED[13:50]),
    was="24 percent",
    became="21 percent",
)
VERBATIM = Support(
    state=SupportState.VERBATIM,
    score=1.0,
    why="the words stand there",
    findings=(Finding(kind=AtomKind.FIGURE, text="24 percent", found=True, seen="24 percent"),),
    passage=Passage(start=13, end=50, text=CLAIMS[0]),
)
REWORDED = Support(state=SupportState.REWORDED, score=0.9, why="in other words", passage=None)
GONE = Support(state=SupportState.GONE, score=0.0, why="nothing there comes near")
TURNED = Event(
    kind=EventKind.SUPPORT,
    at=NOW + timedelta(days=10),
    source=SOLAR,
    loudness=1.0,
    summary="Its figure changed in the source: 24 percent → 21 percent.",
    claim=CLAIMS[0],
    was="verbatim",
    became="figure-changed",
    details={"document": DOCUMENT, "labels": ["1"], "url": SOLAR, "why": "24 percent became 21 percent"},
)
CHANGE_TOLD = Event(
    kind=EventKind.CHANGE,
    at=NOW + timedelta(days=10),
    source=SOLAR,
    loudness=0.9,
    summary="The page changed and touches a citing sentence.",
    became="edit",
    details={
        "url": SOLAR,
        "claims": [
            {"document": DOCUMENT, "labels": ["1"], "text": CLAIMS[0], "was": "verbatim", "became": "figure-changed"},
            {"document": DOCUMENT, "labels": ["1"], "text": CLAIMS[1], "was": "gone", "became": "gone"},
        ],
    },
)


@contextmanager
def claimed(settings: Settings) -> Iterator[Database]:
    """The record under these settings."""
    database = open_database(settings, create=True)
    with database.begin() as tx:
        fill(tx)
    try:
        yield database
    finally:
        database.close()


def fill(tx: Transaction) -> None:
    """A document of five claims; one source that changed, one with a copy in an archive, one behind a wall."""
    _cite(tx)
    for run, days in (("one", 0.0), ("ten", 10.0)):
        runs.begin(
            tx,
            name=run,
            spider="sources",
            version="1",
            host="here",
            pid=1,
            pid_started=1.0,
            now=NOW + timedelta(days=days),
        )
    _look(tx, SOLAR, "one", 0, STANDS)
    _look(tx, WIND, "one", 0.1, "Wind has grown each year.")
    wall = Judgement(verdict=Verdict.BOT_WALL, reasons=(), quality=0.0)
    visits.save(tx, assessment("wall", key=WALLED, run="one", days=0.2, judgement=wall))
    _look(tx, SOLAR, "ten", 10, CHANGED)
    _copy(tx)
    for url, number, state in (
        (SOLAR, 1, (VERBATIM, GONE)),
        (SOLAR, 2, (FIGURE_CHANGED, GONE)),
        (WIND, 1, (None, REWORDED)),
    ):
        found = {claim: each for claim, each in zip(_claims(tx), state, strict=False) if each}
        support.save(tx, _source(tx, url), _snapshot(tx, url, number), found)
    support.save(tx, _source(tx, SOLAR), _snapshot(tx, COPY, 1), {_claims(tx)[0]: VERBATIM})
    events.add(
        tx,
        [
            Told(event=CHANGE_TOLD, source=_source(tx, SOLAR)),
            Told(event=TURNED, source=_source(tx, SOLAR), claim=_claims(tx)[0]),
        ],
    )


def _cite(tx: Transaction) -> None:
    urls = (SOLAR, WIND, WALLED, UNSEEN, None)
    labels = (("1",), ("2", "1"), ("3",), ("4", "5"), ("5",))
    cited = document(
        *(reference(str(number), url) for number, url in enumerate(urls, 1)),
        claims=tuple(
            Claim(text=text, labels=mine, where=f"line {number}", ambiguous=number == 4)
            for number, (text, mine) in enumerate(zip(CLAIMS, labels, strict=True), 1)
        ),
    )
    documents.add(tx, cited, name=DOCUMENT, digest="sha256:1", size=1, now=NOW)


def _look(tx: Transaction, url: str, run: str, days: float, text: str) -> None:
    name = f"{url} {days}"
    change = CHANGE if days == 10 else None
    judgement = Judgement(verdict=Verdict.OK, reasons=(), quality=1.0)
    shown = page(name, text, change=change)
    visits.save(tx, assessment(name, shown, key=url, run=run, days=days, judgement=judgement))


def _copy(tx: Transaction) -> None:
    sources.ensure(tx, COPY, COPY, now=NOW)
    _look(tx, COPY, "ten", 5, STANDS)
    row = {"copy_id": _source(tx, COPY), "source_id": _source(tx, SOLAR), "archive": "archive.example", "uri": COPY}
    tx.execute(insert(CopyRow).values(row | {"at": NOW - timedelta(days=22), "refused": None}))


def _source(tx: Transaction, url: str) -> int:
    return tx.execute(select(SourceRow.id).where(SourceRow.key == url)).scalar_one()


def _snapshot(tx: Transaction, url: str, number: int) -> int:
    statement = select(SnapshotRow.id).join(SourceRow, SourceRow.id == SnapshotRow.source_id)
    return tx.execute(statement.where(SourceRow.key == url, SnapshotRow.number == number)).scalar_one()


def _claims(tx: Transaction) -> list[int]:
    return list(tx.execute(select(ClaimRow.id).order_by(ClaimRow.position)).scalars())
