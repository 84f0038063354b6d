"""A small record of our own, kept by the store and filed as WARC, of which questions are asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from archive.config import Settings
from archive.data import tracking_parameters
from archive.domain.captures import Exchange
from archive.domain.citations import Claim, Document, Reference
from archive.domain.comparing import compare
from archive.domain.overrules import Overrule
from archive.domain.readings import Reading
from archive.domain.standings import stand
from archive.domain.urls import canonical
from archive.domain.verdicts import Judgement, Reason, Verdict
from archive.domain.visits import Assessment, Failure, Fetched, GoodPage, Target
from archive.domain.words import split_words
from archive.store import documents, overrules, runs, sources, visits
from archive.store.database import Database, Transaction, open_database
from archive.store.warc import WarcWriter

START = datetime(2026, 11, 2, 8, 0, 0, 250000, tzinfo=UTC)
RIVERS = "https://rivers.example/report?b=2&a=1"
MOVED = "http://moved.example/old"
LOST = "https://lost.example/paper"
SILENT = "https://silent.example/"
AT_SIGN = "https://social.example/@42"
RUNS = ("20261102-a", "20261103-b", "20261104-c")
PROSE = "The river rose by four metres in one night.\nNobody had expected it, the café owner said.\n研究表明水位上升。"
CHANGED = PROSE.replace("four metres", "five metres")
DOCUMENT = "rivers.md"

OVERRULED = Overrule(
    what="verdict",
    value="login-wall",
    instead_of="not-found",
    why="it lies behind the library's login",
    who="anna",
    at=START + timedelta(days=3),
)

_FOUND = Judgement(verdict=Verdict.OK, reasons=(), quality=1.0)
_LOST = Judgement(
    verdict=Verdict.NOT_FOUND,
    reasons=(Reason(sign="status", seen="404 Not Found", rule="RFC 9110 section 15.5.5"),),
    quality=0.0,
)
_SILENT = Judgement(
    verdict=Verdict.DNS_GONE, reasons=(Reason(sign="dns", seen="NXDOMAIN", rule="RFC 1035"),), quality=0.0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One visit as it is to happen; `text` is what the page says, None where no page answers."""

    url: str
    text: str | None = None
    redirects: tuple[str, ...] = ()
    judgement: Judgement = _FOUND


_DAYS = (
    (
        Look(url=RIVERS, text=PROSE),
        Look(url=MOVED, text="Moved words.", redirects=(MOVED,)),
        Look(url=LOST, judgement=_LOST),
        Look(url=SILENT, judgement=_SILENT),
        Look(url=AT_SIGN, text="A post of few words."),
    ),
    (Look(url=RIVERS, text=PROSE), Look(url=LOST, judgement=_LOST)),
    (Look(url=RIVERS, text=CHANGED),),
)


@contextmanager
def filled(settings: Settings) -> Iterator[Database]:
    """The record under these settings: two documents, five sources and three runs a day apart."""
    database = open_database(settings, create=True)
    writer = WarcWriter(settings.warc_folder, run="document", started=START, software="t/1", operator="", roll_at=2**30)
    with database.begin() as tx:
        _cite(tx, writer, DOCUMENT, "Rivers", RIVERS, MOVED, LOST, SILENT)
        _cite(tx, writer, "https://docs.example/posts.html", "Posts", AT_SIGN, RIVERS)
    writer.close()
    for day, name in enumerate(RUNS):
        _crawl(database, settings, name, day)
    _overrule(database, settings)
    try:
        yield database
    finally:
        database.close()


def key(url: str) -> str:
    """The canonical URL of a source of the example."""
    return canonical(url, tracking_parameters())


def _cite(tx: Transaction, writer: WarcWriter, name: str, title: str, *urls: str) -> None:
    references = tuple(
        Reference(label=str(n), text=f"Entry {n}.", url=url, where=f"line {n}") for n, url in enumerate(urls, 1)
    )
    claim = Claim(text="The river rose.", labels=("1",), where="line 9")
    document = Document(title=title, media_type="text/markdown", references=references, claims=(claim,))
    payload = f"{name:100}".encode()
    writer.write_document(payload, name=name, media_type=document.media_type, at=START)
    digest = "sha256:" + sha256(payload).hexdigest()
    documents.add(tx, document, name=name, digest=digest, size=100, now=START, tracking=tracking_parameters())


