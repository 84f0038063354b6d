"""WARC 1.1 records (ISO 28500:2017): their header lines and their block, byte for byte."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import quote
from uuid import uuid4

from archive.domain.captures import find_header, payload_digest
from archive.domain.messages import read_response
from archive.store.warc import members
from archive.store.warc.members import Span, damaged

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_VERSION = b"WARC/1.1\r\n"
_HEAD_END = b"\r\n\r\n"
_RECORD_END = b"\r\n\r\n"
_LOOK = 2048
_LONGEST_HEAD = 2**20
_KEPT = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "<>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One WARC record: `headers` as they stand in the file, `block` the bytes after them."""

    headers: tuple[tuple[str, str], ...]
    block: bytes

    def header(self, name: str) -> str | None:
        """The first value of the header `name`."""
        return find_header(self.headers, name)

    @property
    def type(self) -> str:
        """The record's type: "response", "revisit", "request", "metadata", "resource" or "warcinfo"."""
        return self.header("WARC-Type") or ""

    @property
    def id(self) -> str:
        """The bare UUID of its WARC-Record-ID."""
        return bare_id(self.header("WARC-Record-ID")) or ""

    @property
    def at(self) -> datetime:
        """Its WARC-Date; raises ValueError where that is none."""
        return parse_date(self.header("WARC-Date") or "")

    @property
    def parts(self) -> tuple[bytes, bytes, bytes]:
        """The record as it is written, in three pieces."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        return _VERSION + lines.encode("utf-8") + b"\r\n", self.block, _RECORD_END


def new_record(
    kind: str,
    *,
    at: datetime,
    content_type: str,
    block: bytes,
    fields: Iterable[tuple[str, str | None]] = (),
    record_id: str | None = None,
) -> Record:
    """A record of type `kind` with its id, date, length and block digest; fields whose value is None are left out."""
    given = tuple((name, value) for name, value in fields if value is not None)
    return Record(
        headers=(
            ("WARC-Type", kind),
            ("WARC-Record-ID", urn(record_id or new_id())),
            ("WARC-Date", format_date(at)),
            *given,
            ("WARC-Block-Digest", payload_digest(block)),
            ("Content-Type", content_type),
            ("Content-Length", str(len(block))),
        ),
        block=block,
    )


def new_id() -> str:
    """A fresh bare UUID."""
    return str(uuid4())


def urn(record_id: str) -> str:
    """The UUID as WARC writes it."""
    return f"<urn:uuid:{record_id}>"


def bare_id(written: str | None) -> str | None:
    """The UUID in what `urn` wrote."""
    return written.removeprefix("<urn:uuid:").removesuffix(">") if written else None


def format_date(at: datetime) -> str:
    """UTC to the microsecond, as WARC 1.1 section 5.4 allows."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_date(text: str) -> datetime:
    """The moment in what `format_date` wrote; raises ValueError."""
    return datetime.fromisoformat(text).astimezone(UTC)


def header_uri(uri: str) -> str:
    """The address with all that cannot stand in a header line percent-encoded as UTF-8."""
    return quote(uri, safe=_KEPT, errors="surrogatepass")


def read_record(file: BinaryIO, span: Span) -> Record:
    """The record in the member, whole; raises RecordDamaged."""
    data = members.content(file, span)
    headers, start = _read_head(file, span, data)
    end = len(data) - len(_RECORD_END)
    if find_header(headers, "Content-Length") != str(end - start) or data[end:] != _RECORD_END:
        raise damaged(file, span.offset, "the record is not as long as its Content-Length")
    return Record(headers=headers, block=data[start:end])


def digest_problem(record: Record) -> str | None:
    """Which of the record's digests does not match its bytes, in words; a revisit's payload lies elsewhere."""
    if record.header("WARC-Block-Digest") != payload_digest(record.block):
        return "the block is not the one its digest was made of"
    if record.type in ("response", "resource") and record.header("WARC-Payload-Digest") != _payload_digest(record):
        return "the payload is not the one its digest was made of"
    return None


def told_digest(record: Record) -> str:
    """The record's WARC-Payload-Digest; for one without, as of an answer that is not HTTP, that of all it holds."""
    return record.header("WARC-Payload-Digest") or payload_digest(read_response(record.block).payload)


def read_headers(file: BinaryIO, span: Span) -> Record:
    """The record's headers without its block, unchecked: for indexes. Raises RecordDamaged where none are found."""
    size = _LOOK
    data = members.beginning(file, span, size)
    while _HEAD_END not in data and len(data) == size and size < _LONGEST_HEAD:
        size *= 8
        data = members.beginning(file, span, size)
    return Record(headers=_read_head(file, span, data)[0], block=b"")


def _payload_digest(record: Record) -> str | None:
    if record.type == "resource":
        return payload_digest(record.block)
    message = read_response(record.block)
    return None if message.status is None else payload_digest(message.payload)


def _read_head(file: BinaryIO, span: Span, data: bytes) -> tuple[tuple[tuple[str, str], ...], int]:
    end = data.find(_HEAD_END)
    if end < 0 or not data.startswith(_VERSION):
        raise damaged(file, span.offset, "this is no WARC 1.1 record")
    try:
        lines = data[len(_VERSION) : end].decode("utf-8").split("\r\n")
    except UnicodeDecodeError as error:
        raise damaged(file, span.offset, "the record's headers are not UTF-8") from error
    headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
    return headers, end + len(_HEAD_END)
