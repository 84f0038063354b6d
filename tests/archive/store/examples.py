"""Values that tests of the store save: each differs from the plain one only where the test says so."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from archive.domain.captures import Capture
from archive.domain.changes import Change, ChangeKind
from archive.domain.citations import Claim, Document, Reference
from archive.domain.readings import Image, Link, Reading
from archive.domain.verdicts import Judgement, Reason, Verdict
from archive.domain.visits import Assessment, Failure, GoodPage, Target, Validators
from archive.store import documents, runs
from archive.store.database import Transaction
from archive.store.documents import Edition

NOW = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
RUN = "20261123120000-abcdef"
URL = "https://example.org/report"
CHANGE = Change(
    kind=ChangeKind.EDIT,
    significance=0.5,
    summary="Two words were added.",
    added_words=2,
    removed_words=1,
    similarity=0.75,
)


def reference(label: str, url: str | None = None, text: str = "A report.") -> Reference:
    return Reference(label=label, text=text, url=url, where="line 1")


def document(*references: Reference, claims: Sequence[Claim] = ()) -> Document:
    return Document(title="A paper", media_type="text/markdown", references=references, claims=tuple(claims))


def citing(*urls: str) -> Document:
    return document(*(reference(str(number), url) for number, url in enumerate(urls, 1)))


def add(tx: Transaction, document: Document, *, name: str = "paper.md", digest: str = "sha256:1") -> Edition:
    return documents.add(tx, document, name=name, digest=digest, size=1000, now=NOW)


def begin_run(tx: Transaction, name: str = RUN, pid: int = 4242) -> None:
    runs.begin(tx, name=name, spider="sources", version="1", host="here", pid=pid, pid_started=1.5, now=NOW)


def prepare(tx: Transaction, *urls: str) -> None:
    """A record in which a document cites the addresses (or URL) and a run has begun."""
    add(tx, citing(*(urls or (URL,))))
    begin_run(tx)


def capture(name: str, *, hop: int = 0, **fields: Any) -> Capture:
    """The capture known by this name, at a place in its WARC file that no other name has."""
    id_ = uuid5(NAMESPACE_URL, name)
    plain: dict[str, Any] = {"url": URL, "at": NOW, "warc": "a.warc.gz", "offset": id_.int % 2**62, "length": 900}
    plain |= {"payload_digest": "sha1:AAAA", "status": 200, "media_type": "text/html"}
    return Capture(id=str(id_), hop=hop, **(plain | fields))


def reading(text: str, **fields: Any) -> Reading:
    plain: dict[str, Any] = {"extractor": "x/1", "title": "A report", "author": "A. Writer", "published": "2026-01-02"}
    plain |= {
        "links": (Link(url="https://example.org/next", text="Next"),),
        "images": (Image(url="https://example.org/a.png"),),
    }
    return Reading(text=text, words=len(text.split()), **(plain | fields))


def page(captured: str, text: str | None, *, change: Change | None = None, **fields: Any) -> GoodPage:
    """A page whose payload lies in the capture of this name; without a text it says nothing new."""
    said = None if text is None else reading(text)
    validators = Validators(url=URL, etag='"1"', last_modified=None)
    plain: dict[str, Any] = {"reading": said, "body_digest": "sha256:b", "validators": validators}
    return GoodPage(capture=capture(captured).id, change=change, **(plain | fields))


def assessment(
    name: str, page: GoodPage | None = None, *, key: str = URL, run: str = RUN, days: float = 0, **fields: Any
) -> Assessment:
    """A visit `days` after NOW whose one capture has this name."""
    verdict = Verdict.OK if page else Verdict.NOT_FOUND
    reasons = (Reason(sign="status", seen="what was seen", rule="a rule"),)
    plain: dict[str, Any] = {
        "target": Target(key=key, url=key, run=run),
        "at": NOW + timedelta(days=days),
        "final_url": key,
        "redirects": (),
        "status": 200,
        "failure": None,
        "captures": (capture(name),),
        "judgement": Judgement(verdict=verdict, reasons=reasons, quality=0.5),
        "page": page,
        "next_due": NOW + timedelta(days=days + 1),
    }
    return Assessment(**(plain | fields))


def failed(run: str = RUN, *, days: float = 0) -> Assessment:
    """A visit that brought no capture."""
    failure = Failure(kind="timeout", detail="no answer in 60 s")
    return assessment("", run=run, days=days, captures=(), status=None, failure=failure)
