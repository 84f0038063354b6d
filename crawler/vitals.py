"""How the watching fares now: the record asked, the disks, the processes and the schedule looked at."""

import socket
from datetime import UTC, datetime

from archive.config import Settings
from archive.domain.vitals import Vitals
from archive.queries import schedule
from archive.queries.vitals import vitals
from archive.store.database import Transaction
from archive.store.leadership import is_led
from archive.store.runs import RunningRun
from archive.store.sizes import room
from crawler.mending import lives


def take_vitals(transaction: Transaction, settings: Settings) -> Vitals:
    """The vitals of the record that the settings name."""
    now = datetime.now(UTC)
    return vitals(
        transaction,
        room(transaction, settings),
        now=now,
        lives=_lives,
        jobs=schedule.listing(transaction, settings, now=now),
        scheduled=is_led(transaction),
    )


def _lives(run: RunningRun) -> bool:
    """Whether the process of the run is alive; of another machine's nothing is known, and it is taken to be."""
    return run.host != socket.gethostname() or lives(run.pid, run.pid_started)
