"""What the WARC records themselves do not say, as JSON: enough to make the database again from the WARCs alone."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from archive.domain.captures import Exchange, TlsFacts
from archive.domain.mementos import Memento
from archive.domain.messages import read_response
from archive.domain.overrules import Overrule
from archive.domain.visits import CopyOf, Failure, Fetched, Target
from archive.store.warc.records import format_date, parse_date

VISIT = "citewatch/visit/1"
DOCUMENT = "citewatch/document/1"
OVERRULE = "citewatch/overrule/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """The ids of an exchange's records: None for a request or response of which nothing was sent.

    `as_read` says that status, headers and payload are what `read_response` makes of the response bytes.
    """

    request: str | None
    response: str | None
    as_read: bool = True


def write_visit(fetched: Fetched, filed: list[Filed]) -> bytes:
    """The facts of a visit whose exchanges were filed under these ids, in the same order."""
    failure = fetched.failure
    # Only said where it is so: a record of before probes and copies is still a record of a source's visit.
    probe = {"probe": True} if fetched.target.probe else {}
    copy = {} if fetched.target.copy is None else {"copy": _copy_facts(fetched.target.copy)}
    return _dump(
        {
            "schema": VISIT,
            **probe,
            **copy,
            "key": fetched.target.key,
            "url": fetched.target.url,
            "run": fetched.target.run,
            "at": format_date(fetched.at),
            "final_url": fetched.final_url,
            "redirects": list(fetched.redirects),
            "failure": None if failure is None else {"kind": failure.kind, "detail": failure.detail},
            "exchanges": [
                _exchange_facts(exchange, ids) for exchange, ids in zip(fetched.exchanges, filed, strict=True)
            ],
        }
    )


def read_visit(facts: dict[str, Any], messages: list[tuple[bytes, bytes]]) -> Fetched:
    """The visit again, from its facts and the request and response bytes of each of its exchanges."""
    pairs = zip(facts["exchanges"], messages, strict=True)
    return Fetched(
        target=_target(facts),
        at=parse_date(facts["at"]),
        exchanges=tuple(_exchange(one, request, response) for one, (request, response) in pairs),
        final_url=facts["final_url"],
        redirects=tuple(facts["redirects"]),
        failure=None if facts["failure"] is None else Failure(**facts["failure"]),
    )


def filed_ids(facts: dict[str, Any]) -> list[Filed]:
    """Under which ids each exchange was filed."""
    return [Filed(request=one["request"], response=one["response"]) for one in facts.get("exchanges", ())]


def write_document(*, name: str, media_type: str, at: datetime, cited_at: datetime | None, resource: str) -> bytes:
    """The facts of a citing document whose file is the record `resource`; `cited_at` is what a person said of it."""
    told = {"schema": DOCUMENT, "name": name, "media_type": media_type, "at": format_date(at), "resource": resource}
    return _dump(told if cited_at is None else told | {"cited_at": format_date(cited_at)})


def write_overrule(key: str, url: str, overrule: Overrule, *, withdrawn_at: datetime | None) -> bytes:
    """The facts of a person's word on the source of this key and address, or of its end."""
    told = asdict(overrule) | {"at": format_date(overrule.at)}
    end = None if withdrawn_at is None else format_date(withdrawn_at)
    return _dump({"schema": OVERRULE, "key": key, "url": url, "overrule": told, "withdrawn_at": end})


def read_overrule(facts: dict[str, Any]) -> tuple[Overrule, datetime | None]:
    """A person's word again, and when it ended."""
    told, end = facts["overrule"], facts["withdrawn_at"]
    return Overrule(**(told | {"at": parse_date(told["at"])})), None if end is None else parse_date(end)


def load(block: bytes) -> dict[str, Any]:
    """The facts in a metadata record's block; {} where they are not ours."""
    try:
        facts = json.loads(block)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) and facts.get("schema") in (VISIT, DOCUMENT, OVERRULE) else {}


def _dump(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, separators=(",", ":")).encode("ascii")


def _target(facts: dict[str, Any]) -> Target:
    copy = facts.get("copy")
    return Target(
        key=facts["key"],
        url=facts["url"],
        run=facts["run"],
        probe=facts.get("probe", False),
        copy=None if copy is None else _copy(copy),
    )


def _copy_facts(copy: CopyOf) -> dict[str, Any]:
    memento = asdict(copy.memento) | {"at": format_date(copy.memento.at)}
    return {"key": copy.key, "url": copy.url, "memento": memento}


def _copy(facts: dict[str, Any]) -> CopyOf:
    memento = facts["memento"]
    return CopyOf(key=facts["key"], url=facts["url"], memento=Memento(**(memento | {"at": parse_date(memento["at"])})))


def _exchange_facts(exchange: Exchange, ids: Filed) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "url": exchange.url,
        "at": format_date(exchange.at),
        "elapsed": exchange.elapsed,
        "address": exchange.address,
        "request": ids.request,
        "response": ids.response,
        "truncated": exchange.truncated,
        "tls": None if exchange.tls is None else _tls_facts(exchange.tls),
    }
    if not ids.as_read:
        payload = b64encode(exchange.payload).decode("ascii")
        facts["read"] = {"status": exchange.status, "headers": list(exchange.headers), "payload": payload}
    return facts


def _exchange(facts: dict[str, Any], request: bytes, response: bytes) -> Exchange:
    status, headers, payload = _as_read(facts.get("read"), response)
    return Exchange(
        url=facts["url"],
        at=parse_date(facts["at"]),
        elapsed=facts["elapsed"],
        address=facts["address"],
        request=request,
        response=response,
        status=status,
        headers=headers,
        payload=payload,
        truncated=facts["truncated"],
        tls=None if facts["tls"] is None else _tls(facts["tls"]),
    )


def _as_read(told: dict[str, Any] | None, response: bytes) -> tuple[int | None, tuple[tuple[str, str], ...], bytes]:
    if told is None:
        message = read_response(response)
        return message.status, message.headers, message.payload
    return told["status"], tuple((name, value) for name, value in told["headers"]), b64decode(told["payload"])


def _tls_facts(tls: TlsFacts) -> dict[str, Any]:
    dates = {"not_before": tls.not_before, "not_after": tls.not_after}
    return asdict(tls) | {name: None if at is None else format_date(at) for name, at in dates.items()}


def _tls(facts: dict[str, Any]) -> TlsFacts:
    dates = {name: facts[name] and parse_date(facts[name]) for name in ("not_before", "not_after")}
    return TlsFacts(**(facts | dates))
