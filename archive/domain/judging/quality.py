"""How far an answer is the source's own: what its headers say of who wrote it (after EDGI's capture quality)."""

import re

from archive.domain.judging.cases import Case
from archive.domain.verdicts import Judgement, Reason, Verdict

SHORT = 2048
"""Bytes below which an answer is what machines on the way say, not what a site says."""

_OWN = {
    Verdict.OK: 1.0,
    Verdict.NOT_FOUND: 1.0,
    Verdict.GONE: 1.0,
    Verdict.FORBIDDEN: 1.0,
    Verdict.CLIENT_ERROR: 1.0,
    Verdict.SERVER_ERROR: 1.0,
    Verdict.RATE_LIMITED: 1.0,
    Verdict.UNREAD: 1.0,
    Verdict.UNSUPPORTED: 1.0,
    Verdict.SOFT_404: 0.9,
    Verdict.MOVED: 0.9,
    Verdict.TLS_EXPIRED: 0.8,
    Verdict.TLS_INVALID: 0.8,
    Verdict.PAYWALL: 0.4,
    Verdict.HOME_REDIRECT: 0.4,
    Verdict.TRUNCATED: 0.3,
    Verdict.LOGIN_WALL: 0.2,
    Verdict.CONSENT_WALL: 0.2,
    Verdict.JS_SHELL: 0.2,
}
_RULE = "EDGI web-monitoring-db estimate_quality!"
_NO_ORIGIN = re.compile(r"origin\s*;\s*dur=0(\D|$)", re.IGNORECASE)
_CF_NO_ORIGIN = re.compile(r"cforigin\s*;\s*dur=0(\D|$)", re.IGNORECASE)


def judged(
    case: Case,
    verdict: Verdict,
    *reasons: Reason,
    quality: float | None = None,
    probe: bool = False,
    address: str | None = None,
) -> Judgement:
    """The judgement of a case: of two qualities, that of its headers counts where it is doubtful."""
    between = said_between(case)
    if between is not None:
        quality, seen = between
        reasons = (*reasons, seen) if reasons else reasons
    elif quality is None:
        quality = _OWN.get(verdict, 0.0)
    return Judgement(verdict=verdict, reasons=reasons, quality=quality, probe=probe, address=address)


def said_between(case: Case) -> tuple[float, Reason] | None:
    """The quality and its reason, where headers say that something in between answered; None for the source itself."""
    if case.answer is None:
        return None
    head = {name.lower(): value for name, value in case.answer.headers}
    server = head.get("server", "").lower()
    size = _size(case)
    short = size is None or size < SHORT
    for found in (
        _load_balancer(case.status, server, head, short=short),
        _akamai(case.status, server, head, short=short),
        _content_network(case, server, head, size),
    ):
        if found:
            quality, seen = found
            return quality, Reason(sign="answered-in-between", seen=seen[:200], rule=_RULE)
    if case.status == 429 and short:
        return 0.1, Reason(sign="answered-in-between", seen="a short answer with status 429", rule=_RULE)
    return None


def _load_balancer(status: int, server: str, head: dict[str, str], *, short: bool) -> tuple[float, str] | None:
    if not server.startswith("awselb/"):
        return None
    if "x-amzn-waf-action" in head or status == 429:
        return 0.0, f"server: {server} with status {status}"
    if status < 400 and short:
        return 0.0, f"a short page of server: {server} itself, with status {status}"
    if not short or "html" not in head.get("content-type", "html"):
        return None
    return (0.1 if status == 403 else 0.5), f"a short page of server: {server} with status {status}"


def _akamai(status: int, server: str, head: dict[str, str], *, short: bool) -> tuple[float, str] | None:
    if server.startswith("akamaighost") and status >= 400 and short:
        return 0.0, f"a short answer of server: {server} with status {status}"
    timing = head.get("server-timing", "")
    at_the_edge = all(part in timing for part in ("ak_p", "cdn-cache", "edge"))
    if status >= 400 and short and at_the_edge and ("origin" not in timing or _NO_ORIGIN.search(timing)):
        return 0.25, f"server-timing without an origin: {timing}"
    return None


def _content_network(case: Case, server: str, head: dict[str, str], size: int | None) -> tuple[float, str] | None:
    status = case.status
    if server == "cloudfront" and "error from cloudfront" in head.get("x-cache", "").lower() and status >= 400:
        return (0.0, "x-cache: Error from cloudfront") if status != 404 else None
    if server == "cloudflare" and 400 <= status < 500 and (size is None or size < 8192):
        timing = head.get("server-timing", "")
        if "cloudflare" in case.title.lower() or (_CF_NO_ORIGIN.search(timing) and "cfedge" in timing.lower()):
            return 0.1, f"a short answer of Cloudflare's own with status {status}"
    return None


def _size(case: Case) -> int | None:
    """Bytes of the body, as said where it is missing; None where nothing tells."""
    if case.body is not None and case.body.size:
        return case.body.size
    if case.answer is None:
        return None
    if case.answer.payload:
        return len(case.answer.payload)
    said = case.answer.header("content-length") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 12 else None
