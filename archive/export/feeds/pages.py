"""A page of a feed as values: its entries, and where it and its neighbours stand (RFC 5005 section 3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

from archive.export.feeds.identities import entry_id, feed_id
from archive.queries import feeds
from archive.queries.events import Wanted
from archive.queries.feeds import FeedEvent, Subject
from archive.store.database import Transaction

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed last that is about nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the pages of a feed stand: a file `name`, in the folder of the address `base` ("": unknown)."""

    name: str = "feed.atom"
    base: str = ""

    def file_name(self, page: int) -> str:
        """The file of a page: feed.atom, feed-2.atom, feed-3.atom …"""
        if page == 1:
            return self.name
        path = PurePosixPath(self.name)
        return f"{path.stem}-{page}{path.suffix}"

    def address(self, page: int) -> str:
        """The address of a page: whole where the base is known, else relative to the other pages."""
        folder = f"{self.base.rstrip('/')}/" if self.base else ""
        return urljoin(folder, quote(self.file_name(page))) if folder else quote(self.file_name(page))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a feed is cut: so many `entries` a page, and so many `pages` at most; what is older is left out."""

    entries: int = 50
    pages: int = 20

    @property
    def most(self) -> int:
        """How many entries the feed has at most."""
        return self.entries * self.pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One page of a feed, the first being 1 and the newest; `entries` are known by their ids, newest first.

    `updated` is when the feed as a whole changed last.
    """

    id: str
    subject: Subject
    updated: datetime
    page: int
    pages: int
    entries: dict[str, FeedEvent]


def feed_page(connection: Transaction, subject: Subject, wanted: Wanted, *, page: int, cut: Cut) -> Feed:
    """The page of this number, empty where the feed has not so many."""
    least = wanted.least
    wanted = replace(wanted, scope=subject.scope)
    pages = max(1, -(-feeds.count(connection, wanted, most=cut.most) // cut.entries))
    events = feeds.page(connection, wanted, offset=(page - 1) * cut.entries, limit=cut.entries) if page <= pages else []
    newest = events if page == 1 else feeds.page(connection, wanted, offset=0, limit=1)
    return Feed(
        id=feed_id(subject, least=least),
        subject=subject,
        updated=newest[0].at if newest else subject.since or NEVER,
        page=page,
        pages=pages,
        entries=_entries(events),
    )


def _entries(events: Iterable[FeedEvent]) -> dict[str, FeedEvent]:
    """The events by their entries' ids; those that are alike are one."""
    found: dict[str, FeedEvent] = {}
    for event in events:
        found.setdefault(entry_id(event), event)
    return found
