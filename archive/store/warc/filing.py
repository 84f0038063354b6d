"""Which WARC records a visit, a document and a person's word become, and the capture that a stored response is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from archive.domain.captures import Capture, Exchange, media_type, payload_digest
from archive.domain.messages import Message, read_response
from archive.domain.overrules import Overrule
from archive.domain.urls import is_web
from archive.domain.visits import Fetched, KnownPage
from archive.store.warc import facts
from archive.store.warc.facts import Filed
from archive.store.warc.records import (
    IDENTICAL,
    NOT_MODIFIED,
    Record,
    bare_id,
    format_date,
    header_uri,
    new_id,
    new_record,
    told_digest,
    urn,
)

_RESPONSE = "application/http; msgtype=response"
_REQUEST = "application/http; msgtype=request"
_JSON = "application/json"
_WARCINFO = "application/warc-fields"
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"

Fields = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record lies: file, and its member's extent in bytes."""

    warc: str
    offset: int
    length: int


def warcinfo_record(*, name: str, at: datetime, software: str, operator: str, run: str) -> Record:
    """The record that opens the file `name` (WARC 1.1 section 6.2)."""
    lines = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": _STANDARD,
        "operator": operator,
        "robots": "obeyed, but for hosts that the operator exempts",
        "isPartOf": run,
    }
    block = "".join(f"{key}: {' '.join(value.split())}\r\n" for key, value in lines.items() if value.strip())
    return new_record(
        "warcinfo", at=at, content_type=_WARCINFO, block=block.encode("utf-8"), fields=[("WARC-Filename", name)]
    )


def visit_records(fetched: Fetched, *, warcinfo: str) -> list[tuple[Record, int | None]]:
    """The visit's records in writing order, a stored response with its hop; the last is the visit's commit mark."""
    records: list[tuple[Record, int | None]] = []
    filed: list[Filed] = []
    for hop, exchange in enumerate(fetched.exchanges):
        message = read_response(exchange.response)
        ids = _new_ids(exchange, message)
        filed.append(ids)
        common: Fields = [("WARC-Warcinfo-ID", urn(warcinfo)), *_exchange_fields(exchange)]
        if ids.response:
            records.append((_response_record(exchange, message, fetched.target.known, ids, common), hop))
        if ids.request:
            records.append((_request_record(exchange, ids, common), None))
    records.append((_visit_record(fetched, filed, warcinfo), None))
    return records


def document_records(
    payload: bytes, *, name: str, media_type: str, at: datetime, warcinfo: str, cited_at: datetime | None = None
) -> tuple[Record, Record]:
    """A citing document's file, and the facts that its record does not say."""
    uri = document_uri(name)
    about: Fields = [("WARC-Warcinfo-ID", urn(warcinfo))]
    resource = new_record(
        "resource",
        at=at,
        content_type=media_type if _is_plain(media_type) else "application/octet-stream",
        block=payload,
        fields=[*about, ("WARC-Target-URI", uri), ("WARC-Payload-Digest", payload_digest(payload))],
    )
    block = facts.write_document(name=name, media_type=media_type, at=at, cited_at=cited_at, resource=resource.id)
    fields = [*about, ("WARC-Target-URI", facts_uri(uri)), ("WARC-Concurrent-To", urn(resource.id))]
    return resource, new_record("metadata", at=at, content_type=_JSON, block=block, fields=fields)


def overrule_record(overrule: Overrule, *, key: str, url: str, withdrawn_at: datetime | None, warcinfo: str) -> Record:
    """A person's word on a source, or where `withdrawn_at` is given its end."""
    block = facts.write_overrule(key, url, overrule, withdrawn_at=withdrawn_at)
    fields: Fields = [("WARC-Warcinfo-ID", urn(warcinfo)), ("WARC-Target-URI", facts_uri(header_uri(url)))]
    return new_record("metadata", at=withdrawn_at or overrule.at, content_type=_JSON, block=block, fields=fields)


def document_uri(name: str) -> str:
    """The target URI of a document: its address, or a urn made of its path."""
    return header_uri(name) if is_web(name) else "urn:citewatch:document:" + quote(name, errors="surrogateescape")


def facts_uri(uri: str) -> str:
    """The target URI of a metadata record: never the address itself, since replay tools would show it as the page."""
    return "urn:citewatch:facts:" + uri


