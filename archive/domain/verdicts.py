"""What one visit showed, and the reasons for saying so."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """One look at a source. It says nothing of the source's standing, which needs evidence over time."""

    OK = "ok"
    SOFT_404 = "soft-404"
    NOT_FOUND = "not-found"
    GONE = "gone"
    BOT_WALL = "bot-wall"
    PAYWALL = "paywall"
    LOGIN_WALL = "login-wall"
    CONSENT_WALL = "consent-wall"
    PARKED = "parked"
    HOME_REDIRECT = "home-redirect"
    MOVED = "moved"
    JS_SHELL = "js-shell"
    FORBIDDEN = "forbidden"
    CLIENT_ERROR = "client-error"
    RATE_LIMITED = "rate-limited"
    SERVER_ERROR = "server-error"
    DNS_GONE = "dns-gone"
    DNS_TEMPORARY = "dns-temporary"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    RESET = "reset"
    TLS_EXPIRED = "tls-expired"
    TLS_INVALID = "tls-invalid"
    TLS_FAILED = "tls-failed"
    BAD_RESPONSE = "bad-response"
    ROBOTS = "robots"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    UNSUPPORTED = "unsupported"
    ADDRESS_REFUSED = "address-refused"
    REDIRECT_LOOP = "redirect-loop"
    UNREAD = "unread"
    ERROR = "error"


PAGES = frozenset({Verdict.OK, Verdict.MOVED, Verdict.TLS_EXPIRED, Verdict.TLS_INVALID})
"""Verdicts whose capture can show the source itself."""

QUALITY_BAR = 0.5
"""The quality from which such a capture may become a snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a verdict was given: the sign, what was seen and where, and whose rule it is."""

    sign: str
    seen: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with its reasons.

    `quality` in 0..1 says how far the capture is the source's own answer, good or bad: 1 for its page and for its own
    404, 0 for what something in between said instead (after EDGI's capture quality). `probe` says that the signs are
    weak: what the host answers for an address that cannot exist would settle it. `address` is where the source lives
    now, for one that moved.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    quality: float
    probe: bool = False
    address: str | None = None

    @property
    def shows_page(self) -> bool:
        """Whether the capture shows the source well enough to become a version."""
        return self.verdict in PAGES and self.quality >= QUALITY_BAR
