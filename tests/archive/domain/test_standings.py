"""A standing needs evidence over time: each cause has its clock, walls never kill, and any good look revives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.standings import CLOCKS, LIMITS, REBORN_FOR, WALLS, Health, Standing, stand
from archive.domain.verdicts import Verdict

START = datetime(2026, 11, 1, 8, tzinfo=UTC)

Look = tuple[Verdict, float]

GOOD = Verdict.OK
DAYS = st.floats(0, 40, allow_nan=False)
SPANS = st.lists(st.tuples(st.sampled_from(list(Verdict)), DAYS), max_size=12)


def after(*looks: Look, start: Health | None = None) -> Health:
    """How a source stands after looks on these days; an "ok" shows the page."""
    health = start
    for verdict, day in looks:
        health = stand(health, verdict, shows_page=verdict == GOOD, at=START + timedelta(days=day))
    assert health is not None
    return health


def streak(verdict: Verdict, *days: float) -> Health:
    return after((GOOD, -1), *((verdict, day) for day in days))


def in_order(gaps: list[Look]) -> list[Look]:
    """The looks with each number taken for the days since the look before."""
    day, looks = 0.0, []
    for verdict, gap in gaps:
        day += gap
        looks.append((verdict, day))
    return looks


def test_every_verdict_has_one_place() -> None:
    assert sorted([*CLOCKS, *WALLS, *LIMITS]) == sorted(Verdict)


@pytest.mark.parametrize(
    ("verdict", "days", "standing"),
    [
        (Verdict.GONE, (0, 3, 6), Standing.DOUBTFUL),
        (Verdict.GONE, (0, 3, 7), Standing.DEAD),
        (Verdict.DNS_GONE, (0, 3.5, 7), Standing.DEAD),
        (Verdict.NOT_FOUND, (0, 4, 8, 12), Standing.DOUBTFUL),
        (Verdict.NOT_FOUND, (0, 4, 14), Standing.DEAD),
        (Verdict.SOFT_404, (0, 7, 14), Standing.DEAD),
        (Verdict.TIMEOUT, (0, 7, 14, 21, 28), Standing.DOUBTFUL),
        (Verdict.TIMEOUT, (0, 7, 30), Standing.DEAD),
        (Verdict.GONE, (0, 1, 2, 2.9), Standing.DOUBTFUL),
        (Verdict.GONE, (0, 400), Standing.DOUBTFUL),
        (Verdict.GONE, (0, 1, 60), Standing.DOUBTFUL),
        (Verdict.GONE, (0, 1, 57, 60), Standing.DEAD),
    ],
)
def test_each_cause_has_its_clock(verdict: Verdict, days: tuple[float, ...], standing: Standing) -> None:
    assert streak(verdict, *days).standing == standing


def test_the_slowest_cause_of_a_streak_decides() -> None:
    looks = [(Verdict.GONE, 0), (Verdict.SERVER_ERROR, 4), (Verdict.GONE, 8), (Verdict.GONE, 12)]
    assert after(*looks).standing == Standing.DOUBTFUL
    assert after(*looks).cause == Verdict.SERVER_ERROR
    assert after(*looks, (Verdict.GONE, 30)).standing == Standing.DEAD


def test_a_good_look_ends_a_streak() -> None:
    health = after((Verdict.GONE, 0), (Verdict.GONE, 5), (GOOD, 8), (Verdict.GONE, 10), (Verdict.GONE, 15))
    assert (health.standing, health.failures) == (Standing.DOUBTFUL, 2)


def test_what_was_dead_is_reborn_and_in_time_alive() -> None:
    back = after((GOOD, 40), start=streak(Verdict.GONE, 0, 4, 8))
    assert (back.standing, back.since) == (Standing.REBORN, START + timedelta(days=40))
    assert back.why == "the page is back; dead since 2026-11-09"
    assert after((GOOD, 45), start=back) == back
    days = 40 + REBORN_FOR.days
    assert after((GOOD, days), start=back).standing == Standing.ALIVE


def test_a_wall_is_doubtful_once_and_blocked_from_the_second_day_on() -> None:
    assert after((Verdict.BOT_WALL, 0)).standing == Standing.DOUBTFUL
    assert after((Verdict.BOT_WALL, 0), (Verdict.BOT_WALL, 0.5)).standing == Standing.DOUBTFUL
    blocked = after((Verdict.BOT_WALL, 0), (Verdict.PAYWALL, 1))
    assert (blocked.standing, blocked.since) == (Standing.BLOCKED, START + timedelta(days=1))
    assert after((GOOD, 2), start=blocked).standing == Standing.ALIVE


def test_walls_neither_count_as_failures_nor_clear_them() -> None:
    health = after((Verdict.GONE, 0), (Verdict.BOT_WALL, 1), (Verdict.BOT_WALL, 3), (Verdict.GONE, 4))
    assert (health.standing, health.failures) == (Standing.BLOCKED, 2)
    assert after((Verdict.GONE, 8), start=health).standing == Standing.DEAD
    dead = streak(Verdict.GONE, 0, 4, 8)
    assert after((Verdict.BOT_WALL, 9), (Verdict.BOT_WALL, 12), start=dead) == dead


def test_our_own_limits_change_nothing() -> None:
    alive = after((GOOD, 0))
    assert after(*((verdict, 1) for verdict in LIMITS - {GOOD}), start=alive) == alive
    assert stand(alive, GOOD, shows_page=False, at=START + timedelta(days=1)) == alive
    assert after((Verdict.TOO_LARGE, 0)).standing == Standing.DOUBTFUL


def test_a_look_from_before_the_standing_adds_nothing() -> None:
    dead = streak(Verdict.GONE, 0, 4, 8)
    assert after((GOOD, 5), start=dead) == dead
    back = after((GOOD, 40), start=dead)
    assert after((Verdict.GONE, 39), start=back) == back


@given(st.lists(st.tuples(st.sampled_from(sorted(WALLS | LIMITS - {GOOD})), DAYS), min_size=1, max_size=12))
def test_nothing_but_walls_and_our_limits_is_never_dead(looks: list[Look]) -> None:
    assert after(*in_order(looks)).standing != Standing.DEAD


@given(SPANS.filter(bool))
def test_dead_needs_three_failures_and_six_days(gaps: list[Look]) -> None:
    looks = in_order(gaps)
    last_good = max((n for n, (verdict, _) in enumerate(looks) if verdict == GOOD), default=-1)
    days = [day for verdict, day in looks[last_good + 1 :] if verdict in CLOCKS]
    if after(*looks).standing == Standing.DEAD:
        assert len(days) >= 3
        assert days[-1] - days[0] >= 6


@given(SPANS, DAYS)
def test_a_good_look_revives_whatever_came_before(gaps: list[Look], gap: float) -> None:
    looks = in_order([*gaps, (GOOD, gap)])
    before = after(*looks[:-1]) if gaps else None
    health = after(*looks)
    was_dead = before is not None and before.standing == Standing.DEAD
    assert health.standing in ({Standing.REBORN} if was_dead else {Standing.ALIVE, Standing.REBORN})
    assert (health.failures, health.walls, health.cause) == (0, 0, None)


@given(SPANS.filter(bool))
def test_looks_out_of_order_never_make_evidence(looks: list[Look]) -> None:
    """Counted failures lie apart in the order in which they were counted, whatever else was told in between."""
    health = after(*looks)
    if health.failing_since and health.failed_at:
        assert health.failed_at - health.failing_since >= timedelta(days=3) * (health.failures - 1)
    assert health.standing != Standing.DEAD or health.failures >= 3
