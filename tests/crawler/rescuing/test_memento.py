"""Archives without an index: asked for their TimeMap and TimeGate (RFC 7089), and an aggregator for those of others."""

import json
from pathlib import Path

from tests.crawler.rescuing.pages import CARRIES, LOST
from tests.crawler.rescuing.runs import copies, errand, offered, rescued
from tests.crawler.rescuing.wayback import Wayback, answer, dated
from tests.crawls import Record
from tests.site import Step

LINKS = "application/link-format"


def listing(wayback: Wayback, url: str, *stamps: str, at: str = "") -> str:
    """The copies of these stamps of 8 digits in link format, at this archive or another."""
    entries = [f'<{url}>; rel="original"']
    for stamp in stamps:
        when = dated(f"{stamp}000000").partition(": ")[2].strip()
        entries.append(f'<{at or wayback.address}/web/{stamp}000000/{url}>; rel="memento"; datetime="{when}"')
    return ",\n".join(entries)


def mapped(record: Record, wayback: Wayback, *steps: Step, timegate: str = "") -> None:
    """Have the archive ask for a TimeMap, with this answer."""
    file = record.home.parent / "archives.toml"
    wayback.write_file(file, cdx="", timemap=f"{wayback.address}/timemap/", timegate=timegate)
    wayback.scripts["/timemap/"] = [list(steps)]


def gated(record: Record, wayback: Wayback) -> None:
    """Have the archive ask for its TimeGate alone."""
    file = record.home.parent / "archives.toml"
    wayback.write_file(file, cdx="", timegate=f"{wayback.address}/gate/")


def led(location: str, headers: str = "") -> list[Step]:
    return [answer(b"", status=302, headers=f"Location: {location}\r\n{headers}")]


def test_the_copies_of_a_timemap_are_fetched_raw_the_nearest_first(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", LOST)
    wayback.keep(url, "20250301", CARRIES)
    mapped(record, wayback, answer(listing(wayback, url, "20240301", "20250301", "20260301").encode(), media=LINKS))
    rescued(record)
    assert [each.path.partition("/http")[0] for each in wayback.seen("/web/")] == [
        "/web/20260301000000id_",
        "/web/20250301000000id_",
    ]
    assert offered(record, url) == ["2025-03-01"]


def test_a_page_in_the_place_of_a_timemap_is_told_and_asked_for_again(
    record: Record, wayback: Wayback, url: str
) -> None:
    mapped(record, wayback, answer(b"<!doctype html><p>We are <a href='/x'>mending</a> our lists.</p>"))
    rescued(record)
    told = errand(record)
    assert (told["state"], told["problem"]) == ("waiting", "the archive's list of copies is no such list")


def test_of_a_timemap_that_is_too_large_the_timegate_is_asked(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    huge = answer(b"<urn:x>; rel=memento,\n" * 500_000, media=LINKS)
    mapped(record, wayback, huge, timegate=f"{wayback.address}/gate/")
    wayback.scripts["/gate/"] = [led(f"/web/20260301000000/{url}")]
    rescued(record)
    assert offered(record, url) == ["2026-03-01"]


def test_a_timegate_is_asked_for_the_citing_date_and_followed_to_its_copy(
    record: Record, wayback: Wayback, url: str
) -> None:
    wayback.keep(url, "20260301", CARRIES)
    gated(record, wayback)
    # First to another TimeGate, as those that moved to https do.
    wayback.scripts["/gate/"] = [led(f"/newer/{url}")]
    wayback.scripts["/newer/"] = [led(f"/web/20260301000000/{url}")]
    rescued(record)
    asked = [seen.head.lower() for seen in record.site.requests if b"/gate/" in seen.head or b"/newer/" in seen.head]
    assert len(asked) == 2
    assert all(b"\r\naccept-datetime: " in head for head in asked)
    assert offered(record, url) == ["2026-03-01"]


def test_a_timegate_that_gives_the_copy_itself_says_where_it_is(record: Record, wayback: Wayback, url: str) -> None:
    wayback.keep(url, "20260301", CARRIES)
    gated(record, wayback)
    headers = f"{dated('20260301000000')}Content-Location: /web/20260301000000/{url}\r\n"
    wayback.scripts["/gate/"] = [[answer(CARRIES, headers=headers)]]
    rescued(record)
    assert offered(record, url) == ["2026-03-01"]


def test_a_timegate_that_knows_nothing_is_told_apart_from_one_that_does_not_answer_as_one(
    record: Record, wayback: Wayback, url: str
) -> None:
    gated(record, wayback)
    wayback.scripts["/gate/"] = [[answer(b"<p>Welcome to our archive.</p>")]]
    rescued(record)
    assert "TimeGate names no copy, and does not say that it has none" in errand(record)["problem"]
    wayback.scripts["/gate/"] = [[answer(b"", status=404, headers=f'Link: <{url}>; rel="original"\r\n')]]
    rescued(record, "-a", "due=all")
    assert (errand(record)["state"], errand(record)["problem"]) == ("nothing", "no copy of this page")


def test_copies_that_an_aggregator_names_are_fetched_from_whoever_may_be_asked(
    record: Record, wayback: Wayback, url: str
) -> None:
    wayback.keep(url, "20250301", CARRIES)
    elsewhere = ["http://10.0.0.7", "http://169.254.169.254", "http://[bad", "http://closed.example:1"]
    entries = [f"{there}/web/2026030{day}000000/{url}" for day, there in enumerate(elsewhere, 1)]
    found = [{"datetime": f"2026-03-0{day}T00:00:00Z", "uri": uri} for day, uri in enumerate(entries, 1)]
    found.append({"datetime": "2025-03-01T00:00:00Z", "uri": f"{wayback.address}/web/20250301000000/{url}"})
    mapped(record, wayback, answer(json.dumps({"original_uri": url, "mementos": {"list": found}}).encode()))
    rescued(record)
    assert offered(record, url) == ["2025-03-01"]
    told = errand(record)
    assert told["state"] == "done"
    for words in ("10.0.0.7", "169.254.169.254", "closed.example:1: ", "1 entry of its list cannot be used"):
        assert words in told["problem"]


def test_an_archive_that_an_aggregator_names_is_left_alone_where_it_asks_for_that(
    record: Record, wayback: Wayback, url: str, tmp_path: Path
) -> None:
    wayback.keep(url, "20260301", CARRIES)
    rows = [
        f'[[archive]]\nname = "all"\ntimemap = "http://lists.example:{wayback.site.ports["http"]}/timemap/"\n',
        f'[[archive]]\nname = "one"\nraw = "{wayback.address}/web/{{stamp}}id_/{{url}}"\n'
        f'cdx = "{wayback.address}/cdx/search/cdx"\n',
    ]
    (tmp_path / "archives.toml").write_text("\n".join(rows))
    listed = answer(listing(wayback, url, "20260301", "20260201").encode(), media=LINKS)
    wayback.site.answer(f"/timemap/{url}", listed)
    wayback.scripts["/web/"] = [[answer(b"", status=429, headers="Retry-After: 3600\r\n")]]
    rescued(record, CITEWATCH_ARCHIVES="all,one")
    assert [each.path[:5] for each in wayback.asked] == ["/web/"]
    waiting = {row["archive"]: row for row in record.rows("rescue", "--list")}
    assert waiting["all"]["problem"].startswith("one: the archive wants to be left alone: it answers with status 429")
    assert (waiting["one"]["state"], waiting["one"]["tries"]) == ("waiting", 0)
    assert copies(record, url) == {}
