"""One attempt to fetch a source: what is known before it, and what it brought."""

from dataclasses import dataclass
from datetime import datetime

from archive.domain.captures import Capture, Exchange, Truncation
from archive.domain.changes import Change
from archive.domain.mementos import Memento
from archive.domain.overrules import Overrule
from archive.domain.readings import Body, Reading
from archive.domain.recrawl.learning import Pace
from archive.domain.standings import Health
from archive.domain.verdicts import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional request may send, and the final URL that it is good for (RFC 9110 section 13)."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """The last good page of a source, against which the next visit is compared.

    `capture` is the id of the capture that holds the payload, captured from `url` at `at`; `payload_digest` is
    of the payload as sent, `body_digest` ("sha256:" + hex) of the body after its content coding; `text_digest`
    ("sha256:" + hex) is the reading's, read by `extractor`. `snapshot` is the current snapshot's number.
    """

    capture: str
    url: str
    at: datetime
    payload_digest: str
    body_digest: str
    text_digest: str
    extractor: str
    snapshot: int
    validators: Validators | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """Which source (its key, its address as cited) an archived copy is of, and which copy it is."""

    key: str
    url: str
    memento: Memento


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A source as handed to a crawl: `key` is its canonical URL, `url` the address as cited.

    `run` is the id of the run that leased it; `known` is None before the first good page. A `probe` is no cited
    source but a random address of a host, asked for to see what the host answers where nothing can be. Nor is a
    copy that another archive holds, fetched as a target of its own: `copy` says what it is of.
    """

    key: str
    url: str
    run: str
    known: KnownPage | None = None
    probe: bool = False
    copy: CopyOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no whole response. `kind` is one of FAILURES; `detail` says it in words for people."""

    kind: str
    detail: str


FAILURES = {
    "dns-gone": "the name does not exist",
    "dns-temporary": "the name could not be resolved just now",
    "refused": "the connection was refused, or no route leads there",
    "timeout": "no complete answer came in time",
    "reset": "the connection broke before a complete answer",
    "tls-failed": "no TLS connection could be made",
    "bad-response": "the answer was not HTTP",
    "truncated": "the body ended before its announced end",
    "too-large": "the body is larger than the limit",
    "robots": "robots.txt does not allow this address",
    "address-refused": "the address leads into a private network or is not allowed",
    "redirect-loop": "too many redirects",
    "unsupported-url": "the address is not one that can be fetched",
    "error": "the fetch failed for another reason",
}
"""Every kind of failure, with its meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one visit brought: every exchange in the order made (redirect hops and retries too), and how it ended.

    `at` is when the visit began; `final_url` is the last address asked for; `redirects` are the addresses
    that led there, first to last, without the final one. `failure` is None when the last exchange is whole. A visit
    refused before any connection has no exchange.
    """

    target: Target
    at: datetime
    exchanges: tuple[Exchange, ...]
    final_url: str
    redirects: tuple[str, ...] = ()
    failure: Failure | None = None

    @property
    def last(self) -> Exchange | None:
        """The exchange that answers for the visit: that of the final URL, where it brought a status.

        A redirect whose target could not be asked is no answer, though it is the last exchange. A page is one, though
        an attempt to go where it sends its readers followed and failed.
        """
        tried = reversed(self.exchanges) if self.failure is None else self.exchanges[-1:]
        return next((each for each in tried if each.url == self.final_url and each.status is not None), None)

    @property
    def truncated(self) -> Truncation | None:
        """Why the answering response is not whole, or None."""
        return self.last.truncated if self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A visit whose exchanges are filed as evidence; `captures` are those that have a response, in order."""

    fetched: Fetched
    captures: tuple[Capture, ...]

    @property
    def answer(self) -> Capture | None:
        """The capture of the exchange that answers for the visit, if it has one."""
        return self.captures[-1] if self.captures and self.fetched.last is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A captured visit and what its answer said; `body` is None where the answer has no body to read.

    `before` is what the known page says, read anew by today's extractor, where another had read it.
    """

    captured: Captured
    body: Body | None
    before: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the record knows of a source when a visit to it is assessed.

    `page` is its last good page, `reading` what the current snapshot says (given where the visit brought a
    reading); `shown_before` is the number of an earlier snapshot, not the current one, that said the very same as
    the visit's reading. `sibling` is what the host answered for an address that cannot exist, where it was asked
    and answered with a page. `pace` is what its visits taught of how it changes, `shares` what those of its host's
    sources did, where it has many; `claims` is how many rest on it.
    """

    page: KnownPage | None = None
    reading: Reading | None = None
    shown_before: int | None = None
    health: Health | None = None
    overrules: tuple[Overrule, ...] = ()
    sibling: Reading | None = None
    pace: Pace | None = None
    shares: tuple[float, ...] | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPage:
    """The page that a good visit showed, as the record keeps it.

    `capture` is the id of the capture that holds the payload (the answering capture, or the one that a revisit refers
    to). `reading` is given where the page says something new, else None and the last_seen of a snapshot moves: of
    number `shows`, which becomes the current one again, or of the current one where that is None.
    `change` is given with a new reading where there was a snapshot before. `body_digest` and `validators`
    are what the next visit is compared with; None keeps what is known, but a new body without validators
    ends those of the body before.
    """

    capture: str
    reading: Reading | None
    change: Change | None
    body_digest: str | None
    validators: Validators | None
    shows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one visit came to, ready to be saved in one transaction.

    `page` is None for a visit that showed no page of the source itself: it is evidence, never a version. `health`
    is how the source stands after the visit, `pace` how it changes, where the visit taught something of that. `due_why`
    says why it is due at `next_due`, and `pull` what it asks for of a budget. `refused` says why an archived copy is of
    no use, None for one that is of use and for what is no copy.
    """

    target: Target
    at: datetime
    final_url: str
    redirects: tuple[str, ...]
    status: int | None
    failure: Failure | None
    captures: tuple[Capture, ...]
    judgement: Judgement
    page: GoodPage | None
    next_due: datetime
    health: Health | None = None
    refused: str | None = None
    pace: Pace | None = None
    due_why: str | None = None
    pull: float | None = None
