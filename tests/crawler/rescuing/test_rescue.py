"""`scrapy crawl rescue`: the right copy is chosen, and bad ones are refused with their reasons."""

from datetime import datetime
from pathlib import Path

from tests.crawler.rescuing.pages import CARRIES, CHALLENGE, CLAIM, LOST, MISSING, document, page
from tests.crawler.rescuing.runs import copies, errand, offered, rescued
from tests.crawler.rescuing.wayback import Wayback, answer
from tests.crawls import Record


def test_the_nearest_copy_that_carries_the_claim_is_offered(record: Record, wayback: Wayback, url: str) -> None:
    assert record.crawl().returncode == 0
    wayback.keep(url, "20260601", MISSING)
    wayback.keep(url, "20260501", CHALLENGE)
    wayback.keep(url, "20260401", LOST)
    wayback.keep(url, "20260301", CARRIES)
    wayback.keep(url, "20260201", CARRIES)
    said = rescued(record)
    found = copies(record, url)
    assert {day: row["verdict"] for day, row in found.items()} == {
        "2026-06-01": "soft-404",
        "2026-05-01": "bot-wall",
        "2026-04-01": "ok",
        "2026-03-01": "ok",
    }
    assert "a copy of no page of the source: soft-404" in found["2026-06-01"]["refused"]
    assert found["2026-04-01"]["refused"] is None
    assert [claim["state"] for claim in found["2026-04-01"]["claims"]] == ["contradicted"]
    assert found["2026-03-01"]["claims"] == [{"claim": f"{CLAIM}.", "state": "verbatim"}]
    assert offered(record, url) == ["2026-03-01"]
    assert (errand(record)["state"], errand(record)["why"]) == ("done", "doubtful")
    assert "1 errand · 1 source helped · 2 copies kept · 2 refused" in said


