"""What a run asks the record once, so that planning the next look at a source costs no query."""

from dataclasses import replace

from archive.domain.recrawl.policies import Policy, priced
from archive.domain.urls import host
from archive.domain.visits import Remembered, Target
from archive.store import paces
from archive.store.database import Transaction


class Planning:
    """The policy at its price of the day, and what hosts with many sources have taught, each asked for at first need.

    One run's worth: what a run learns itself counts from the next run on.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._crowded: frozenset[str] | None = None
        self._shares: dict[str, tuple[float, ...]] = {}

    def lead(self, tx: Transaction, remembered: Remembered, target: Target) -> Remembered:
        """What is remembered of the target, with what its host's other sources teach."""
        if not self.policy.learns or target.probe or target.copy is not None:
            return remembered
        if self._crowded is None:
            self.policy = priced(self.policy, paces.demand(tx)) if self.policy.budget else self.policy
            self._crowded = paces.crowded(tx)
        name = host(target.url)
        if name not in self._crowded:
            return remembered
        if name not in self._shares:
            self._shares[name] = paces.shares_of(tx, name)
        return replace(remembered, shares=self._shares[name])
