"""Taking a citing document in: read, filed as evidence, then recorded as an edition."""

from contextlib import closing
from datetime import datetime
from hashlib import sha256

from archive.config import Settings
from archive.data import tracking_parameters
from archive.domain.citations import Document
from archive.errors import DocumentTooLarge
from archive.store import documents
from archive.store.database import Database, Transaction
from archive.store.documents import Edition
from archive.store.warc import StoredDocument, WarcWriter
from crawler.configuration import software
from pipelines.ledger import weigh_missing


def understand(payload: bytes, *, name: str, media_type: str | None, limit: int) -> Document:
    """What the file says; raises DocumentError for one that is too large or that no reader can take."""
    # Only here: half a dozen parsers are loaded with it, and most crawls take no document in.
    from pipelines.intake import read_document

    if len(payload) > limit:
        raise DocumentTooLarge(name, len(payload), limit)
    return read_document(payload, name=name, media_type=media_type)


def add_document(
    database: Database,
    writer: WarcWriter,
    payload: bytes,
    document: Document,
    *,
    name: str,
    now: datetime,
    cited_at: datetime | None = None,
) -> Edition:
    """Make the file an edition of its document, unless it is the newest already; `cited_at` as in `documents.add`.

    The file itself is kept in the WARC, durable before the edition is: a record rebuilt from the WARC files knows
    its documents too. Then its claims are weighed against what its sources were seen to say so far; that makes no
    events, since nothing happened but that the document was added.
    """
    with database.begin() as tx:
        edition = _record(tx, payload, document, name=name, now=now, cited_at=cited_at)
        if not edition.unchanged:
            writer.write_document(payload, name=name, media_type=document.media_type, at=now, cited_at=cited_at)
            writer.commit()
    weigh_missing(database, document=name)
    return edition


def document_writer(settings: Settings, *, now: datetime) -> WarcWriter:
    """A writer for the WARC file of a document added by hand."""
    return WarcWriter(
        settings.warc_folder,
        run="document",
        started=now,
        software=software(),
        operator=settings.contact,
        roll_at=settings.warc_size,
    )


def watch_bundled(settings: Settings, database: Database, *, now: datetime) -> Edition | None:
    """Add the document that citewatch brings along where none was added yet: a first crawl has something to watch."""
    with database.read() as tx:
        if documents.any_known(tx):
            return None
    from pipelines.intake import bundled  # as in `understand`

    name, payload = bundled()
    document = understand(payload, name=name, media_type=None, limit=settings.document_max_size)
    with closing(document_writer(settings, now=now)) as writer:
        return add_document(database, writer, payload, document, name=name, now=now)


def replay_document(database: Database, stored: StoredDocument, *, limit: int) -> Edition:
    """The edition again from the file that was kept, as of the time when it was added."""
    document = understand(stored.payload, name=stored.name, media_type=stored.media_type, limit=limit)
    with database.begin() as tx:
        edition = _record(tx, stored.payload, document, name=stored.name, now=stored.at, cited_at=stored.cited_at)
    weigh_missing(database, document=stored.name)
    return edition


def _record(
    tx: Transaction, payload: bytes, document: Document, *, name: str, now: datetime, cited_at: datetime | None
) -> Edition:
    return documents.add(
        tx,
        document,
        name=name,
        digest="sha256:" + sha256(payload).hexdigest(),
        size=len(payload),
        now=now,
        tracking=tracking_parameters(),
        cited_at=cited_at,
    )
