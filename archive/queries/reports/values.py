"""What a report tells: a document, its claims with their sources, and its references."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.domain.advice import Advice, Outlook, Search, urgency_rank
from archive.domain.drift import Drift
from archive.domain.overrules import Overrule
from archive.domain.support import SupportState
from archive.queries.claims import CopyLine, PassageLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The newest snapshot before the current one that carried a claim: its number, when it was seen last, and where."""

    snapshot: int
    last_seen: datetime
    passage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What one source makes of a claim; most fields are those of `archive.queries.claims.SupportLine`.

    `state` is None where the claim was not weighed yet. `earlier` is given where the current snapshot does not carry
    the claim and an earlier one did. `language` is that of the page.
    """

    references: tuple[str, ...]
    url: str
    standing: str | None
    outlook: Outlook
    state: SupportState | None
    score: float
    why: str
    snapshot: int | None
    at: datetime | None
    passage: PassageLine | None
    language: str | None
    missing: tuple[str, ...]
    was: str | None
    became: str | None
    atoms: tuple[dict[str, Any], ...]
    drift: Drift
    earlier: Earlier | None
    copy: CopyLine | None
    word: Overrule | None
    holds: bool
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReport:
    """A citing sentence, the `number`th of its document, and how it fares; `references` are the labels that it cites.

    `advice` is the most urgent one of its sources.
    """

    number: int
    text: str
    references: tuple[str, ...]
    place: str
    ambiguous: bool
    outlook: Outlook
    state: SupportState
    advice: Advice
    sources: tuple[SourceReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReport:
    """A copy in another archive, captured there `at`, and the numbers of the claims that it carries.

    `refused` says why it is of no use, None for one that shows the page.
    """

    archive: str
    at: datetime
    uri: str
    carries: tuple[int, ...]
    refused: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceReport:
    """An entry of the reference list, how its source stands, and what to do about it.

    `url` is as written, `claims` are the numbers of those that name it. `title` and `language` are those of the page,
    which was seen last at `last_seen`. `search` tells how far the search for copies is; `word` is what a person said
    of the standing.
    """

    label: str
    text: str
    url: str | None
    place: str
    claims: tuple[int, ...]
    standing: str | None
    since: datetime | None
    verdict: str | None
    last_visit: datetime | None
    last_seen: datetime | None
    snapshots: int
    title: str | None
    language: str | None
    address: str | None
    copies: tuple[CopyReport, ...]
    search: Search
    word: Overrule | None
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The health of the newest edition of a document; `visited` is when one of its sources was looked at last.

    `outlooks` counts its claims by how they fare, `states` by their best support, `standings` counts its sources.
    """

    document: str
    title: str
    edition: int
    media_type: str
    added: datetime
    visited: datetime | None
    headline: str
    outlooks: dict[str, int]
    states: dict[str, int]
    standings: dict[str, int]
    notes: tuple[str, ...]
    claims: tuple[ClaimReport, ...]
    references: tuple[ReferenceReport, ...]


_SEVERITY = {outlook: severity for severity, outlook in enumerate(Outlook)}


def worst_first(claims: Iterable[ClaimReport]) -> list[ClaimReport]:
    """The claims in the order in which they need care; of those that fare alike, as they stand in the document."""
    return sorted(claims, key=lambda each: (_SEVERITY[each.outlook], urgency_rank(each.advice.urgency), each.number))
