"""Supports as the columns of their rows, and the other way."""

from typing import Any

from archive.domain.atoms import AtomKind
from archive.domain.support import Finding, Passage, Support, SupportState
from archive.store.database import AnyRow
from archive.store.tables import SupportRow

SUPPORT_COLUMNS = (
    SupportRow.state,
    SupportRow.score,
    SupportRow.passage_start,
    SupportRow.passage_end,
    SupportRow.details,
)


def support_values(support: Support) -> dict[str, Any]:
    """The columns of a support."""
    passage = support.passage
    details: dict[str, Any] = {"why": support.why, "was": support.was, "became": support.became}
    details["findings"] = [[each.kind, each.text, each.found, each.seen] for each in support.findings]
    if passage is not None:
        details |= {"passage": passage.text, "of": passage.of}
    return {
        "state": support.state,
        "score": support.score,
        "passage_start": passage.start if passage else None,
        "passage_end": passage.end if passage else None,
        "details": details,
    }


def support_of(row: AnyRow) -> Support:
    """The support in a row that has SUPPORT_COLUMNS."""
    kept = row.details
    return Support(
        state=SupportState(row.state),
        score=row.score,
        why=kept.get("why", ""),
        findings=tuple(
            Finding(kind=AtomKind(kind), text=text, found=found, seen=seen)
            for kind, text, found, seen in kept.get("findings", ())
        ),
        passage=None
        if row.passage_start is None
        else Passage(
            start=row.passage_start, end=row.passage_end, text=kept.get("passage", ""), of=kept.get("of", "text")
        ),
        was=kept.get("was"),
        became=kept.get("became"),
    )
