"""The queue of rescue: limits are honoured, every failure is visible, and nothing is lost or done twice."""

import signal
import subprocess
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawler.rescuing.pages import CARRIES, CLAIM, LOST, document
from tests.crawler.rescuing.runs import copies, errand, offered, rescued
from tests.crawler.rescuing.wayback import BROKEN, Wayback, answer
from tests.crawls import Record
from tests.site import Step

BUSY = b"<html><head><title>429 Too Many Requests</title></head></html>"
BLOCKED = b"org.example.wayback.exception.AdministrativeAccessControlException: Blocked Site Error\n"


def busy(retry_after: str | None = None) -> list[Step]:
    headers = "" if retry_after is None else f"Retry-After: {retry_after}\r\n"
    return [answer(BUSY, status=429, headers=headers)]


def test_an_archive_that_asks_for_time_is_given_it_and_asked_again(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    wayback.scripts = {"/cdx/": [busy("1")], "/web/": [busy("1")]}
    rescued(record)
    assert [each.path[:5] for each in wayback.asked] == ["/cdx/", "/cdx/", "/web/", "/cdx/", "/web/"]
    index, again, copy, anew, _ = (each.at for each in wayback.asked)
    assert again - index >= 1
    assert anew - copy >= 1
    assert offered(record, url) == ["2026-03-01"]
    assert (errand(record)["state"], errand(record)["tries"]) == ("done", 0)


def test_one_that_asks_for_long_is_left_alone_by_every_errand_and_later_runs(
    record: Record, wayback: Wayback, tmp_path: Path, url: str
) -> None:
    others = [wayback.site.url(f"/other{number}", host="page.example") for number in range(3)]
    (tmp_path / "more.md").write_text(document(*others, claims=tuple(f"{CLAIM}, or {word}" for word in "abc")))
    assert record.command("add", str(tmp_path / "more.md")).returncode == 0
    wayback.scripts["/cdx/"] = [busy("3600")]
    said = rescued(record)
    assert len(wayback.asked) == 1
    assert "loopback was left alone for the rest of this run" in said
    assert "left alone for the rest of this run: it asked for that until" in rescued(record)
    record.add([wayback.site.url("/new", host="page.example")], name="new.md")
    rescued(record, "-a", "due=all")
    assert len(wayback.asked) == 1
    first, *rest = record.rows("rescue", "--list", "--state", "waiting")
    told = next(row for row in (first, *rest) if row["problem"])
    assert "status 429, and asks to wait 3600 s" in told["problem"]
    assert datetime.fromisoformat(told["next_try"]) - datetime.fromisoformat(told["tried"]) >= timedelta(seconds=3600)
    assert len(rest) == 4
    rescued(record, "-a", f"url={told['url']}")
    assert len(wayback.asked) == 1


def test_without_a_time_of_its_own_it_is_left_alone_for_a_while(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    wayback.scripts["/web/"] = [busy()]
    rescued(record)
    assert len(wayback.asked) == 2
    told = errand(record)
    assert (told["state"], told["tries"]) == ("waiting", 1)
    waits = datetime.fromisoformat(told["next_try"]) - datetime.fromisoformat(told["tried"])
    assert timedelta(minutes=11) <= waits <= timedelta(minutes=19)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ([answer(b"<p>Oops</p>", status=503)], "status 503"),
        ([answer(b"overloaded", status=504)], "status 504: overloaded"),
        (BROKEN, "connection broke"),
        ([10.0], "no complete answer came in time"),
        ([answer(b"<!doctype html><p>Our index is being mended.</p>")], "no index"),
        ([answer(b"{\x1f\x8b\x08rubbish", headers="Content-Encoding: gzip\r\n")], "no index"),
        ([answer(b"\x1f\x8b\x08\x00rubbish", headers="Content-Encoding: gzip\r\n")], "damaged or too large"),
    ],
)
def test_every_failure_of_an_index_is_visible_and_tried_again_later(
    record: Record, wayback: Wayback, script: list[Step], words: str
) -> None:
    wayback.scripts["/cdx/"] = [script]
    said = rescued(record, CITEWATCH_TIMEOUT="1")
    told = errand(record)
    assert (told["state"], told["tries"]) == ("waiting", 1)
    assert words in told["problem"]
    assert told["next_try"] > told["tried"]
    assert "1 waiting" in said
    assert "waits: " in said


def test_a_site_that_the_archive_does_not_show_is_settled_as_that(record: Record, wayback: Wayback) -> None:
    wayback.scripts["/cdx/"] = [[answer(BLOCKED, status=403, media="text/plain")]]
    rescued(record)
    told = errand(record)
    assert (told["state"], told["problem"]) == (
        "nothing",
        "the archive does not show this page (AdministrativeAccessControlException)",
    )


