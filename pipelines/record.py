"""Stage 3: load what is known, assess, save; one source is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from archive.domain.signs import Sign
from archive.domain.verdicts import Verdict
from archive.domain.visits import Understood
from archive.store import sources, visits
from archive.store.database import Database, Transaction
from pipelines.assess import assess
from pipelines.batches import Batches


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a run counts of one saved visit; `snapshot` is the number shown, None where no page was."""

    key: str
    url: str
    verdict: Verdict
    snapshot: int | None
    new_snapshot: bool


class Record:
    """Saves visits in the order handed in, in a thread of its own: SQLite has one writer."""

    def __init__(self, database: Database, *, signs: Sequence[Sign], every: timedelta) -> None:
        self._database = database
        self._signs = signs
        self._every = every
        self._batches: Batches[Understood, Recorded] = Batches(self._save_all, name="record")

    async def __call__(self, understood: Understood) -> Recorded:
        """Save the visit and wait for its commit; raises DatabaseError when the database refuses."""
        return await self._batches.submit(understood)

    def close(self) -> None:
        """Finish what was handed in."""
        self._batches.close()

    def _save_all(self, batch: Sequence[Understood]) -> list[Recorded | Exception]:
        return [self._save(understood) for understood in batch]

    def _save(self, understood: Understood) -> Recorded | Exception:
        try:
            with self._database.begin() as tx:
                return self._assess(tx, understood)
        except Exception as error:  # noqa: BLE001 - one source's failure is its own: the batch goes on
            return error

    def _assess(self, tx: Transaction, understood: Understood) -> Recorded:
        target = understood.captured.fetched.target
        remembered = sources.remember(tx, target.key)
        reading = understood.body.reading if understood.body else None
        if remembered.page and reading:
            remembered = replace(remembered, reading=understood.before or sources.current_reading(tx, target.key))
        assessment = assess(understood, remembered, signs=self._signs, every=self._every)
        saved = visits.save(tx, assessment)
        return Recorded(
            key=target.key,
            url=target.url,
            verdict=assessment.judgement.verdict,
            snapshot=saved.snapshot,
            new_snapshot=saved.is_new_snapshot,
        )
