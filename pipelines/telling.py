"""What a visit brought that is worth telling, of its source and of the claims that rest on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.domain.events import (
    Cited,
    Event,
    Touched,
    change_event,
    ruling_event,
    standing_event,
    support_event,
)
from archive.domain.overrules import Overrule
from archive.domain.rulings import claim_key, ruled
from archive.domain.support import Support, SupportState
from archive.domain.visits import Assessment, Remembered
from archive.store import claims, events, snapshots
from archive.store.claims import Resting
from archive.store.database import Transaction
from archive.store.events import Told
from archive.store.visits import SavedVisit
from pipelines import ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turned:
    """What a visit made of the claim of this row id."""

    claim: int
    touched: Touched


def follow(tx: Transaction, saved: SavedVisit, assessment: Assessment, remembered: Remembered) -> None:
    """Weigh the claims that rest on a visited source where another snapshot is the current one now, and keep events.

    Asks nothing where the page is as it was and the source stands as it did. A copy in another archive is only weighed:
    whoever looked for it tells of it.
    """
    target = assessment.target
    if target.probe or not saved.is_kept:
        return
    if target.copy is not None:
        _weigh_copy(tx, saved, assessment)
    elif saved.has_turned or _stands_otherwise(assessment, remembered):
        resting = claims.resting_on(tx, saved.source, at=assessment.at)
        turned = _weigh(tx, saved, assessment, resting, remembered.overrules) if saved.has_turned else []
        count = sum(each.stood(assessment.at) for each in resting)
        cited = Cited(key=target.key, url=target.url, title=snapshots.current_title(tx, saved.source))
        told = _told(cited, assessment, remembered, turned, count)
        events.add(tx, [Told(event=event, source=saved.source, claim=claim, visit=saved.id) for event, claim in told])


def tell_ruling(tx: Transaction, word: Overrule, *, key: str, url: str) -> None:
    """Keep as events that a person spoke on a claim, one for each document that makes it; of other words, none.

    They say what the person said and no more: the same comes of a replay, where people speak before anything is seen.
    """
    source = claims.lock_source(tx, key) if word.what == "support" else None
    if source is None or word.claim is None:
        return
    mine = claim_key(word.claim)
    resting = [each for each in claims.resting_on(tx, source, at=word.at) if claim_key(each.citing.text) == mine]
    machine = Support(state=SupportState(word.instead_of), score=0.0, why="") if word.instead_of else None
    cited, value = Cited(key=key, url=url), SupportState(word.value)
    told = [
        Told(
            event=ruling_event(
                each.citing, source=cited, at=word.at, who=word.who, why=word.why, machine=machine, value=value
            ),
            source=source,
            claim=each.id,
        )
        for each in resting
        if each.stood(word.at)
    ]
    events.add(tx, told)


def _weigh_copy(tx: Transaction, saved: SavedVisit, assessment: Assessment) -> None:
    """A copy's address may be cited for itself as well."""
    if saved.has_turned and assessment.target.copy is not None:
        ledger.weigh_copy(tx, assessment.target.copy.key, assessment.target.key)
        ledger.weigh_source(tx, assessment.target.key)


def _weigh(
    tx: Transaction, saved: SavedVisit, assessment: Assessment, resting: Sequence[Resting], words: Sequence[Overrule]
) -> list[_Turned]:
    """What became of each claim of a newest edition, a person's word before the machine's.

    Claims of editions that came later are weighed with them, as they are in a replay, and nothing is told of them.
    """
    before = ledger.supports(tx, saved.source, resting, saved.before) if saved.before else {}
    weigh = ledger.weigh_new if saved.is_new_snapshot else ledger.supports
    after = weigh(tx, saved.source, resting, saved.snapshot) if saved.snapshot else {}
    return [
        _Turned(
            claim=each.id,
            touched=Touched(
                claim=each.citing,
                before=_held(before[each.id], words, each) if each.id in before else None,
                after=_held(after[each.id], words, each),
            ),
        )
        for each in resting
        if each.stood(assessment.at)
    ]


def _held(support: Support, words: Sequence[Overrule], resting: Resting) -> Support:
    """The support as a person would have it, where a word on the claim holds."""
    told = ruled(support, words, resting.citing.text)
    return replace(support, state=told.state, why=told.word.why) if told.holds and told.word else support


def _told(
    cited: Cited, assessment: Assessment, remembered: Remembered, turned: Sequence[_Turned], claims: int
) -> Iterator[tuple[Event, int | None]]:
    """The events, each with the row id of the claim that it touches."""
    at, health, page = assessment.at, assessment.health, assessment.page
    if health is not None and _stands_otherwise(assessment, remembered):
        before = remembered.health.standing if remembered.health else None
        standing = standing_event(cited, at=at, before=before, after=health, claims=claims)
        yield from [] if standing is None else [(standing, None)]
    if page is not None and page.change is not None:
        touched = [each.touched for each in turned]
        change = change_event(cited, at=at, change=page.change, touched=touched)
        yield from [] if change is None else [(change, None)]
    for each in turned:
        one = each.touched
        support = support_event(one.claim, source=cited, at=at, before=one.before, after=one.after)
        yield from [] if support is None else [(support, each.claim)]


def _stands_otherwise(assessment: Assessment, remembered: Remembered) -> bool:
    before, after = remembered.health, assessment.health
    return after is not None and (before is None or before.standing != after.standing)
