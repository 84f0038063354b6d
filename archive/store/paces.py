"""How sources change: on their own rows, so that a visit reads no other; and what all of them ask for together."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from archive.domain.recrawl.beliefs import shares
from archive.domain.recrawl.estimates import Tally
from archive.domain.recrawl.learning import Pace
from archive.domain.recrawl.policies import Demand
from archive.store.database import Transaction
from archive.store.tables import SourceRow

CROWD, SAMPLE = 10, 200
"""How many sources a host has at least that teaches something of its others, and how many are asked at most."""

_DIGITS = 6
_DEMAND = select(func.count(), func.count(SourceRow.pull), func.coalesce(func.sum(SourceRow.pull), 0.0)).where(
    SourceRow.active
)
_CROWDED = select(SourceRow.host).where(SourceRow.active).group_by(SourceRow.host).having(func.count() >= CROWD)
_OF_HOST = (
    select(SourceRow.pace)
    .where(SourceRow.host == bindparam("host"), SourceRow.active, SourceRow.pull.is_not(None))
    .order_by(SourceRow.id)
    .limit(SAMPLE)
)
_FORGET = update(SourceRow).where(SourceRow.id == bindparam("source")).values(pace=None, pull=None, due_why=None)


def pace_values(pace: Pace) -> dict[str, Any]:
    """The column of a source that keeps its pace. Chances are rounded: a rebuilt record must say the same."""
    tally = pace.tally
    written = {
        "first": pace.first.isoformat(),
        "last": pace.last.isoformat(),
        "belief": [float(f"{chance:.{_DIGITS}g}") for chance in pace.belief],
        "unchanged": round(tally.unchanged, _DIGITS),
        "changed": {str(point): count for point, count in tally.changed.items()},
    }
    return {"pace": written}


def pace_of(written: dict[str, Any] | None) -> Pace | None:
    """The pace in a source's column; None before its page was first seen."""
    if written is None:
        return None
    changed = {int(point): count for point, count in written["changed"].items()}
    return Pace(
        first=datetime.fromisoformat(written["first"]),
        last=datetime.fromisoformat(written["last"]),
        belief=tuple(written["belief"]),
        tally=Tally(unchanged=written["unchanged"], changed=changed),
    )


def demand(tx: Transaction) -> Demand:
    """What the sources that are watched ask for together."""
    sources, known, pulls = tx.execute(_DEMAND).one()
    return Demand(sources=sources, known=known, pulls=pulls or 0.0)


def crowded(tx: Transaction) -> frozenset[str]:
    """The hosts that have so many sources that one can be told from the others."""
    return frozenset(tx.execute(_CROWDED).scalars())


def shares_of(tx: Transaction, host: str) -> tuple[float, ...]:
    """The shares of pages by what was learnt of this host's."""
    paces = (pace_of(written) for written in tx.execute(_OF_HOST, {"host": host}).scalars())
    return shares(pace.belief for pace in paces if pace is not None)


def forget(tx: Transaction, source_id: int) -> None:
    """Forget what a source's visits taught."""
    tx.execute(_FORGET, {"source": source_id})
