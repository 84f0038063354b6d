"""Events of a claim: its support turned, or a person spoke on it."""

from datetime import datetime
from typing import Any

from archive.domain.comparing.folding import one_line
from archive.domain.events.loudness import of_support
from archive.domain.events.values import Cited, Citing, Event, EventKind
from archive.domain.support import CARRIED, Support, SupportState

_SENTENCE = 100
_PASSAGE = 100

_TOLD = {
    SupportState.VERBATIM: "the source says it word for word",
    SupportState.REWORDED: "the source says it in other words",
    SupportState.MOVED: "the source says it in another place",
    SupportState.PARTLY: "the source says only part of it",
    SupportState.FIGURE_CHANGED: "its figure changed in the source",
    SupportState.CONTRADICTED: "the source says otherwise",
    SupportState.AMBIGUOUS: "the source says only something like it",
    SupportState.GONE: "the source no longer says it",
    SupportState.UNVERIFIABLE: "the source cannot be held to it",
}
_FIRST = {
    SupportState.FIGURE_CHANGED: "the source has another figure for it",
    SupportState.GONE: "the source does not say it",
}


def support_event(
    claim: Citing, *, source: Cited, at: datetime, before: Support | None, after: Support
) -> Event | None:
    """What to tell when a claim's support by the current snapshot went from `before` (None: not weighed yet) to
    `after`; None where that is not worth telling.

    `details`: document, labels, url, title, passage_before, passage_after, figure_before, figure_after, missing,
    score, why, first (whether this was the first look).
    """
    loudness = of_support(before, after)
    if not loudness:
        return None
    return Event(
        kind=EventKind.SUPPORT,
        at=at,
        source=source.key,
        loudness=loudness,
        summary=_summary(claim, before, after),
        claim=claim.text,
        was=before.state if before else None,
        became=after.state,
        details={**_who(claim, source), **_evidence(before, after)},
    )


def ruling_event(
    claim: Citing, *, source: Cited, at: datetime, who: str, why: str, machine: Support | None, value: SupportState
) -> Event:
    """What to tell when a person spoke on a claim's support: quietly, for a person knows already.

    `machine` is what the machine made of it. `details`: document, labels, url, title, who, why.
    """
    was = machine.state if machine else None
    verb = "confirmed" if was == value else "ruled"
    return Event(
        kind=EventKind.RULING,
        at=at,
        source=source.key,
        loudness=0.1,
        summary=f"{who} {verb} that {_TOLD[value]}: {_quoted(claim)}{_turn(was, value)}.",
        claim=claim.text,
        was=was,
        became=value,
        details={**_who(claim, source), "who": who, "why": why},
    )


def _summary(claim: Citing, before: Support | None, after: Support) -> str:
    told = _TOLD[after.state] if before else _FIRST.get(after.state, _TOLD[after.state])
    if before and before.state not in CARRIED and after.state in CARRIED:
        told += " again" if before.state != SupportState.UNVERIFIABLE else ""
    turn = _turn(before.state if before else None, after.state)
    return f"{told[0].upper()}{told[1:]}: {_quoted(claim)}{_shown(before, after)}{turn}."


def _shown(before: Support | None, after: Support) -> str:
    """What was and what became of it, in as few words as tell it."""
    if after.became is not None:
        was = after.was or (before.became if before else None)
        return f", {_short(was)} → {_short(after.became)}" if was else f", now {_short(after.became)}"
    if after.state in (SupportState.PARTLY, SupportState.AMBIGUOUS) and after.missing:
        return ", without " + ", ".join(f"“{_short(each)}”" for each in after.missing[:3])
    if after.state == SupportState.UNVERIFIABLE:
        return f", {one_line(after.why, _PASSAGE)}"
    return ""


def _turn(was: str | None, became: str) -> str:
    return f" ({was} → {became})" if was and was != became else f" ({became})"


def _quoted(claim: Citing) -> str:
    labels = f" [{', '.join(claim.labels)}]" if claim.labels else ""
    return f"“{one_line(claim.text, _SENTENCE)}”{labels}"


def _short(text: str) -> str:
    return one_line(text, 40)


def _who(claim: Citing, source: Cited) -> dict[str, Any]:
    labels = list(claim.labels)
    return {"document": claim.document, "labels": labels, "url": source.url, "title": source.title}


def _evidence(before: Support | None, after: Support) -> dict[str, Any]:
    return {
        "passage_before": _passage(before),
        "passage_after": _passage(after),
        "figure_before": after.was,
        "figure_after": after.became,
        "missing": list(after.missing),
        "score": after.score,
        "why": after.why,
        "first": before is None,
    }


def _passage(support: Support | None) -> str | None:
    return support.passage.text if support and support.passage else None
