"""The main job: every source ends in exactly one visit, and only pages become snapshots."""

import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.crawls import Record
from tests.site import Close, Reset, Site

HTML = b"<html><head><title>%s</title></head><body><article><h1>%s</h1>%s</article></body></html>"
STUB = b'<title>Moved</title><meta http-equiv="refresh" content="0; url=%s"><p>This page has moved.</p>'
LONG = "/" + "x" * 4000


def page(words: str, title: str = "A report") -> bytes:
    """A page with one paragraph long enough to be found."""
    paragraph = f"<p>{words} The committee met in spring and published what it had found, page by page.</p>"
    return HTML % (title.encode(), title.encode(), (paragraph * 3).encode())


def answer(body: bytes, *, status: str = "200 OK", headers: str = "", kind: str = "text/html") -> bytes:
    """A whole HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


def closed_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def script(site: Site) -> None:
    """What the site answers, by path."""
    site.answer("/robots.txt", answer(b"User-agent: *\nDisallow: /private\n", kind="text/plain"))
    site.answer("/page", answer(page("Funding rose to 24 percent.")))
    site.answer("/other", answer(page("Nothing here ever changes.")))
    site.answer("/missing", answer(b"<title>Not found</title>", status="404 Not Found"))
    site.answer("/gone", answer(b"", status="410 Gone"))
    site.answer("/soft", answer(page("Try the search.", title="Page not found")))
    site.answer("/wall", answer(b"<p>checking</p>", status="403 Forbidden", headers="cf-mitigated: challenge\r\n"))
    site.answer("/image", answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, kind="image/png"))
    site.answer("/moved", answer(b"", status="301 Moved Permanently", headers="Location: /hop\r\n"))
    site.answer("/hop", answer(b"", status="302 Found", headers="Location: /page\r\n"))
    site.answer("/loop", answer(b"", status="302 Found", headers="Location: /loop?again\r\n"))
    site.answer("/loop?again", answer(b"", status="302 Found", headers="Location: /loop\r\n"))
    site.answer("/cut", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half", Close())
    site.answer("/large", answer(b"<p>" + b"large " * 30_000))
    site.answer("/broken", b"HTTP/1.1 200 OK\r\nContent-", Reset())
    site.answer("/slow", 30.0)
    site.answer(LONG, answer(page("A very long address.")))
    site.answer("/stub", answer(STUB % b"http://nowhere.test/report"))
    site.answer("/stub-inwards", answer(STUB % b"http://10.0.0.1/report"))


def cases(site: Site) -> dict[str, str]:
    """The cited addresses, and the verdict that each must end in."""
    return {
        site.url("/page", host="a.example"): "ok",
        site.url("/missing", host="b.example"): "not-found",
        site.url("/gone", host="c.example"): "gone",
        site.url("/soft", host="d.example"): "soft-404",
        site.url("/wall", host="e.example"): "bot-wall",
        site.url("/image", host="f.example"): "unsupported",
        site.url("/moved", host="g.example"): "ok",
        site.url("/loop", host="h.example"): "redirect-loop",
        site.url("/cut", host="i.example"): "truncated",
        site.url("/large", host="j.example"): "too-large",
        site.url("/broken", host="k.example"): "reset",
        site.url("/slow", host="l.example"): "timeout",
        site.url("/private/x", host="m.example"): "robots",
        site.url(LONG, host="n.example"): "ok",
        site.tls_url("good", "/page", host="o.example"): "ok",
        site.tls_url("expired", "/page", host="p.example"): "tls-expired",
        site.tls_url("wrong-host", "/page", host="q.example"): "tls-invalid",
        site.tls_url("unknown-ca", "/page", host="r.example"): "tls-invalid",
        f"http://s.example:{closed_port()}/": "refused",
        "http://nowhere.test/": "dns-gone",
        "http://later.test/": "dns-temporary",
        "http://private.test/": "address-refused",
        "http://10.0.0.1/": "address-refused",
        "ftp://t.example/file": "unsupported",
        site.url("/stub", host="u.example"): "moved",
        site.url("/stub-inwards", host="v.example"): "address-refused",
    }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, dict[str, str], dict[str, Any]]]:
    """One crawl over every case: the record, the verdicts asked for, and the visits by URL."""
    with Site() as site:
        script(site)
        record = Record(tmp_path_factory.mktemp("crawl") / "data", site)
        wanted = cases(site)
        record.add(list(wanted))
        limits = ("CITEWATCH_MAX_SIZE=100000", "CITEWATCH_MAX_REDIRECTS=5", "CITEWATCH_TIMEOUT=8")
        done = record.crawl(*(f"-s{limit}" for limit in limits))
        assert done.returncode == 0, done.stderr
        yield record, wanted, {visit["url"]: visit for visit in record.rows("visits")}


def test_every_source_ends_in_exactly_one_visit_with_its_verdict(crawled: Any) -> None:
    record, wanted, visits = crawled
    assert len(record.rows("visits")) == len(wanted)
    assert {url: visit["verdict"] for url, visit in visits.items()} == wanted


def test_only_pages_become_snapshots(crawled: Any) -> None:
    _, wanted, visits = crawled
    shown = {url for url, visit in visits.items() if visit["snapshot"] is not None}
    assert shown == {url for url, verdict in wanted.items() if verdict in ("ok", "tls-expired", "tls-invalid")}


def test_every_redirect_hop_is_recorded_and_captured(crawled: Any) -> None:
    record, _, visits = crawled
    moved = visits[record.site.url("/moved", host="g.example")]
    hops = [record.site.url(path, host="g.example") for path in ("/moved", "/hop", "/page")]
    assert moved["redirects"] == hops[:2]
    assert moved["final_url"] == hops[2]
    captures = record.rows("captures", moved["url"])
    assert sorted(c["url"] for c in captures) == sorted(hops)


def test_a_failure_keeps_what_came_as_evidence(crawled: Any) -> None:
    record, _, visits = crawled
    cut = visits[record.site.url("/cut", host="i.example")]
    assert cut["status"] == 200
    assert cut["capture"] is not None
    assert cut["reasons"][0]["sign"] == "truncated"


def test_a_refused_address_is_never_connected_to(crawled: Any) -> None:
    _, _, visits = crawled
    assert visits["http://private.test/"]["capture"] is None
    assert "10.0.0.1" in visits["http://private.test/"]["reasons"][0]["seen"]


def test_the_record_and_its_evidence_agree(crawled: Any) -> None:
    record, _, _ = crawled
    checked = record.command("verify")
    assert checked.returncode == 0, checked.stdout


def test_the_run_is_kept_with_its_figures(crawled: Any) -> None:
    record, wanted, _ = crawled
    (run,) = record.rows("runs")
    assert run["state"] == "finished"
    assert run["statistics"]["visits"] == len(wanted)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Record]:
    """A record of three pages."""
    with Site() as site:
        script(site)
        record = Record(tmp_path / "data", site)
        record.add([site.url(path, host="a.example") for path in ("/page", "/other", "/missing")])
        yield record


def test_only_what_changed_gets_a_new_snapshot(small: Record) -> None:
    small.crawl()
    small.site.answer("/page", answer(page("Funding fell to 21 percent.")))
    small.site.answer("/other", answer(page("Nothing here ever changes.") + b"<!-- nonce 81 -->"))
    small.crawl("-a", "due=all")
    numbers = {row["url"].rpartition("/")[2]: row["number"] for row in small.rows("snapshots")}
    newest = [(row["url"].rpartition("/")[2], row["snapshot"]) for row in small.rows("visits")]
    assert numbers["other"] == 1
    assert sorted(newest, key=str) == [
        *[("missing", None), ("missing", None)],
        *[("other", 1), ("other", 1)],
        *[("page", 1), ("page", 2)],
    ]
    (change,) = small.rows("changes")
    assert (change["added_words"], change["removed_words"]) == (2, 2)


def test_a_page_is_asked_for_conditionally_and_a_304_is_an_unchanged_visit(small: Record) -> None:
    validators = 'ETag: "v1"\r\nLast-Modified: Sun, 01 Mar 2026 00:00:00 GMT\r\n'
    whole = answer(page("Funding rose."), headers=validators)
    unchanged = answer(b"", status="304 Not Modified", headers=validators)
    small.site.answer("/page", of=lambda seen: [unchanged if b'If-None-Match: "v1"' in seen.head else whole])
    small.crawl()
    small.crawl("-a", "due=all", "-a", f"url={small.site.url('/page', host='a.example')}")
    newest = small.rows("visits", small.site.url("/page", host="a.example"))[0]
    assert (newest["status"], newest["verdict"], newest["snapshot"]) == (304, "ok", 1)
    assert b"If-Modified-Since: Sun, 01 Mar 2026" in small.site.seen("/page")[-1].head


def test_a_page_that_went_back_to_what_it_said_is_not_taken_for_its_successor(small: Record) -> None:
    """The middle version comes without validators; the first one's ETag must not outlive it."""
    url = small.site.url("/page", host="a.example")
    first = answer(page("Funding rose."), headers='ETag: "v1"\r\n')
    unchanged = answer(b"", status="304 Not Modified", headers='ETag: "v1"\r\n')
    tagged = {"of": lambda seen: [unchanged if b'If-None-Match: "v1"' in seen.head else first]}
    small.site.answer("/page", **tagged)
    small.crawl("-a", f"url={url}")
    small.site.answer("/page", answer(page("Funding fell.")))
    small.crawl("-a", f"url={url}", "-a", "due=all")
    small.site.answer("/page", **tagged)
    small.crawl("-a", f"url={url}", "-a", "due=all")
    assert [row["snapshot"] for row in small.rows("visits", url)] == [1, 2, 1]
    assert "Funding rose" in small.command("show", url).stdout