def _overrule(database: Database, settings: Settings) -> None:
    at = OVERRULED.at
    writer = WarcWriter(settings.warc_folder, run="overrule", started=at, software="t/1", operator="", roll_at=2**30)
    with database.begin() as tx:
        overrules.add(tx, key(LOST), OVERRULED)
        writer.write_overrule(OVERRULED, key=key(LOST), url=LOST)
    writer.close()


def _crawl(database: Database, settings: Settings, name: str, day: int) -> None:
    at = START + timedelta(days=day)
    process = {"host": "here", "pid": 7, "pid_started": 1.0}
    with database.begin() as tx:
        runs.begin(tx, name=name, spider="sources", version="1.0", now=at, **process)
    writer = WarcWriter(settings.warc_folder, run=name, started=at, software="test/1", operator="", roll_at=2**30)
    with database.begin() as tx:
        for minutes, look in enumerate(_DAYS[day], 1):
            _visit(tx, writer, name, look, at + timedelta(minutes=minutes))
    writer.close()
    statistics = {"visits": len(_DAYS[day]), "new_snapshots": 1, "lost": 0, "verdicts": {"ok": 1}}
    with database.begin() as tx:
        runs.finish(tx, name=name, state="finished", now=at + timedelta(seconds=75), statistics=statistics)


def _visit(tx: Transaction, writer: WarcWriter, run: str, look: Look, at: datetime) -> None:
    target = Target(key=key(look.url), url=look.url, run=run, known=sources.known(tx, key(look.url)))
    fetched = _fetched(target, look, at)
    captures = writer.write_visit(fetched)
    writer.commit()
    page = None
    if look.text is not None:
        reading = None
        change = None
        before = sources.current_reading(tx, target.key)
        if before is None or look.text != before.text:
            reading = _reading(look.text)
            change = compare(before, reading, url=look.url) if before is not None else None
        held = captures[-1].refers_to or captures[-1].id
        page = GoodPage(capture=held, reading=reading, change=change, body_digest="sha256:0", validators=None)
    visits.save(
        tx,
        Assessment(
            target=target,
            at=at,
            final_url=fetched.final_url,
            redirects=fetched.redirects,
            status=fetched.last.status if fetched.last else None,
            failure=fetched.failure,
            captures=captures,
            judgement=look.judgement,
            page=page,
            next_due=at + timedelta(days=1),
            health=stand(
                sources.remember(tx, target.key).health, look.judgement.verdict, shows_page=page is not None, at=at
            ),
        ),
    )


def _reading(text: str) -> Reading:
    return Reading(
        extractor="x/1",
        title=text.split(".")[0],
        text=text,
        author="A. Writer",
        published="2026-01-02",
        language="en",
        words=len(split_words(text)),
    )


def _fetched(target: Target, look: Look, at: datetime) -> Fetched:
    if look.judgement is _SILENT:
        failure = Failure(kind="dns-gone", detail="the name does not exist")
        return Fetched(target=target, at=at, exchanges=(), final_url=target.url, failure=failure)
    hops = tuple(_exchange(url, at, 301, b"") for url in look.redirects)
    final = look.url + "/new" if look.redirects else look.url
    status, body = (404, b"Not here.") if look.text is None else (200, look.text.encode())
    last = _exchange(final, at, status, body)
    return Fetched(target=target, at=at, exchanges=(*hops, last), final_url=final, redirects=look.redirects)


def _exchange(url: str, at: datetime, status: int, body: bytes) -> Exchange:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return Exchange(
        url=url,
        at=at,
        elapsed=0.1,
        address="127.0.0.1",
        request=b"GET / HTTP/1.1\r\n\r\n",
        response=f"HTTP/1.1 {status} Some\r\n{head}\r\n".encode() + body,
        status=status,
        headers=headers,
        payload=body,
    )
