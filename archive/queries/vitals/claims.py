"""How many claims are in which state, counted in the database as far as nobody spoke on them."""

from collections import Counter

from sqlalchemy import Connection, case, func, select
from sqlalchemy.orm import aliased

from archive.domain.grounds import BEST_FIRST, rank
from archive.domain.support import SupportState
from archive.queries.claims import Wanted, listing
from archive.queries.claims.statements import newest_editions
from archive.queries.scopes import EVERYTHING, AnySelect, Scope
from archive.store.tables import (
    ClaimReferenceRow,
    ClaimRow,
    EditionRow,
    OverruleRow,
    PageRow,
    ReferenceRow,
    SupportRow,
)

_UNKNOWN = rank(SupportState.UNVERIFIABLE)


def by_state(connection: Connection) -> dict[str, int]:
    """The claims of newest editions by state, as `citewatch claims` tells them; every state is there.

    A word of a person counts as long as the source says what it said then, which is found out claim by claim: so is
    every claim of a document somebody spoke on.
    """
    spoken = set(connection.execute(_documents_spoken_on()).scalars())
    found = Counter({BEST_FIRST[row.best]: row.claims for row in connection.execute(_counts(spoken))})
    for document in spoken:
        found.update(line.state for line in listing(connection, Wanted(scope=Scope(document=document))))
    return {str(state): found[state] for state in SupportState}


def _counts(besides: set[int]) -> AnySelect:
    """Claims by the rank of the best state that a source of theirs gives them; not those of these documents."""
    editions = newest_editions(EVERYTHING).with_only_columns(EditionRow.id).order_by(None)
    states = {state: place for place, state in enumerate(BEST_FIRST)}
    best = func.min(func.coalesce(case(states, value=SupportRow.state), _UNKNOWN)).label("best")
    claims = (
        select(ClaimRow.id, best)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
        .join(ClaimReferenceRow, ClaimReferenceRow.claim_id == ClaimRow.id, isouter=True)
        .join(ReferenceRow, ReferenceRow.id == ClaimReferenceRow.reference_id, isouter=True)
        .join(PageRow, PageRow.source_id == ReferenceRow.source_id, isouter=True)
        .join(
            SupportRow,
            (SupportRow.claim_id == ClaimRow.id) & (SupportRow.snapshot_id == PageRow.snapshot_id),
            isouter=True,
        )
        .where(EditionRow.id.in_(editions), EditionRow.document_id.not_in(besides))
        .group_by(ClaimRow.id)
        .subquery()
    )
    return select(claims.c.best, func.count().label("claims")).group_by(claims.c.best)


def _documents_spoken_on() -> AnySelect:
    cited = aliased(ReferenceRow)
    return (
        select(EditionRow.document_id)
        .join(cited, cited.edition_id == EditionRow.id)
        .join(OverruleRow, OverruleRow.source_id == cited.source_id)
        .where(OverruleRow.what == "support", OverruleRow.withdrawn_at.is_(None))
        .distinct()
    )
