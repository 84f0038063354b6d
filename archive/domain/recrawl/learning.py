"""What the visits to one source have taught so far: small, and brought up to date from the newest visit alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archive.domain.recrawl.beliefs import Belief, learn
from archive.domain.recrawl.estimates import Tally
from archive.domain.recrawl.levels import START

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a source changes, by the visits that showed its page, the first one at `first` and the latest at `last`.

    `belief` is what its waits are planned by, `tally` what people are told of it.
    """

    first: datetime
    last: datetime
    belief: Belief = START
    tally: Tally = field(default_factory=Tally)


def learnt(pace: Pace | None, at: datetime, *, changed: bool) -> Pace:
    """The pace after a visit at that time which showed the page, changed since the visit before it or not.

    `pace` is None before the first. A visit that is no later than the latest one teaches nothing.
    """
    if pace is None:
        return Pace(first=at, last=at)
    days = (at - pace.last) / DAY
    if days <= 0:
        return pace
    return Pace(
        first=pace.first,
        last=at,
        belief=learn(pace.belief, days, changed=changed),
        tally=pace.tally.after(days, changed=changed),
    )