def capture_of(exchange: Exchange, record: Record, *, hop: int, place: Place) -> Capture:
    """The capture that the exchange's response or revisit record is."""
    return Capture(
        id=record.id,
        url=exchange.url,
        at=exchange.at,
        warc=place.warc,
        offset=place.offset,
        length=place.length,
        payload_digest=told_digest(record),
        status=exchange.status or 0,
        media_type=media_type(exchange.header("content-type")),
        hop=hop,
        truncated=exchange.truncated,
        refers_to=bare_id(record.header("WARC-Refers-To")),
    )


def unrevisited(record: Record, payload: bytes) -> bytes:
    """The response bytes of an identical-payload revisit, given the payload it refers to.

    The payload's chunk framing is the one thing that a revisit does not keep: such a body comes back in one chunk.
    """
    if read_response(record.block).chunked:
        return record.block + b"%x\r\n%b\r\n0\r\n\r\n" % (len(payload), payload)
    return record.block + payload


def _exchange_fields(exchange: Exchange) -> Fields:
    fields: Fields = [("WARC-Target-URI", header_uri(exchange.url)), ("WARC-IP-Address", exchange.address)]
    if exchange.tls is not None:
        fields += [("WARC-Protocol", "tls/" + exchange.tls.version.removeprefix("TLSv"))]
    return fields


def _new_ids(exchange: Exchange, message: Message) -> Filed:
    told = (exchange.status, exchange.headers, exchange.payload)
    return Filed(
        request=new_id() if exchange.request else None,
        response=new_id() if exchange.response else None,
        as_read=told == (message.status, message.headers, message.payload),
    )


def _response_record(
    exchange: Exchange, message: Message, known: KnownPage | None, ids: Filed, common: Fields
) -> Record:
    fields = [*common, ("WARC-Truncated", exchange.truncated)]
    if ids.request:
        fields.append(("WARC-Concurrent-To", urn(ids.request)))
    digest = None if message.status is None else payload_digest(message.payload)
    profile = _profile(exchange, message, ids, digest, known) if known else None
    block = exchange.response[: message.body] if profile == IDENTICAL else exchange.response
    if profile and known:
        fields += _revisit_fields(profile, known)
        digest = known.payload_digest
    return new_record(
        "revisit" if profile else "response",
        at=exchange.at,
        content_type=_RESPONSE,
        block=block,
        fields=[*fields, ("WARC-Payload-Digest", digest)],
        record_id=ids.response,
    )


def _revisit_fields(profile: str, known: KnownPage) -> Fields:
    return [
        ("WARC-Profile", profile),
        ("WARC-Refers-To", urn(known.capture)),
        ("WARC-Refers-To-Target-URI", header_uri(known.url)),
        ("WARC-Refers-To-Date", format_date(known.at)),
    ]


def _profile(exchange: Exchange, message: Message, ids: Filed, digest: str | None, known: KnownPage) -> str | None:
    """The revisit profile (WARC 1.1 section 6.7) that may stand for the response without losing a byte of it."""
    if exchange.truncated or exchange.status is None:
        return None
    if exchange.status == 304:
        return NOT_MODIFIED
    if not 200 <= exchange.status < 300 or not exchange.payload or digest != known.payload_digest:
        return None
    kept = message.chunked or exchange.response[message.body :] == exchange.payload
    return IDENTICAL if ids.as_read and kept else None


def _request_record(exchange: Exchange, ids: Filed, common: Fields) -> Record:
    fields = list(common)
    if ids.response:
        fields.append(("WARC-Concurrent-To", urn(ids.response)))
    return new_record(
        "request",
        at=exchange.at,
        content_type=_REQUEST,
        block=exchange.request,
        fields=fields,
        record_id=ids.request,
    )


def _visit_record(fetched: Fetched, filed: list[Filed], warcinfo: str) -> Record:
    uri = facts_uri(header_uri(fetched.target.url))
    fields: Fields = [("WARC-Warcinfo-ID", urn(warcinfo)), ("WARC-Target-URI", uri)]
    fields += [("WARC-Concurrent-To", urn(response)) for response in _responses(filed)]
    block = facts.write_visit(fetched, filed)
    return new_record("metadata", at=fetched.at, content_type=_JSON, block=block, fields=fields)


def _responses(filed: Iterable[Filed]) -> list[str]:
    return [ids.response for ids in filed if ids.response]


def _is_plain(media: str) -> bool:
    return media.isascii() and media.isprintable() and media_type(media) != ""
