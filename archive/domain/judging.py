"""From what a visit brought to its verdict."""

from collections.abc import Sequence

from archive.domain.captures import TlsFacts
from archive.domain.readings import Body, Reading
from archive.domain.signs import Evidence, Sign, first_seen
from archive.domain.verdicts import Judgement, Reason, Verdict
from archive.domain.visits import Failure, Fetched

_FAILURES = {
    "dns-gone": Verdict.DNS_GONE,
    "dns-temporary": Verdict.DNS_TEMPORARY,
    "refused": Verdict.REFUSED,
    "timeout": Verdict.TIMEOUT,
    "reset": Verdict.RESET,
    "tls-failed": Verdict.TLS_FAILED,
    "bad-response": Verdict.BAD_RESPONSE,
    "truncated": Verdict.TRUNCATED,
    "too-large": Verdict.TOO_LARGE,
    "robots": Verdict.ROBOTS,
    "address-refused": Verdict.ADDRESS_REFUSED,
    "redirect-loop": Verdict.REDIRECT_LOOP,
    "unsupported-url": Verdict.UNSUPPORTED,
    "error": Verdict.ERROR,
}

_STATUSES = {
    206: Verdict.TRUNCATED,
    401: Verdict.LOGIN_WALL,
    402: Verdict.PAYWALL,
    403: Verdict.FORBIDDEN,
    404: Verdict.NOT_FOUND,
    407: Verdict.LOGIN_WALL,
    410: Verdict.GONE,
    429: Verdict.RATE_LIMITED,
}

_QUALITY = {Verdict.OK: 1.0, Verdict.TLS_EXPIRED: 0.8, Verdict.TLS_INVALID: 0.8, Verdict.TRUNCATED: 0.3}


def judge(
    fetched: Fetched,
    body: Body | None,
    signs: Sequence[Sign],
    *,
    before: Reading | None = None,  # noqa: ARG001 - what the source said before, by which look-alikes are told
    sibling: Reading | None = None,  # noqa: ARG001 - what the host says where nothing can be
) -> Judgement:
    """What the visit showed: failures first, then the signs of walls and missing pages, then the status, then
    what could be read, then the certificate. Extraction comes before this, since titles are signs."""
    if fetched.failure is not None:
        return _judgement(_FAILURES[fetched.failure.kind], _failed(fetched.failure))
    answer = fetched.last
    if answer is None or answer.status is None:
        return _judgement(Verdict.ERROR, Reason(sign="no-answer", seen="no response was recorded", rule="citewatch"))
    evidence = Evidence(status=answer.status, headers=answer.headers, title=_title(body))
    sign = first_seen(signs, evidence)
    if sign is not None:
        return _judgement(*sign)
    verdict = of_status(answer.status)
    if verdict is not Verdict.OK:
        return _judgement(
            verdict, Reason(sign=f"status-{answer.status}", seen="status line", rule="RFC 9110 section 15")
        )
    return _unread(body) or _certificate(answer.tls) or _judgement(Verdict.OK)


def of_status(status: int) -> Verdict:
    """The verdict that an HTTP status alone speaks for; 2xx and 304 are ok, but for a part (206) nobody asked for."""
    if status in _STATUSES:
        return _STATUSES[status]
    if 200 <= status < 300 or status == 304:
        return Verdict.OK
    if status >= 500:
        return Verdict.SERVER_ERROR
    return Verdict.CLIENT_ERROR if status >= 400 else Verdict.BAD_RESPONSE


def _failed(failure: Failure) -> Reason:
    return Reason(sign=failure.kind, seen=failure.detail, rule="the connection's own outcome")


def _title(body: Body | None) -> str | None:
    return body.reading.title if body and body.reading else None


def _unread(body: Body | None) -> Judgement | None:
    if body is None:
        seen = "the answer has no body"
        return _judgement(Verdict.UNREAD, Reason(sign="empty", seen=seen, rule="citewatch: no words, no version"))
    if body.same_body:
        return None
    if body.unread is not None:
        verdict = Verdict.UNSUPPORTED if body.unread.startswith("unsupported") else Verdict.UNREAD
        return _judgement(verdict, Reason(sign="unread", seen=body.unread, rule="citewatch: no words, no version"))
    if body.reading is None or not body.reading.text.strip():
        seen = "no text on the page"
        return _judgement(Verdict.UNREAD, Reason(sign="no-text", seen=seen, rule="citewatch: no words, no version"))
    return None


def _certificate(tls: TlsFacts | None) -> Judgement | None:
    if tls is None or tls.problem is None:
        return None
    verdict = Verdict.TLS_EXPIRED if tls.problem == "expired" else Verdict.TLS_INVALID
    seen = f"certificate of {tls.subject or 'the server'}, by {tls.issuer or 'an unnamed issuer'}"
    return _judgement(verdict, Reason(sign=f"tls-{tls.problem}", seen=seen, rule="RFC 5280 section 6, RFC 9525"))


def _judgement(verdict: Verdict, *reasons: Reason) -> Judgement:
    return Judgement(verdict=verdict, reasons=reasons, quality=_QUALITY.get(verdict, 0.0))
