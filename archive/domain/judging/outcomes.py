"""What the connection, the status, the certificate and the lack of words say by themselves."""

from archive.domain.judging.cases import Case
from archive.domain.judging.quality import judged
from archive.domain.verdicts import Judgement, Reason, Verdict

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
_UNSEEN = "citewatch: no words, no version"


def of_status(status: int) -> Verdict:
    """The verdict that an HTTP status alone speaks for; 2xx and 304 are ok, but for a part (206) nobody asked for."""
    if status in _STATUSES:
        return _STATUSES[status]
    if 200 <= status < 300 or status == 304:
        return Verdict.OK
    if status >= 500:
        return Verdict.SERVER_ERROR
    return Verdict.CLIENT_ERROR if status >= 400 else Verdict.BAD_RESPONSE


def failure(case: Case) -> Judgement | None:
    """The connection's own outcome, where there is no whole answer."""
    failed = case.fetched.failure
    if failed is None:
        return None
    reason = Reason(sign=failed.kind, seen=failed.detail, rule="the connection's own outcome")
    return judged(case, _FAILURES[failed.kind], reason, quality=0.3 if failed.kind == "truncated" else 0.0)


def no_answer(case: Case) -> Judgement | None:
    """An error of ours: a visit without a failure has an answer."""
    if case.status:
        return None
    return judged(case, Verdict.ERROR, Reason(sign="no-answer", seen="no response was recorded", rule="citewatch"))


def status(case: Case) -> Judgement | None:
    """What the status says, where it is not that all is well."""
    verdict = of_status(case.status)
    if verdict is Verdict.OK:
        return None
    reason = Reason(sign=f"status-{case.status}", seen="status line", rule="RFC 9110 section 15")
    return judged(case, verdict, reason, quality=1.0 if case.status in (401, 402, 407) else None)


def unread(case: Case) -> Judgement | None:
    """An answer with nothing to read, or that could not be read."""
    body = case.body
    if body is None:
        return judged(case, Verdict.UNREAD, Reason(sign="empty", seen="the answer has no body", rule=_UNSEEN))
    if body.same_body:
        return None
    if body.unread is not None:
        verdict = Verdict.UNSUPPORTED if body.unread.startswith("unsupported") else Verdict.UNREAD
        return judged(case, verdict, Reason(sign="unread", seen=body.unread, rule=_UNSEEN))
    if body.reading is None or not body.reading.text.strip():
        return judged(case, Verdict.UNREAD, Reason(sign="no-text", seen="no text on the page", rule=_UNSEEN))
    return None


def certificate(case: Case) -> Judgement | None:
    """A certificate that does not verify: the page is kept, and the flaw told."""
    tls = case.answer.tls if case.answer else None
    if tls is None or tls.problem is None:
        return None
    verdict = Verdict.TLS_EXPIRED if tls.problem == "expired" else Verdict.TLS_INVALID
    seen = f"certificate of {tls.subject or 'the server'}, by {tls.issuer or 'an unnamed issuer'}"
    return judged(case, verdict, Reason(sign=f"tls-{tls.problem}", seen=seen, rule="RFC 5280 section 6, RFC 9525"))
