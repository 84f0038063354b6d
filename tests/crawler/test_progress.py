"""What people see of a running crawl."""

from collections import Counter
from io import StringIO

import pytest
from rich.console import Console

from crawler.progress import duration, remaining, screen, summary
from crawler.run import Tally

HALF = Tally(due=40, visits=20, new_snapshots=12, verdicts=Counter({"ok": 18, "not-found": 2}))


def test_the_line_names_visits_rate_time_left_and_verdicts() -> None:
    assert summary(HALF, seconds=10) == (
        "20 of 40 visited · 12 new snapshots · 2.0 a second · 10 s left (18 ok, 2 not-found)"
    )


def test_a_run_that_has_ended_has_nothing_left() -> None:
    said = summary(HALF, seconds=10, ended=True)
    assert said == "20 visited · 12 new snapshots · 2.0 a second (18 ok, 2 not-found)"


def test_before_the_first_visit_no_time_left_is_invented() -> None:
    assert remaining(Tally(due=5), seconds=3) is None
    assert summary(Tally(due=5), seconds=3) == "0 of 5 visited · 0 new snapshots"


def test_lost_visits_are_said_aloud() -> None:
    assert "1 lost" in summary(Tally(due=5, visits=4, lost=1), seconds=1)


def test_what_sources_came_to_is_said_at_the_end() -> None:
    tally = Tally(visits=3, standings=Counter({"dead": 2, "reborn": 1}))
    assert "now 2 dead, 1 reborn" in summary(tally, seconds=1, ended=True)
    assert "reborn" not in summary(tally, seconds=1)


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (59, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")])
def test_lengths_of_time_are_said_as_people_do(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_the_live_screen_fits_a_narrow_terminal() -> None:
    console = Console(width=80, record=True, file=StringIO())
    console.print(screen(HALF, seconds=10))
    lines = console.export_text().splitlines()
    assert "20/40" in lines[0]
    assert "not-found 2" in lines[1]
    assert max(len(line) for line in lines) <= 80
