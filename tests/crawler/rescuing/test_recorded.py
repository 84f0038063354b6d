"""The recorded exchanges, played from loopback: what the Wayback Machine answered is judged as what it was."""

from pathlib import Path

import pytest

from archive.domain.mementos import take_apart
from tests.crawler.rescuing.conftest import Rescuing
from tests.crawler.rescuing.pages import document
from tests.crawler.rescuing.runs import rescued
from tests.crawler.rescuing.wayback import Wayback
from tests.recordings import Exchanged, cassettes

REAL = "web.archive.org"
_OF_THE_WIRE = frozenset({"transfer-encoding", "content-length", "connection", "strict-transport-security"})

COPIES = {
    "get_memento_follows_historical_redirects": None,
    "get_memento_returns_memento_with_accurate_url": None,
    "get_memento_with_archive_url": None,
    "get_memento_with_redirects": None,
    "get_memento_with_schemeless_redirects": "not-found",
    "get_memento_works_on_archived_rate_limit_responses": "bot-wall",
    "get_memento_raises_for_mementos_that_redirect_in_a_loop": "redirect-loop",
}
"""Cassettes that end in a copy, with the verdict for which it is refused, None where it is kept."""

NO_COPIES = {
    "get_memento_raises_blocked_error": "the archive does not show this page",
    "get_memento_raises_when_memento_is_outside_target_window": "the archive does not play the copy of 2017-11-01",
    "get_memento_should_fail_for_non_playbackable_mementos": "the archive does not play the copy of 2015-05-09",
}
"""Cassettes that end in none, with what is said of it."""


@pytest.fixture
def recorded(shared: Path) -> dict[str, list[Exchanged]]:
    return cassettes(shared)


def play(wayback: Wayback, exchanges: list[Exchanged], *, status: int = 200) -> str:
    """Put the exchanges on the loopback archive, and the first of them in its index; the page that they are of."""
    for exchange in exchanges:
        path = exchange.url.partition("/web/")[2]
        wayback.copies[path] = [_bytes(wayback, exchange)]
    parts = take_apart(exchanges[0].url)
    assert parts is not None
    stamp = parts.at.strftime("%Y%m%d%H%M%S")
    row = ["key", stamp, parts.original, "text/html", str(status), f"D{len(wayback.copies)}", "500"]
    wayback.index.setdefault(parts.original, []).append(row)
    return parts.original


def _bytes(wayback: Wayback, exchange: Exchanged) -> bytes:
    """The answer, with the address of the loopback archive wherever the real one names itself in a header."""
    lines = [f"HTTP/1.1 {exchange.status} Recorded", f"Content-Length: {len(exchange.body)}"]
    for name, value in exchange.headers:
        if name.lower() not in _OF_THE_WIRE:
            here = value.replace(f"https://{REAL}", wayback.address)
            lines.append(f"{name}: {here.replace(f'//{REAL}', wayback.address.removeprefix('http:'))}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + exchange.body


def test_every_recorded_copy_is_kept_or_refused_for_what_it_is(
    recorded: dict[str, list[Exchanged]], wayback: Wayback, tmp_path: Path
) -> None:
    record = Rescuing(tmp_path / "data", wayback.site)
    wayback.write_file(tmp_path / "archives.toml")
    pages = {name: play(wayback, recorded[name]) for name in (*COPIES, *NO_COPIES)}
    # One page has copies in several cassettes: it is one source.
    urls = list(dict.fromkeys(pages.values()))
    claims = tuple(f"Sentence number {number} says so" for number, _ in enumerate(urls))
    (tmp_path / "recorded.md").write_text(document(*urls, claims=claims))
    assert record.command("add", str(tmp_path / "recorded.md")).returncode == 0
    rescued(record)
    found = {row["uri"].partition("/web/")[2]: row for row in record.rows("copies")}
    for name, verdict in COPIES.items():
        row = found[recorded[name][0].url.partition("/web/")[2].replace("id_/", "/", 1)]
        assert (row["verdict"] if row["refused"] else None) == verdict, (name, row)
    elsewhere = found["20200201020357/http://epa.gov/climatechange"]
    assert (elsewhere["verdict"], elsewhere["offered"]) == ("moved", False)
    problems = {row["url"]: row["problem"] for row in record.rows("rescue", "--list")}
    for name, words in NO_COPIES.items():
        assert words in problems[pages[name]], name
    assert len(found) == len(COPIES)
    assert record.rows("verify") == []


def test_a_page_that_only_redirects_its_readers_is_no_copy(
    recorded: dict[str, list[Exchanged]], wayback: Wayback, tmp_path: Path
) -> None:
    view, *_ = recorded["get_memento_with_redirect_in_view_mode"]
    record = Rescuing(tmp_path / "data", wayback.site)
    wayback.write_file(tmp_path / "archives.toml", raw=f"{wayback.address}/web/{{stamp}}/{{url}}")
    (tmp_path / "recorded.md").write_text(document(play(wayback, [view])))
    assert record.command("add", str(tmp_path / "recorded.md")).returncode == 0
    rescued(record)
    assert record.rows("copies") == []
    (told,) = record.rows("rescue", "--list")
    assert "the archive answers with a page of its own in place of the copy" in told["problem"]


def test_a_site_that_the_index_refuses_is_settled(
    recorded: dict[str, list[Exchanged]], wayback: Wayback, tmp_path: Path
) -> None:
    (refused,) = recorded["search_raises_for_blocked_urls"]
    record = Rescuing(tmp_path / "data", wayback.site)
    wayback.write_file(tmp_path / "archives.toml")
    wayback.scripts["/cdx/"] = [[_bytes(wayback, refused)]]
    (tmp_path / "recorded.md").write_text(document("https://nationalpost.com/health"))
    assert record.command("add", str(tmp_path / "recorded.md")).returncode == 0
    rescued(record)
    (told,) = record.rows("rescue", "--list")
    assert (told["state"], "AdministrativeAccessControlException" in told["problem"]) == ("nothing", True)
