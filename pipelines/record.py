"""Stage 3: load what is known, assess, save; one source is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from archive.domain.changes import QUIET, Change
from archive.domain.comparing import compare
from archive.domain.readings import Reading
from archive.domain.recrawl.policies import Policy
from archive.domain.signs import Sign
from archive.domain.standings import Standing
from archive.domain.urls import host
from archive.domain.verdicts import Verdict
from archive.domain.visits import Assessment, Fetched, Remembered, Understood
from archive.store import renewals, snapshots, sources, support, visits
from archive.store.database import Database, Transaction
from archive.store.probes import Probe, probe_of
from pipelines import ledger
from pipelines.assess import assess
from pipelines.batches import Batches
from pipelines.planning import Planning
from pipelines.telling import follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a run counts of one saved visit; `snapshot` is the number shown, None where no page was.

    `standing` is given where it is not what it was before the visit. `copy` says that it was a copy in another archive,
    `refused` why that is of no use.
    """

    key: str
    url: str
    verdict: Verdict
    snapshot: int | None
    new_snapshot: bool
    change: Change | None = None
    standing: Standing | None = None
    probe: bool = False
    copy: bool = False
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A visit that was not saved: its signs are weak, and its host was not asked yet for what cannot exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handed:
    understood: Understood
    settle: bool


class Record:
    """Saves visits in the order handed in, in a thread of its own: SQLite has one writer.

    `probes` is for how long what a host answered to a probe holds; None where nothing is to be made of probes.
    """

    def __init__(
        self, database: Database, *, signs: Sequence[Sign], policy: Policy, probes: timedelta | None = None
    ) -> None:
        self._database = database
        self._signs = signs
        self._planning = Planning(policy)
        self._probes = probes
        self._batches: Batches[_Handed, Recorded | Unsettled] = Batches(self._save_all, name="record")

    async def __call__(self, understood: Understood) -> Recorded:
        """Save the visit by what is known and wait for its commit; raises DatabaseError when the database refuses."""
        recorded = await self._batches.submit(_Handed(understood=understood, settle=True))
        assert isinstance(recorded, Recorded)
        return recorded

    async def unless_weak(self, understood: Understood) -> Recorded | Unsettled:
        """Save the visit, but where a probe of its host would settle it and there is none yet."""
        return await self._batches.submit(_Handed(understood=understood, settle=False))

    def close(self) -> None:
        """Finish what was handed in."""
        self._batches.close()

    def _save_all(self, batch: Sequence[_Handed]) -> list[Recorded | Unsettled | Exception]:
        return [self._save(handed) for handed in batch]

    def _save(self, handed: _Handed) -> Recorded | Unsettled | Exception:
        try:
            with self._database.begin() as tx:
                return self._record(tx, handed)
        except Exception as error:  # noqa: BLE001 - one source's failure is its own: the batch goes on
            return error

    def _record(self, tx: Transaction, handed: _Handed) -> Recorded | Unsettled:
        understood = handed.understood
        remembered = self._planning.lead(tx, _remembered(tx, understood), understood.captured.fetched.target)
        assessment = self._assess(understood, remembered)
        if assessment.judgement.probe:
            probe = self._probe(tx, understood.captured.fetched)
            if probe is None and not handed.settle and self._may_probe(understood):
                return Unsettled()
            if probe is not None and probe.reading is not None:
                remembered = replace(remembered, sibling=probe.reading)
                assessment = self._assess(understood, remembered)
        if number := _shown_before(tx, assessment, remembered):
            assessment = self._assess(understood, replace(remembered, shown_before=number))
        saved = visits.save(tx, assessment)
        follow(tx, saved, assessment, remembered)
        return _recorded(saved, assessment, remembered)

    def _assess(self, understood: Understood, remembered: Remembered) -> Assessment:
        return assess(understood, remembered, signs=self._signs, policy=self._planning.policy)

    def _probe(self, tx: Transaction, fetched: Fetched) -> Probe | None:
        """The probe of the visit's host that speaks for the visit; no probe speaks for another."""
        if self._probes is None or fetched.target.probe or fetched.target.copy:
            return None
        since = fetched.at - self._probes
        return probe_of(tx, host(fetched.target.url), since=since, at=fetched.at, run=fetched.target.run)

    def _may_probe(self, understood: Understood) -> bool:
        target = understood.captured.fetched.target
        return self._probes is not None and not target.probe and target.copy is None


def renew(tx: Transaction, key: str, number: int, reading: Reading) -> None:
    """Put today's extractor's reading in a snapshot's place, and count the changes that it has part in anew.

    What claims were made of by it is forgotten, and by those after it, which were looked at in its light: see
    `pipelines.ledger.weigh_missing`.
    """
    visits.replace_reading(tx, key, number, reading)
    support.forget(tx, key, since=number)
    for each in renewals.comparisons(tx, key, number):
        before, after = snapshots.reading(tx, key, each.before), snapshots.reading(tx, key, each.after)
        if before is not None and after is not None:
            renewals.replace_change(tx, key, each.after, compare(before, after, url=each.url))


def _remembered(tx: Transaction, understood: Understood) -> Remembered:
    """What the record knows; what the current snapshot says is only read where the visit brought something to read."""
    fetched = understood.captured.fetched
    target = fetched.target
    remembered = sources.remember(tx, target.key, at=fetched.at)
    page, body = remembered.page, understood.body
    if page is None or body is None or body.reading is None:
        return remembered
    renewed = understood.before
    # Another run may have shown a newer version, or renewed the reading, in the meantime.
    if renewed and target.known and (page.snapshot, page.extractor) == (target.known.snapshot, target.known.extractor):
        renew(tx, target.key, page.snapshot, renewed)
        ledger.weigh_source(tx, target.key, since=page.snapshot)
        page = replace(page, text_digest=renewed.digest, extractor=renewed.extractor)
        return replace(remembered, page=page, reading=renewed)
    return replace(remembered, reading=sources.current_reading(tx, target.key))


def _shown_before(tx: Transaction, assessment: Assessment, remembered: Remembered) -> int | None:
    """The number of another snapshot that says what the visit's page says: one of the same text, or a neighbour.

    Equal texts alone are not enough, since links may differ; and a neighbour need not be equal, only as good as equal:
    a page that flaps between two versions may well have a counter.
    """
    key, page = assessment.target.key, assessment.page
    if page is None or page.reading is None or page.change is None or remembered.page is None:
        return None
    current = remembered.page.snapshot
    same = snapshots.showing(tx, key, page.reading.digest)
    for number in dict.fromkeys(each for each in (same, current + 1, current - 1) if each and each != current):
        other = snapshots.reading(tx, key, number)
        if other and compare(other, page.reading, url=assessment.final_url).kind in QUIET:
            return number
    return None


def _recorded(saved: visits.SavedVisit, assessment: Assessment, remembered: Remembered) -> Recorded:
    before, after = remembered.health, assessment.health
    turned = before is not None and after is not None and before.standing != after.standing
    return Recorded(
        key=assessment.target.key,
        url=assessment.target.url,
        verdict=assessment.judgement.verdict,
        snapshot=saved.snapshot,
        new_snapshot=saved.is_new_snapshot,
        change=assessment.page.change if assessment.page and saved.is_new_snapshot else None,
        standing=after.standing if after and turned else None,
        probe=assessment.target.probe,
        copy=assessment.target.copy is not None,
        refused=assessment.refused,
    )
