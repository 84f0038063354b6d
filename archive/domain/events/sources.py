"""Events of a source: its page changed, it stands otherwise than before, or another archive was found to have it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from archive.domain.changes import QUIET, Change
from archive.domain.comparing.folding import one_line
from archive.domain.events.loudness import CHECKABLE, KEPT, harm, of_change, of_standing
from archive.domain.events.values import Cited, Event, EventKind, Touched
from archive.domain.mementos import Memento
from archive.domain.standings import Health, Standing
from archive.domain.support import CARRIED

_SENTENCE = 80

_STANDS = {
    Standing.ALIVE: "The page is seen again",
    Standing.DOUBTFUL: "The page could not be seen",
    Standing.BLOCKED: "The page is kept from us",
    Standing.DEAD: "The page is gone",
    Standing.REBORN: "The page is back",
}


def change_event(source: Cited, *, at: datetime, change: Change, touched: Sequence[Touched] = ()) -> Event | None:
    """What to tell of a new version of a page; `touched` has every claim that rests on it. None for no version.

    `details`: url, title, significance, kind, figures ([before, after] each), and for each claim its document,
    labels, text, was, became, and whether it was harmed.
    """
    if change.kind in QUIET:
        return None
    return Event(
        kind=EventKind.CHANGE,
        at=at,
        source=source.key,
        loudness=of_change(change, touched),
        summary=_changed(change, touched),
        became=change.kind,
        details={
            **_where(source),
            "significance": change.significance,
            "kind": change.kind,
            "figures": [[each.before, each.after] for each in change.figures],
            "claims": [_claim(each) for each in touched],
        },
    )


def standing_event(
    source: Cited, *, at: datetime, before: Standing | None, after: Health, claims: int = 0
) -> Event | None:
    """What to tell when a source stands otherwise; `before` is None at the first look. None where it stands as it did.

    `claims` is how many citing sentences rest on it. `details`: url, title, since, why, claims.
    """
    loudness = of_standing(before, after.standing)
    if not loudness:
        return None
    turn = f"{before} → {after.standing}" if before else str(after.standing)
    resting = f"; {claims} {'claim rests' if claims == 1 else 'claims rest'} on it" if claims else ""
    return Event(
        kind=EventKind.STANDING,
        at=at,
        source=source.key,
        loudness=loudness,
        summary=f"{_STANDS[after.standing]}: {after.why}{resting} ({turn}).",
        was=before,
        became=after.standing,
        details={**_where(source), "since": after.since.isoformat(), "why": after.why, "claims": claims},
    )


def copy_event(source: Cited, *, at: datetime, memento: Memento, carries: int, claims: int) -> Event:
    """What to tell when an archived copy was fetched and found to carry so many of the claims on the source.

    `details`: url, title, archive, uri, captured, carries, claims.
    """
    share = f"{carries} of the {claims} claims" if claims != 1 else f"{'the' if carries else 'not the'} claim"
    found = f"A copy of {memento.at:%Y-%m-%d} in {memento.archive} carries {share} on the page"
    return Event(
        kind=EventKind.COPY,
        at=at,
        source=source.key,
        loudness=CHECKABLE if carries else KEPT,
        summary=f"{found}: {one_line(memento.uri, 200)}.",
        details={
            **_where(source),
            "archive": memento.archive,
            "uri": memento.uri,
            "captured": memento.at.isoformat(),
            "carries": carries,
            "claims": claims,
        },
    )


def _changed(change: Change, touched: Sequence[Touched]) -> str:
    harmed = [each for each in touched if harm(each.before, each.after)]
    if harmed:
        worst = max(harmed, key=lambda each: harm(each.before, each.after))
        said = f"“{one_line(worst.claim.text, _SENTENCE)}” is now {worst.after.state}"
        more = f", and {len(harmed) - 1} more" if len(harmed) > 1 else ""
        return f"The page changed and touches {_sentences(len(harmed))}: {said}{more}; {change.summary.rstrip('.')}."
    kept = [each for each in touched if each.after.state in CARRIED]
    if touched and len(kept) == len(touched):
        return f"The page changed and still carries {_sentences(len(kept))}: {change.summary.rstrip('.')}."
    return f"The page changed: {change.summary.rstrip('.')}."


def _claim(touched: Touched) -> dict[str, Any]:
    before, after = touched.before, touched.after
    return {
        "document": touched.claim.document,
        "labels": list(touched.claim.labels),
        "text": touched.claim.text,
        "was": before.state if before else None,
        "became": after.state,
        "harmed": harm(before, after) > 0,
    }


def _where(source: Cited) -> dict[str, Any]:
    return {"url": source.url, "title": source.title}


def _sentences(number: int) -> str:
    return "a citing sentence" if number == 1 else f"{number} citing sentences"
