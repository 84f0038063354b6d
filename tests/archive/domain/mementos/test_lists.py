"""Link headers and TimeMaps, as archives and aggregators write them."""

import json
import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.mementos import Archive, TimeMap, read_timemap
from archive.domain.mementos.links import links
from archive.domain.mementos.timemaps import MOST
from tests.archive.domain.mementos.rows import ARCHIVE, URL, at

TIMEMAP = f"""<{URL}>; rel="original",
<https://an.example/web/timemap/link/{URL}>; rel="self"; type="application/link-format"; from="Fri, 02 Jan 2015 00:00:00 GMT",
<https://an.example/web/{URL}>; rel="timegate",
<https://an.example/web/20150102000000/{URL}>; rel="first memento"; datetime="Fri, 02 Jan 2015 00:00:00 GMT",
<https://an.example/web/20150103000000/{URL}?a=1&amp;b=2>; rel="memento"; datetime="Sat, 03 Jan 2015 00:00:00 GMT",
<https://other.example/all/20160102000000/{URL}>; rel=memento; datetime="Sat, 02 Jan 2016 00:00:00 GMT",
<urn:nothing>; rel="memento"; datetime="Sat, 02 Jan 2016 00:00:00 GMT",
<https://an.example/web/timemap/2>; rel="timemap"; from="Sun, 01 Jan 2017 00:00:00 GMT"; type="application/link-format"
"""  # noqa: E501 - as archives write them


def test_a_timemap_lists_the_copies_of_every_archive_it_knows() -> None:
    told = read_timemap(TIMEMAP, URL, [], ARCHIVE, near=at("20150101"))
    assert told is not None
    assert [(each.memento.archive, each.memento.at) for each in told.found] == [
        ("an.example", at("20150102")),
        ("an.example", at("20150103")),
        ("other.example", at("20160102")),
    ]
    assert told.found[1].memento.original == f"{URL}?a=1&b=2"
    assert told.found[2].memento.raw == f"https://other.example/all/20160102000000id_/{URL}"
    assert told.skipped == 1
    assert told.pages == (("https://an.example/web/timemap/2", at("20170101")),)


def test_an_aggregators_json_lists_copies_likewise() -> None:
    aggregator = Archive(name="all", rule="a test", timemap="https://all.example/timemap/json/")
    uri = f"https://an.example/web/20150102000000/{URL}"
    memgator = {"original_uri": URL, "mementos": {"list": [{"datetime": "2015-01-02T00:00:00Z", "uri": uri}]}}
    travel = {"mementos": {"closest": {"datetime": "2015-01-02T00:00:00Z", "uri": [uri]}}}
    for answer in (memgator, travel):
        told = read_timemap(json.dumps(answer), URL, [ARCHIVE], aggregator, near=at("20150101"))
        assert told is not None
        (only,) = told.found
        assert (only.memento.archive, only.memento.at) == ("an.example", at("20150102"))
        assert only.memento.raw == f"https://an.example/web/20150102000000id_/{URL}"


@pytest.mark.parametrize("text", ["", " ", "[]", "{}", '{"mementos": 3}', '{"mementos": {"list": [1]}}'])
def test_an_empty_timemap_lists_nothing(text: str) -> None:
    assert read_timemap(text, URL, [], ARCHIVE, near=at("20150101")) == TimeMap(found=())


@pytest.mark.parametrize(
    "text", ["[", "{", "[1, 2]", '{"error": "busy"}', "<html>", '<html><a href="/x">No</a></html>']
)
def test_what_is_no_timemap_is_told_apart_from_an_empty_one(text: str) -> None:
    assert read_timemap(text, URL, [], ARCHIVE, near=at("20150101")) is None


def test_of_a_long_timemap_those_nearest_to_the_moment_are_looked_at() -> None:
    days = [at("20000101") + timedelta(days=number) for number in range(3 * MOST)]
    line = "<https://an.example/web/{:%Y%m%d%H%M%S}/" + URL + '>; rel="memento"; datetime="{:%a, %d %b %Y %T GMT}"'
    told = read_timemap(",\n".join(line.format(day, day) for day in days), URL, [], ARCHIVE, near=days[-1])
    assert told is not None
    assert [each.memento.at for each in told.found] == days[: -MOST - 1 : -1]


@pytest.mark.parametrize(
    "entry",
    [
        '<http://[bad/20150102000000/http://x/>; rel="memento"; datetime="Fri, 02 Jan 2015 00:00:00 GMT"',
        '<http://an.example/a\nb>; rel="memento"; datetime="Fri, 02 Jan 2015 00:00:00 GMT"',
        '{"mementos": {"list": [{"uri": "https://q.example/", "datetime": "0001-01-01T00:00:00+23:59"}]}}',
    ],
)
def test_an_entry_that_cannot_be_an_address_or_a_moment_is_skipped(entry: str) -> None:
    assert read_timemap(entry, URL, [], ARCHIVE, near=at("20150101")) == TimeMap(found=(), skipped=1)


def test_a_parameter_may_hold_commas_and_have_no_quotes() -> None:
    first, second = links('<a>; rel="x y"; title="one, two; three", <b>;REL=z')
    assert (first.relations, first.parameters["title"]) == (frozenset({"x", "y"}), "one, two; three")
    assert (second.url, second.relations) == ("b", frozenset({"z"}))


@given(st.text(alphabet='<>;,="a \n', max_size=300))
def test_any_text_can_be_read_as_links(text: str) -> None:
    assert len(list(links(text))) <= text.count("<")


@pytest.mark.parametrize("piece", ["<", '<a>;a="', "; a=", "a" * 50, "<a>; rel=", " ;", '"', "<a>" + " " * 30])
def test_reading_links_takes_time_in_proportion_to_the_text(piece: str) -> None:
    begun = time.perf_counter()
    list(links(piece * (2_000_000 // len(piece))))
    assert time.perf_counter() - begun < 8
