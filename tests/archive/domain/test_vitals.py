"""What is wrong with the watching is told from its figures, with the next step; a dead link is none of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.vitals import (
    ROOM,
    Ailment,
    AilmentKind,
    Due,
    Errands,
    Job,
    LastRun,
    Pending,
    Room,
    Vitals,
    ailments,
)

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RUN = LastRun(
    spider="sources", run="cd5b931f", state="finished", started=NOW - HOUR, finished=NOW, statistics={"visits": 3}
)
WELL = Vitals(
    at=NOW,
    documents=1,
    standings={"alive": 3, "dead": 2},
    claims={"verbatim": 3, "gone": 2},
    due=Due(now=2, soon=1, since=NOW - HOUR, next=NOW + HOUR),
    runs=(RUN,),
    events=Pending(count=3, since=NOW - 90 * DAY),
    errands=Errands(waiting=2),
    faults=0,
    held=0,
    room=Room(database=1, warc=1, warc_files=1, free=ROOM),
)


def job(**fields: Any) -> Job:
    return replace(Job(name="verify", next=None), **fields)


def run(**fields: Any) -> dict[str, Any]:
    return {"runs": (replace(RUN, **fields),)}


LATE = Due(now=2, overdue=2, since=NOW - 3 * DAY)


def test_dead_sources_lost_claims_and_an_interrupted_run_are_nothing_wrong() -> None:
    assert ailments(replace(WELL, **run(state="interrupted"))) == ()


@pytest.mark.parametrize(
    ("kind", "fields", "problem", "step"),
    [
        ("failed", run(state="failed"), "the last run of sources (cd5b931f) failed", "scrapy crawl sources"),
        ("died", run(state="died", finished=None), "its process is gone", "scrapy crawl sources"),
        ("stopped", {"jobs": (job(next=NOW - 5 * HOUR, last=NOW - DAY),)}, "due for 5 hours", "`citewatch schedule`"),
        ("jobs", {"jobs": (job(last=NOW, exit_code=1),)}, "the job verify ended with exit code 1", "logs/verify.log"),
        ("lost", run(statistics={"lost": 2}), "could not record 2 visits", "its log says why"),
        ("overdue", {"due": LATE}, "2 sources are due for over a day, one for 3 days", "do not keep up"),
        (
            "idle",
            {"due": replace(LATE, overdue=1, since=NOW - 30 * HOUR)} | run(started=NOW - 2 * DAY),
            "1 source is due for over a day, one for 30 hours",
            "scrapy crawl sources",
        ),
        ("idle", {"due": LATE} | run(spider="rescue"), "2 sources are due", "scrapy crawl sources"),
        ("faults", {"faults": 1}, "the last visit to 1 source failed by a fault of ours", "--verdict error"),
        ("held", {"held": 7}, "7 sources are held by a run beyond its time", "scrapy crawl sources"),
        (
            "events",
            {"events": Pending(count=9, in_use=True, loud=2, loud_since=NOW - 5 * DAY)},
            "2 loud events wait, one for 5 days",
            "citewatch alerts list",
        ),
        ("alerts", {"undelivered": 1}, "1 message of alerts never arrived", "citewatch alerts retry"),
        ("errands", {"errands": Errands(failed=3, late=1)}, "3 errands to other archives never worked", "--due all"),
        ("errands", {"errands": Errands(waiting=2, late=1)}, "1 errand to other archives is due", "citewatch rescue"),
        ("disk", {"room": replace(WELL.room, free=ROOM - 1)}, "only 511 MiB of disk are free", "make room"),
    ],
)
def test_each_thing_that_is_wrong_is_told_with_its_next_step(
    kind: str, fields: dict[str, Any], problem: str, step: str
) -> None:
    (found,) = ailments(replace(WELL, **fields))
    assert found.kind == kind
    assert problem in found.problem
    assert step in found.step


def test_a_crawl_that_has_been_running_for_days_still_fetches() -> None:
    vitals = replace(WELL, due=LATE, **run(state="running", started=NOW - 3 * DAY, finished=None))
    assert [each.kind for each in ailments(vitals)] == ["overdue"]


def test_a_schedule_that_runs_or_never_ran_has_not_stopped() -> None:
    late = job(next=NOW - 5 * HOUR, last=NOW - DAY)
    assert ailments(replace(WELL, jobs=(late,), scheduled=True)) == ()
    assert ailments(replace(WELL, jobs=(replace(late, last=None),))) == ()
    assert ailments(replace(WELL, jobs=(replace(late, next=NOW - HOUR),))) == ()


def test_a_job_that_was_asked_to_stop_did_not_fail() -> None:
    assert ailments(replace(WELL, jobs=(job(last=NOW, exit_code=130),))) == ()


def test_a_job_whose_run_failed_is_told_once() -> None:
    vitals = replace(WELL, jobs=(job(name="sources", last=NOW, exit_code=1),), **run(state="failed"))
    assert [each.kind for each in ailments(vitals)] == ["failed"]


def test_the_gravest_comes_first() -> None:
    vitals = replace(WELL, room=replace(WELL.room, free=0), faults=1, due=LATE, **run(state="failed"))
    assert [each.kind for each in ailments(vitals)] == ["disk", "failed", "overdue", "faults"]


@given(
    due=st.builds(Due, now=st.integers(0), overdue=st.integers(0), since=st.none() | st.just(NOW - DAY)),
    failed=st.integers(0),
    state=st.sampled_from(["running", "finished", "interrupted", "failed", "died"]),
)
def test_whatever_the_figures_are_each_line_fits_a_screen(due: Due, failed: int, state: str) -> None:
    found = ailments(replace(WELL, due=due, errands=Errands(failed=failed), **run(state=state)))
    assert all(isinstance(each, Ailment) and each.kind in AilmentKind for each in found)
    assert all("\n" not in each.problem + each.step for each in found)
