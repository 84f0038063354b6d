"""Why a copy of a source is looked for, in words; and when none is needed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from archive.domain.mementos.choosing import Copy, is_enough
from archive.domain.standings import Standing
from archive.domain.support.values import LOST, SupportState

BASELINE = "baseline"
"""The need of a source with which nothing is wrong: what it said when it was cited, to be compared with."""

URGENT = frozenset({Standing.DEAD, Standing.BLOCKED, Standing.DOUBTFUL})


def need_of(
    *,
    standing: str | None,
    visited: bool,
    shown: bool,
    states: Collection[SupportState],
    copies: Sequence[Copy],
    near: datetime,
) -> str | None:
    """Why a copy of the source is wanted; None where one is at hand that is enough.

    `shown` says that the source ever showed a page, `states` are those of the claims that rest on it now, `near` is
    its citing date. What is wrong with a source comes before what is only missing.
    """
    if any(is_enough(copy, near=near) for copy in copies):
        return None
    if standing in URGENT:
        return str(standing)
    if visited and not shown:
        return "never showed a page"
    lost = sorted(state for state in states if state in LOST)
    if lost:
        return f"a claim is {lost[0]}"
    if SupportState.UNVERIFIABLE in states and shown:
        return "a claim is unverifiable"
    has_baseline = any((copy.shows_page or copy.carries) and copy.memento.at <= near for copy in copies)
    return None if has_baseline else BASELINE
