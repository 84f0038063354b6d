"""How the watching fares now: the record asked, the disks and the processes looked at."""

from datetime import UTC, datetime

from archive.config import Settings
from archive.domain.vitals import Vitals
from archive.queries import vitals
from archive.store.database import Transaction
from archive.store.sizes import room
from crawler.processes import lives


def take_vitals(transaction: Transaction, settings: Settings) -> Vitals:
    """The vitals of the record that the settings name."""
    now = datetime.now(UTC)
    return vitals.vitals(transaction, room(transaction, settings), now=now, lives=lives)