def test_what_was_visited_is_not_due_again_before_its_time(small: Record) -> None:
    small.crawl()
    again = small.crawl()
    assert again.returncode == 0
    assert len(small.rows("visits")) == 3
    assert "nothing is due" in again.stderr


def test_a_crawl_can_be_limited_to_a_document_a_source_or_a_number(small: Record) -> None:
    small.crawl("-a", "limit=2")
    assert len(small.rows("visits")) == 2
    small.crawl("-a", f"url={small.site.url('/page', host='A.example')}#top", "-a", "due=all")
    small.crawl("-a", "document=cited.md")
    assert {row["url"] for row in small.rows("sources") if row["verdict"]} == {
        small.site.url(path, host="a.example") for path in ("/page", "/other", "/missing")
    }


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("url=http://never.example/", "no source"),
        ("document=nothing.md", "no document"),
        ("due=sometimes", "due=all"),
        ("limit=none", "not a number"),
        ("colour=red", "document, url, due and limit"),
    ],
)
def test_arguments_that_name_nothing_are_bad_usage(small: Record, argument: str, said: str) -> None:
    refused = small.crawl("-a", argument)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_setting_that_does_not_exist_is_bad_usage(small: Record) -> None:
    for refused in (small.crawl("-s", "CITEWATCH_NOPE=1"), small.crawl(CITEWATCH_NOPE="1")):
        assert refused.returncode == 2
        assert "CITEWATCH_NOPE" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert small.rows("runs") == []