def test_what_was_enough_is_asked_for_once_and_never_again(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    wayback.keep(url, "20260201", CARRIES)
    rescued(record)
    assert [each.path for each in wayback.seen("/web/")] == [f"/web/20260301000000id_/{url}"]
    before = len(wayback.asked)
    rescued(record)
    rescued(record, "-a", "due=all")
    assert len(wayback.asked) == before


def test_a_copy_from_before_the_citing_date_goes_before_a_nearer_one_from_after_it(
    record: Record, wayback: Wayback, url: str, tmp_path: Path
) -> None:
    (tmp_path / "mills.md").write_text(document(url) + "\nAs seen.\n")
    added = record.command("add", str(tmp_path / "mills.md"), "--date", "2026-03-10")
    assert added.returncode == 0, added.stderr
    wayback.keep(url, "20260311", CARRIES)
    wayback.keep(url, "20260101", CARRIES)
    rescued(record)
    assert list(copies(record, url)) == ["2026-01-01"]
    asked = wayback.seen("/cdx/")[0].path
    assert "closest=20260310" in asked


def test_the_same_payload_is_fetched_once(record: Record, wayback: Wayback, url: str) -> None:
    for stamp in ("20260301", "20260201", "20260101"):
        wayback.keep(url, stamp, LOST, digest="SAME")
    wayback.keep(url, "20251201", CARRIES)
    rescued(record)
    assert list(copies(record, url)) == ["2026-03-01", "2025-12-01"]


def test_where_no_copy_carries_the_claim_none_is_offered(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", LOST)
    rescued(record)
    assert offered(record, url) == []
    told = errand(record)
    assert (told["state"], told["next_try"]) == ("nothing", None)
    assert told["problem"] == "1 copy carries none of the claims"


def test_no_more_copies_are_fetched_than_the_settings_say(record: Record, wayback: Wayback, url: str) -> None:
    for day in range(1, 9):
        wayback.keep(url, f"202603{day:02}", LOST + b" " * day)
    rescued(record, CITEWATCH_ARCHIVE_COPIES="3")
    assert len(copies(record, url)) == 3


def test_redirects_inside_the_archive_are_followed(record: Record, wayback: Wayback, url: str) -> None:
    secure = url.replace("http://", "http://www.")
    wayback.redirect(url, "20260301", f"/web/20260301080000id_/{secure}", captured=False)
    wayback.copies[f"20260301080000id_/{secure}"] = [
        answer(CARRIES, headers="Memento-Datetime: Sun, 01 Mar 2026 08:00:00 GMT\r\n")
    ]
    rescued(record)
    found = copies(record, url)["2026-03-01"]
    assert (found["verdict"], found["refused"], found["offered"]) == ("ok", None, True)


def test_a_captured_redirect_to_another_page_is_judged_as_one(record: Record, wayback: Wayback, url: str) -> None:
    home = url.removesuffix("mill")
    wayback.redirect(url, "20260301", wayback.raw(home, "20260301"))
    wayback.keep(home, "20260301", page("Welcome.", title="The village"), listed=False)
    elsewhere = url.replace("/mill", "/works/mill-at-eastmoor")
    wayback.redirect(url, "20260201", f"//{wayback.raw(elsewhere, '20260201').partition('//')[2]}")
    wayback.keep(elsewhere, "20260201", CARRIES, listed=False)
    rescued(record)
    found = copies(record, url)
    assert found["2026-03-01"]["verdict"] == "home-redirect"
    assert found["2026-03-01"]["refused"]
    assert (found["2026-02-01"]["refused"], found["2026-02-01"]["offered"]) == (None, True)


def test_a_redirect_that_was_left_as_captured_does_not_lead_out_of_the_archive(
    record: Record, wayback: Wayback, url: str
) -> None:
    live = url.replace("/mill", "/moved")
    wayback.redirect(url, "20260301", live)
    wayback.keep(live, "20260301", CARRIES, listed=False)
    before = len(record.site.seen("/moved"))
    rescued(record)
    assert len(record.site.seen("/moved")) == before
    assert offered(record, url) == ["2026-03-01"]


def test_a_copy_that_the_archive_does_not_play_is_told_and_the_next_is_fetched(
    record: Record, wayback: Wayback, url: str
) -> None:
    wayback.redirect(url, "20260601", wayback.raw(url, "20251201"), captured=False)
    wayback.keep(url, "20251201", CARRIES)
    rescued(record)
    assert offered(record, url) == ["2025-12-01"]
    assert errand(record)["problem"] == (
        "2026-06-01: the archive does not play the copy of 2026-06-01: it leads to that of 2025-12-01"
    )


def test_an_archived_answer_to_too_many_requests_is_the_pages_and_not_the_archives(
    record: Record, wayback: Wayback, url: str
) -> None:
    wayback.keep(url, "20260401", b"<p>Slow down.</p>", status=429)
    wayback.index[url][0][4] = "200"
    wayback.keep(url, "20260301", CARRIES)
    rescued(record)
    assert copies(record, url)["2026-04-01"]["verdict"] == "rate-limited"
    assert offered(record, url) == ["2026-03-01"]


def test_a_page_of_the_archives_own_is_no_copy(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", LOST)
    own = b"<p>Sorry. This URL has been excluded from the Wayback Machine.</p>"
    wayback.copies[f"20260301000000id_/{url}"] = [answer(own)]
    rescued(record)
    assert copies(record, url) == {}
    told = errand(record)
    assert told["state"] == "nothing"
    assert "has been excluded from the Wayback Machine" in told["problem"]


def test_a_living_source_gets_a_baseline_from_before_it_was_cited(
    record: Record, wayback: Wayback, tmp_path: Path
) -> None:
    live = wayback.site.url("/alive", host="alive.example")
    wayback.site.answer("/alive", answer(CARRIES))
    (tmp_path / "other.md").write_text(document(live))
    assert record.command("add", str(tmp_path / "other.md")).returncode == 0
    record.crawl("-a", f"url={live}")
    wayback.keep(live, "20250101", LOST)
    rescued(record, "-a", "document=other.md")
    (row,) = record.rows("rescue", "--list", "--url", live)
    assert (row["why"], row["state"]) == ("baseline", "nothing")
    assert copies(record, live)["2025-01-01"]["claims"][0]["state"] == "contradicted"
    assert [each for each in record.rows("rescue", "--list") if each["url"] != live] == []


def test_copies_are_listed_among_no_sources_and_searched_with_none(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    rescued(record)
    assert [row["url"] for row in record.rows("sources")] == [url]
    assert record.rows("snapshots") == []
    assert record.rows("search", "Eastmoor") == []
    assert record.rows("visits") == []
    (run,) = [row for row in record.rows("runs") if row["spider"] == "rescue"]
    assert (run["statistics"]["visits"], run["statistics"]["copies"], run["statistics"]["kept"]) == (0, 1, 1)


def test_replay_makes_the_copies_again_from_the_evidence(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260401", MISSING)
    wayback.keep(url, "20260301", CARRIES)
    rescued(record)
    assert record.rows("verify") == []
    anew = {"CITEWATCH_DATABASE": f"sqlite:///{record.home / 'new.db'}"}
    done = record.crawl(spider="replay", **anew)
    assert done.returncode == 0, done.stderr
    assert record.rows("copies", **anew) == record.rows("copies")
    assert record.rows("sources", **anew) == record.rows("sources")


def test_links_of_a_copy_are_those_of_the_page(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES.replace(b"</main>", b"<p><a href='/next'>Read on here</a></p></main>"))
    rescued(record)
    raw = wayback.raw(url, "20260301")
    (row,) = record.rows("visits", raw)
    assert datetime.fromisoformat(row["at"])
    assert row["verdict"] == "ok"
    assert record.rows("explain", raw)
