"""When a source is due, and the words that say why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.overrules import Overrule
from archive.domain.recrawl.due import NEVER, Circumstances, due, span
from archive.domain.recrawl.hearing import ASKED, FRESH, heard
from archive.domain.recrawl.learning import Pace, learnt
from archive.domain.recrawl.policies import Demand, Policy, priced
from archive.domain.recrawl.wishes import Wish, interval_given, wished
from archive.domain.standings import Health, Standing

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
POLICY = Policy(every=DAY)
WISH = Wish(text="6h", every=6 * HOUR, who="Ada")


def paced(*looks: tuple[float, bool]) -> Pace:
    """The pace after looks, each some days after the one before, the last one now."""
    at = NOW - sum(days for days, _ in looks) * DAY
    pace = learnt(None, at, changed=False)
    for days, changed in looks:
        at += days * DAY
        pace = learnt(pace, at, changed=changed)
    return pace


def facts(**more: object) -> Circumstances:
    return replace(Circumstances(at=NOW, pace=paced(*[(1.0, False)] * 20)), **more)  # type: ignore[arg-type]


def health(standing: Standing, *, since: timedelta) -> Health:
    return Health(standing=standing, since=NOW - since, why="2 failures over 4 days, the last timeout")


def test_a_quiet_source_is_looked_at_later_than_one_that_just_changed() -> None:
    stirred = facts(pace=paced(*[(1.0, False)] * 19, (1.0, True)))
    assert due(POLICY, stirred).at < due(POLICY, facts()).at
    assert due(POLICY, facts()).why == "no change in 20 days; no claims rest on it"
    assert due(POLICY, replace(stirred, claims=2)).why.endswith("(one change seen); 2 claims rest on it")


def test_the_rate_is_told_in_words() -> None:
    pace = paced(*[(3.0, False), (3.0, False), (3.0, True)] * 30)
    assert due(POLICY, facts(pace=pace, claims=1)).why == "changes about every 7 days (30 seen); 1 claim rests on it"


def test_a_new_source_is_looked_at_within_hours() -> None:
    first = due(POLICY, facts(pace=learnt(None, NOW, changed=False)))
    assert first.at == NOW + 2 * HOUR
    assert first.why == "first looks; no claims rest on it"


def test_where_nothing_is_learnt_every_source_has_the_interval() -> None:
    policy = replace(POLICY, learns=False, every=6 * HOUR)
    assert due(policy, facts()).at == due(policy, facts(health=health(Standing.DEAD, since=DAY))).at == NOW + 6 * HOUR


def test_the_word_of_a_person_goes_before_everything_that_was_learnt() -> None:
    for standing in Standing:
        planned = due(POLICY, facts(wish=WISH, health=health(standing, since=DAY)))
        assert (planned.at, planned.why) == (NOW + 6 * HOUR, "every 6h, says Ada")
    never = due(POLICY, facts(wish=replace(WISH, every=None)))
    assert (never.at, never.pull) == (NEVER, 0.0)


@pytest.mark.parametrize(
    ("standing", "since", "wait"),
    [
        (Standing.DOUBTFUL, timedelta(0), 6 * HOUR),
        (Standing.DOUBTFUL, 20 * HOUR, 20 * HOUR),
        (Standing.DOUBTFUL, 20 * DAY, 3 * DAY),
        (Standing.BLOCKED, HOUR, DAY),
        (Standing.BLOCKED, 60 * DAY, 7 * DAY),
        (Standing.DEAD, DAY, 7 * DAY),
        (Standing.DEAD, 30 * DAY, 30 * DAY),
        (Standing.DEAD, 900 * DAY, 90 * DAY),
    ],
)
def test_suspicion_has_its_own_clock_and_the_dead_a_slow_one(
    standing: Standing, since: timedelta, wait: timedelta
) -> None:
    assert due(POLICY, facts(health=health(standing, since=since))).at == NOW + wait


def test_why_a_source_is_suspected_is_told() -> None:
    doubtful = due(POLICY, facts(health=health(Standing.DOUBTFUL, since=DAY)))
    assert doubtful.why == "suspicion: 2 failures over 4 days, the last timeout"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7200"}, 2 * HOUR),
        ({"retry-after": "Sun, 01 Mar 2026 15:00:00 GMT"}, 3 * HOUR),
        ({"retry-after": "99999999"}, ASKED),
        ({"cache-control": "public, max-age=3600", "age": "600"}, timedelta(minutes=50)),
        ({"cache-control": "max-age=31536000, immutable"}, FRESH),
        ({"cache-control": "no-cache, max-age=3600"}, None),
        ({"cache-control": "s-maxage=3600"}, None),
        ({"cache-control": "max-age=60", "age": "90"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_what_a_server_says_of_coming_again_is_understood(
    headers: dict[str, str | None], wait: timedelta | None
) -> None:
    said = heard(headers, at=NOW)
    assert (said and said.wait) == wait


@given(retry=st.text(max_size=20) | st.none(), control=st.text(max_size=30) | st.none(), age=st.text(max_size=12))
def test_no_header_makes_a_wait_that_is_negative_or_longer_than_a_week(
    retry: str | None, control: str | None, age: str
) -> None:
    said = heard({"retry-after": retry, "cache-control": control, "age": age}, at=NOW)
    assert said is None or timedelta(0) < said.wait <= ASKED


def test_nobody_comes_sooner_than_the_server_asked_for_and_that_is_told() -> None:
    planned = due(POLICY, facts(wish=WISH, heard=heard({"retry-after": "86400"}, at=NOW)))
    assert (planned.at, planned.why) == (NOW + DAY, "every 6h, says Ada; its server asks to wait")
    assert due(POLICY, facts(wish=WISH, heard=heard({"retry-after": "60"}, at=NOW))).at == NOW + 6 * HOUR


def test_a_budget_of_fewer_looks_makes_all_waits_longer() -> None:
    demand = Demand(sources=100, known=50, pulls=20.0)
    few, many = (priced(replace(POLICY, budget=budget), demand) for budget in (10.0, 100.0))
    assert due(few, facts()).at > due(many, facts()).at
    assert priced(POLICY, demand) == POLICY


def test_before_anything_is_known_a_budget_is_shared_evenly() -> None:
    new = priced(replace(POLICY, budget=50.0), Demand(sources=100, known=0, pulls=0.0))
    assert new.cost == replace(POLICY, every=2 * DAY).cost


@pytest.mark.parametrize(("text", "every"), [("30m", HOUR / 2), ("6H", 6 * HOUR), ("2w", 14 * DAY), ("never", None)])
def test_intervals_are_written_as_people_write_them(text: str, every: timedelta | None) -> None:
    assert interval_given(text) == every


@pytest.mark.parametrize("text", ["", "0h", "6", "h", "-1d", "99999w", "sometimes", "6h 1d"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no interval"):
        interval_given(text)


def test_the_latest_word_counts_and_words_on_other_things_do_not() -> None:
    first = Overrule(what="interval", value="6h", instead_of=None, why="", who="Ada", at=NOW)
    words = [first, replace(first, value="never", at=NOW + DAY), replace(first, what="standing", at=NOW + 2 * DAY)]
    assert wished(words) == Wish(text="never", every=None, who="Ada")
    assert wished(words[2:]) is None


def test_a_look_that_is_no_later_than_the_latest_teaches_nothing() -> None:
    pace = paced((1.0, False))
    assert learnt(pace, NOW, changed=True) == learnt(pace, NOW - DAY, changed=True) == pace


@pytest.mark.parametrize(("time", "words"), [(HOUR / 2, "30 min"), (6 * HOUR, "6 h"), (9 * DAY, "9 days")])
def test_spans_are_told_in_the_unit_that_suits_them(time: timedelta, words: str) -> None:
    assert span(time) == words
