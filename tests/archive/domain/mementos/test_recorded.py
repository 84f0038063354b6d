"""What the Wayback Machine really answered is read: indexes, damaged rows, links and redirects."""

from pathlib import Path

import pytest

from archive.data import archives
from archive.domain.mementos import next_hop, read_cdx, take_apart
from archive.domain.mementos.links import links
from tests.recordings import Exchanged, cassettes, lines

(WAYBACK,) = [archive for archive in archives() if archive.name == "web.archive.org"]


@pytest.fixture(scope="module")
def recorded(shared: Path) -> dict[str, list[Exchanged]]:
    return cassettes(shared)


def test_a_large_index_is_read_with_its_resume_key(recorded: dict[str, list[Exchanged]]) -> None:
    for exchange in recorded["search_rate_limits"]:
        answer = read_cdx(exchange.text, WAYBACK)
        assert answer is not None
        assert (len(answer.found), dict(answer.skipped)) == (703, {"no page": 297})
        assert answer.resume is not None


def test_captures_of_errors_are_no_candidates(recorded: dict[str, list[Exchanged]]) -> None:
    (whole, errors), (filtered,) = recorded["search_with_filter"], recorded["search_with_filter_tuple"]
    answers = [read_cdx(exchange.text, WAYBACK) for exchange in (whole, errors, filtered)]
    assert [(len(each.found), sum(each.skipped.values())) for each in answers if each] == [(6, 4), (0, 10), (0, 6)]


def test_an_error_of_the_index_is_no_empty_index(recorded: dict[str, list[Exchanged]]) -> None:
    (refused,) = recorded["search_raises_for_blocked_urls"]
    assert read_cdx(refused.text, WAYBACK) is None


def test_rows_with_impossible_moments_are_skipped_and_those_of_unknown_length_are_not(shared: Path) -> None:
    damaged = read_cdx(lines(shared, "bad_timestamp_cdx"), WAYBACK)
    assert damaged is not None
    assert (len(damaged.found), dict(damaged.skipped)) == (3, {"no such moment": 2})
    unsized = read_cdx(lines(shared, "zero_length_cdx"), WAYBACK)
    assert unsized is not None
    assert (len(unsized.found), dict(unsized.skipped)) == (5, {})


def test_every_link_header_names_original_timemap_timegate_and_dated_copies(
    recorded: dict[str, list[Exchanged]],
) -> None:
    headers = [
        value
        for exchanges in recorded.values()
        for exchange in exchanges
        for name, value in exchange.headers
        if name.lower() == "link"
    ]
    assert len(headers) > 10
    for header in headers:
        told = list(links(header))
        relations = frozenset().union(*(each.relations for each in told))
        assert relations >= {"original", "timemap", "timegate", "first", "last", "memento"}
        for each in told:
            if "memento" in each.relations:
                parts = take_apart(each.url)
                assert parts is not None
                assert parts.at == each.at


def test_every_redirect_stays_in_the_archive(recorded: dict[str, list[Exchanged]]) -> None:
    hops = [
        (exchange.url, value)
        for exchanges in recorded.values()
        for exchange in exchanges
        for name, value in exchange.headers
        if name.lower() == "location"
    ]
    assert len(hops) > 10
    for url, location in hops:
        there = next_hop(url, location)
        assert there is not None
        assert take_apart(there) is not None
