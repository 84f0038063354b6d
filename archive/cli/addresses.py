"""Which snapshot is meant by an address on the command line: URL or URL@NUMBER."""

import re

from archive.errors import UnknownSnapshot, UsageError
from archive.queries import snapshots, sources
from archive.queries.sources import Source
from archive.store.database import Transaction

_NUMBERED = re.compile(r"(.+)@(\d{1,9})", re.DOTALL)
_LONGEST = 10


def snapshot_meant(transaction: Transaction, address: str) -> tuple[Source, int]:
    """The source and the snapshot's number, that of the one shown last where none is named.

    A trailing @digits names a snapshot unless the whole address is the URL of a source. Raises UnknownSource, and
    UnknownSnapshot where there is none yet.
    """
    source, number = _split(transaction, address)
    newest = snapshots.newest(transaction, source)
    if not newest or (number is not None and not 1 <= number <= newest):
        raise UnknownSnapshot(source.url, number if number is not None else 1, newest)
    return source, number if number is not None else snapshots.current(transaction, source)


def _split(transaction: Transaction, address: str) -> tuple[Source, int | None]:
    whole = sources.look_up(transaction, address)
    numbered = _NUMBERED.fullmatch(address)
    if whole is None and numbered:
        return sources.find(transaction, numbered[1]), int(numbered[2])
    return whole or sources.find(transaction, address), None


def snapshots_meant(
    transaction: Transaction, source: Source, before: str | None, after: str | None
) -> tuple[int, int] | None:
    """The numbers of two snapshots: as given, else the last two; None where there is only one and none was named.

    Raises UnknownSnapshot and UsageError.
    """
    newest = snapshots.newest(transaction, source)
    if newest == 1 and before is None:
        return None
    later = newest if after is None else _number(after)
    earlier = later - 1 if before is None else _number(before)
    for number in (earlier, later):
        if not 1 <= number <= newest:
            raise UnknownSnapshot(source.url, number, newest)
    return earlier, later


def _number(text: str) -> int:
    digits = text.removeprefix("@")
    if not (digits.isascii() and digits.isdigit() and len(digits) < _LONGEST):
        raise UsageError(f"no snapshot's number: {text} (write 3 or @3)")
    return int(digits)
