"""The claims of documents: their atoms, and whether the sources that they cite carry them."""

from archive.queries.claims.flat import PairLine, pairs
from archive.queries.claims.listing import Wanted, history, listing
from archive.queries.claims.resting import Resting, matching, resting_on
from archive.queries.claims.values import (
    AtomLine,
    ClaimLine,
    CopyLine,
    PassageLine,
    SnapshotLine,
    SupportLine,
    placed,
    told,
)

__all__ = [
    "AtomLine",
    "ClaimLine",
    "CopyLine",
    "PairLine",
    "PassageLine",
    "Resting",
    "SnapshotLine",
    "SupportLine",
    "Wanted",
    "history",
    "listing",
    "matching",
    "pairs",
    "placed",
    "resting_on",
    "told",
]