def test_rows_that_cannot_be_used_are_told(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    row = wayback.index[url][0]
    wayback.index[url] += [[*row[:6], "0"], [row[0], "20261301000000", *row[2:]]]
    rescued(record)
    told = errand(record)
    assert told["state"] == "done"
    assert told["problem"] == "2 rows of its index cannot be used (1 no such moment, 1 nothing kept)"


def test_a_copy_that_is_not_to_be_had_does_not_hide_the_next(record: Record, wayback: Wayback, url: str) -> None:
    for stamp in ("20260401", "20260301", "20260201"):
        wayback.keep(url, stamp, CARRIES, digest=stamp)
    wayback.scripts["/web/20260401"] = [[answer(b"", status=500)]]
    rescued(record)
    assert offered(record, url) == ["2026-03-01"]
    told = errand(record)
    assert (told["state"], told["problem"]) == ("done", "2026-04-01: the archive answers with status 500")


def test_where_two_copies_are_not_to_be_had_the_errand_waits(record: Record, wayback: Wayback, url: str) -> None:
    for stamp in ("20260401", "20260301", "20260201"):
        wayback.keep(url, stamp, CARRIES, digest=stamp)
    wayback.scripts["/web/"] = [[answer(b"", status=500)], [answer(b"", status=502)]]
    rescued(record)
    assert len(wayback.seen("/web/")) == 2
    assert (errand(record)["state"], errand(record)["problem"]) == ("waiting", "the archive answers with status 500")


def test_a_redirect_to_what_is_no_address_is_told(record: Record, wayback: Wayback, url: str) -> None:
    wayback.redirect(url, "20260301", "http://[bad")
    rescued(record)
    assert "2026-03-01: the archive answers with a page of its own" in errand(record)["problem"]


def test_a_circle_of_captured_redirects_is_a_refused_copy(record: Record, wayback: Wayback, url: str) -> None:
    there = url.replace("/mill", "/login")
    wayback.redirect(url, "20260301", wayback.raw(there, "20260301"))
    wayback.redirect(there, "20260301", wayback.raw(url, "20260301"), listed=False)
    rescued(record)
    assert copies(record, url)["2026-03-01"]["verdict"] == "redirect-loop"
    assert "the copy leads in a circle, after 2 redirects" in errand(record)["problem"]


def test_an_archive_in_a_private_network_is_asked_only_where_that_is_allowed(record: Record, wayback: Wayback) -> None:
    rescued(record, CITEWATCH_ALLOW_NETWORKS="")
    assert wayback.asked == []
    assert "private network" in errand(record)["problem"]


def test_a_redirect_into_a_private_network_is_not_followed(record: Record, wayback: Wayback, url: str) -> None:
    wayback.scripts["/cdx/"] = [[answer(b"", status=302, headers="Location: http://169.254.169.254/latest/\r\n")]]
    rescued(record)
    assert "169.254.169.254" in errand(record)["problem"]


def test_three_errands_that_fail_one_after_the_other_end_the_asking(
    record: Record, wayback: Wayback, tmp_path: Path
) -> None:
    others = [wayback.site.url(f"/other{number}", host="page.example") for number in range(5)]
    (tmp_path / "more.md").write_text(document(*others, claims=tuple(f"{CLAIM}, or {word}" for word in "abcde")))
    assert record.command("add", str(tmp_path / "more.md")).returncode == 0
    wayback.scripts["/cdx/"] = [[answer(b"", status=500)] for _ in range(9)]
    said = rescued(record)
    assert len(wayback.asked) == 3
    assert "3 errands failed one after the other" in said


def test_what_never_worked_is_said_loudly_and_waits_for_a_person(record: Record, wayback: Wayback, url: str) -> None:
    wayback.scripts["/cdx/"] = [busy("0") for _ in range(6)]
    said = rescued(record)
    assert "1 FAILED" in said
    assert f"FAILED: {url} in loopback: the archive wants to be left alone: it answers with status 429" in said
    assert "(tried 6 times)" in errand(record)["problem"]
    assert errand(record)["state"] == "failed"
    asked = len(wayback.asked)
    rescued(record)
    assert len(wayback.asked) == asked
    wayback.keep(url, "20260301", CARRIES)
    rescued(record, "-a", "due=all")
    assert errand(record)["state"] == "done"


def test_nothing_is_asked_of_an_archive_sooner_than_the_delay(record: Record, wayback: Wayback, url: str) -> None:
    for stamp in ("20260301", "20260201", "20260101"):
        wayback.keep(url, stamp, LOST + stamp.encode())
    rescued(record, CITEWATCH_ARCHIVE_DELAY="0.3")
    times = [each.at for each in wayback.asked]
    assert len(times) == 4
    assert all(later - earlier >= 0.3 for earlier, later in pairwise(times))


def _begun(record: Record, wayback: Wayback, *, until: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        record.crawl_command(spider="rescue"),
        cwd=Path(__file__).resolve().parents[3],
        env=record.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while len(wayback.asked) < until and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(wayback.asked) >= until
    return process


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_an_errand_goes_on_after_a_run_that_was_ended(
    record: Record, wayback: Wayback, url: str, end: signal.Signals
) -> None:
    wayback.keep(url, "20260401", LOST)
    wayback.keep(url, "20260301", CARRIES)
    wayback.scripts[f"/web/20260301000000id_/{url}"] = [[30.0]]
    process = _begun(record, wayback, until=3)
    process.send_signal(end)
    process.wait(60)
    assert list(copies(record, url)) == ["2026-04-01"]
    rescued(record)
    assert offered(record, url) == ["2026-03-01"]
    assert len(wayback.seen("/web/20260401000000id_/")) == 1
    assert errand(record)["state"] == "done"
    assert record.rows("verify") == []