def test_a_missing_part_stops_the_run_before_any_page_is_lost(small: Record, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "lxml_html_clean.py").write_text("raise ImportError('not installed')\n")
    stopped = small.run(small.crawl_command(), PYTHONPATH=str(tmp_path / "broken"))
    assert stopped.returncode == 1
    assert "citewatch doctor" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert small.rows("snapshots") == []
    assert small.rows("runs")[0]["state"] == "failed"
    assert small.crawl().returncode == 0
    assert {row["verdict"] for row in small.rows("visits")} == {"ok", "not-found"}


def test_evidence_that_cannot_be_written_ends_the_run_and_nothing_is_recorded(small: Record, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("no folder")
    stopped = small.crawl(CITEWATCH_WARC=str(tmp_path / "a-file"))
    assert stopped.returncode == 1
    assert "cannot be written" in stopped.stderr
    assert "<title>" not in stopped.stderr
    assert small.rows("visits") == []
    assert small.crawl().returncode == 0
    assert len(small.rows("visits")) == 3


def test_an_interrupted_crawl_keeps_what_it_recorded_and_leaves_the_rest_due(small: Record) -> None:
    small.site.answer("/other", 60.0)
    crawl = subprocess.Popen(
        small.crawl_command("-s", "CITEWATCH_TIMEOUT=5"), cwd=ROOT, env=small.environment, stderr=subprocess.PIPE
    )
    assert crawl.stderr is not None
    said = iter(crawl.stderr.readline, b"")
    assert any(b" ok " in line for line in said)
    crawl.send_signal(signal.SIGINT)
    assert crawl.wait(30) == 130
    crawl.stderr.close()
    assert small.rows("runs")[0]["state"] == "interrupted"
    assert 1 <= len(small.rows("visits")) <= 3
    small.site.answer("/other", answer(page("Nothing here ever changes.")))
    small.crawl()
    assert {row["url"] for row in small.rows("visits")} == {row["url"] for row in small.rows("sources")}


def test_two_crawls_at_once_share_the_sources(tmp_path: Path) -> None:
    with Site() as site:
        record = Record(tmp_path / "data", site)
        paths = [f"/page{number}" for number in range(30)]
        for path in paths:
            site.answer(path, 0.2, answer(page(f"This is {path}.")))
        record.add([site.url(path, host=f"h{number}.example") for number, path in enumerate(paths)])
        both = [
            subprocess.Popen(record.crawl_command(), cwd=ROOT, env=record.environment, stderr=subprocess.DEVNULL)
            for _ in range(2)
        ]
        assert [crawl.wait(60) for crawl in both] == [0, 0]
        assert sorted(row["url"] for row in record.rows("visits")) == sorted(
            row["url"] for row in record.rows("sources")
        )
        assert record.rows("verify") == []


def test_the_record_may_live_in_postgresql(small: Record, postgresql_url: str) -> None:
    here = {"CITEWATCH_DATABASE": postgresql_url}
    document = small.home.parent / "cited.md"
    assert small.command("add", str(document), **here).returncode == 0
    assert small.crawl(**here).returncode == 0
    assert sorted(row["verdict"] for row in small.rows("visits", **here)) == ["not-found", "ok", "ok"]
    assert len(small.rows("search", "committee", **here)) == 2
    assert small.rows("verify", **here) == []


def test_the_first_crawl_of_all_watches_the_bundled_document(tmp_path: Path) -> None:
    with Site() as site:
        record = Record(tmp_path / "data", site)
        assert record.crawl().returncode == 0
        (document,) = record.rows("list")
        assert (document["document"], document["sources"]) == ("bundled.md", 20)
        assert {row["verdict"] for row in record.rows("visits")} == {"dns-gone"}
