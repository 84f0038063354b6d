"""The claims of documents: their atoms, and whether the sources that they cite carry them."""

from archive.queries.claims.listing import Wanted, history, listing
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
    "PassageLine",
    "SnapshotLine",
    "SupportLine",
    "Wanted",
    "history",
    "listing",
    "placed",
    "told",
]
