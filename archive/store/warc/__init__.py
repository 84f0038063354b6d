"""The evidence: WARC 1.1 files, byte for byte as on the wire."""

from archive.store.warc.copies import export
from archive.store.warc.fixity import RecordState, check
from archive.store.warc.index import Index
from archive.store.warc.reader import (
    StoredDocument,
    StoredOverrule,
    StoredResponse,
    StoredVisit,
    documents,
    overrules,
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
    "StoredOverrule",
    "StoredResponse",
    "StoredVisit",
    "WarcWriter",
    "check",
    "documents",
    "export",
    "overrules",
    "read_payload",
    "recover",
    "stored",
]
