"""Records with events to tell of, and the files that say to whom."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from archive.alerts.configuration import Configuration, load
from archive.config import Settings
from archive.domain.citations import Claim
from archive.domain.events import Event, EventKind
from archive.store import documents, events
from archive.store.database import Transaction
from archive.store.events import Told
from archive.store.tables import ClaimRow, EventRow, SourceRow
from tests.archive.store.examples import NOW, document, reference

DOCUMENT = "energy.md"
KEY = b"0123456789abcdef0123456789abcdef"
SECRET = "whsec_" + base64.b64encode(KEY).decode()


def url(number: int) -> str:
    return f"https://example.org/{number}"


def cite(tx: Transaction, count: int, *, first: int = 0, name: str = DOCUMENT) -> None:
    """A document with so many claims, numbered from `first` on, each on a source of its own."""
    numbers = range(first, first + count)
    cited = document(
        *(reference(str(number), url(number)) for number in numbers),
        claims=[Claim(text=f"Claim {number}.", labels=(str(number),), where="line 1") for number in numbers],
    )
    documents.add(tx, cited, name=name, digest=f"sha256:{name}", size=1, now=NOW)


def turned(number: int, *, at: datetime = NOW, **fields: Any) -> Event:
    """The claim of this number is no longer carried."""
    plain: dict[str, Any] = {
        "claim": f"Claim {number}.",
        "loudness": 0.9,
        "summary": f"The source no longer says claim {number}.",
        "was": "verbatim",
        "became": "gone",
        "details": {"document": DOCUMENT, "url": url(number), "title": f"Page {number}"},
    }
    return Event(kind=EventKind.SUPPORT, at=at, source=url(number), **(plain | fields))


def tell(tx: Transaction, told: Sequence[Event]) -> None:
    """Keep these events, each of a claim or of a source as such."""
    sources = {row.key: row.id for row in tx.execute(select(SourceRow.key, SourceRow.id))}
    claims = {row.text: row.id for row in tx.execute(select(ClaimRow.text, ClaimRow.id))}
    events.add(tx, [Told(event=each, source=sources[each.source], claim=claims.get(each.claim or "")) for each in told])


def happen(tx: Transaction, count: int, *, at: datetime = NOW) -> None:
    """So many claims of one document are no longer carried, one each second."""
    cite(tx, count)
    tell(tx, [turned(number, at=at + timedelta(seconds=number)) for number in range(count)])


def replay(tx: Transaction, told: Sequence[Event]) -> None:
    """Forget every event and make these anew, as a replay does."""
    tx.execute(delete(EventRow))
    tell(tx, told)


def undrained(tx: Transaction) -> int:
    """How many events alerts are not done with."""
    return len(tx.execute(select(EventRow.id).where(EventRow.drained_at.is_(None))).all())


def mail_table(port: int, *, name: str = "editor", more: str = "") -> str:
    return (
        f'[channel.{name}]\nkind = "mail"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        f'from = "citewatch@example.org"\nto = ["editor@example.org"]\n{more}\n'
    )


def webhook_table(port: int, *, name: str = "hook", more: str = "") -> str:
    return (
        f'[channel.{name}]\nkind = "webhook"\nurl = "http://127.0.0.1:{port}/hook?a=1"\nsecret = "{SECRET}"\n{more}\n'
    )


def apprise_table(port: int, *, name: str = "chat", more: str = "") -> str:
    return f'[channel.{name}]\nkind = "apprise"\nurl = "json://127.0.0.1:{port}/chat"\n{more}\n'


def route_to(*names: str, more: str = "") -> str:
    return f"[[route]]\nchannels = {list(names)}\n{more}\n".replace("'", '"')


def read(tmp_path: Path, text: str) -> Configuration:
    """The configuration in a file of this text."""
    file = tmp_path / "alerts.toml"
    file.write_text(text, "utf-8")
    return load(Settings(alerts_file=str(file)))
