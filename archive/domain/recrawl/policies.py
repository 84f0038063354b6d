"""What the owner of the record wants of its looks: how often, between which bounds, under which budget."""

from dataclasses import dataclass, replace
from datetime import timedelta

from archive.domain.recrawl.pacing import Bounds
from archive.domain.recrawl.prices import price_of_budget, price_of_interval

DAY = timedelta(days=1)
BOUNDS = Bounds(shortest=1 / 24, longest=30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How looks are planned: learning, an ordinary source every `every`; or each source just that often.

    `budget` is how many looks a day all sources together may have, None for no such bound; then `price` follows from
    it (see `priced`), and else from `every`.
    """

    every: timedelta
    learns: bool = True
    bounds: Bounds = BOUNDS
    budget: float | None = None
    price: float = 0.0

    @property
    def cost(self) -> float:
        """The price of a look."""
        return self.price or price_of_interval(self.every / DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What the active sources ask for: how many there are, how many of them ever asked, and their pull in sum."""

    sources: int
    known: int
    pulls: float


def priced(policy: Policy, demand: Demand) -> Policy:
    """The policy at the price that keeps to its budget; as it is where it has none or nothing is watched."""
    if policy.budget is None or not demand.sources:
        return policy
    if not demand.known or demand.pulls <= 0:
        return replace(policy, price=price_of_interval(demand.sources / policy.budget))
    # Those that never asked yet are taken for like the others.
    pulls = demand.pulls * demand.sources / demand.known
    return replace(policy, price=price_of_budget(pulls, policy.budget))
