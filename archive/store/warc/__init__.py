"""The evidence: WARC 1.1 files, byte for byte as on the wire."""

from archive.store.warc.copies import export
from archive.store.warc.fixity import RecordState, check
from archive.store.warc.index import Index
from archive.store.warc.reader import (
    StoredDocument,
    StoredResponse,
    StoredVisit,
    documents,
    read_payload,
    stored,
)
from archive.store.warc.recovery import Recovered, recover
from archive.store.warc.writer import WarcWriter

__all__ = [
    "Index",
    "RecordState",
    "Recovered",
    "StoredDocument",
    "StoredResponse",
    "StoredVisit",
    "WarcWriter",
    "check",
    "documents",
    "export",
    "read_payload",
    "recover",
    "stored",
]
