"""Claims and their sources as a table: a line for each claim at each source that it cites."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from archive.domain.drift import Drift
from archive.domain.support import SupportState
from archive.queries.claims.listing import Wanted, listing
from archive.queries.claims.values import ClaimLine, SupportLine
from archive.store.tables import SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """A claim, the `number`th of its document, and what one source makes of it; the fields are those of SupportLine.

    `passage` is its words, `copy` the address of an archived copy that carries the claim, `who` the person whose word
    counts.
    """

    document: str
    number: int
    claim: str
    url: str
    references: tuple[str, ...]
    snapshot: int | None
    at: datetime | None
    state: SupportState
    score: float
    machine: SupportState | None
    who: str | None
    missing: tuple[str, ...]
    was: str | None
    became: str | None
    why: str
    passage: str | None
    drift: Drift
    standing: str | None
    verdict: str | None
    copy: str | None


def pairs(connection: Connection, wanted: Wanted) -> Iterator[PairLine]:
    """The claims that are wanted, source by source; of the source that is asked for alone, where one is."""
    only = connection.execute(select(SourceRow.url).where(SourceRow.id == wanted.scope.source)).scalar()
    for claim in listing(connection, wanted):
        for support in claim.support:
            if only is None or support.url == only:
                yield _pair(claim, support)


def _pair(claim: ClaimLine, support: SupportLine) -> PairLine:
    return PairLine(
        document=claim.document,
        number=claim.number,
        claim=claim.text,
        url=support.url,
        references=support.references,
        snapshot=support.snapshot,
        at=support.at,
        state=support.state,
        score=support.score,
        machine=support.machine,
        who=support.word.who if support.word and support.holds else None,
        missing=support.missing,
        was=support.was,
        became=support.became,
        why=support.why,
        passage=support.passage.text if support.passage else None,
        drift=support.drift,
        standing=support.standing,
        verdict=support.verdict,
        copy=support.copy.uri if support.copy else None,
    )
