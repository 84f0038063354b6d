"""Start tags of HTML, read where they stand."""

import time

import pytest

from pipelines.intake.tags import start_tag


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ('<a href="x">', "x"),
        ("<A HREF = 'x y'>", "x y"),
        ("<a\nhref=x>", "x"),
        ("<a href=x/>", "x/"),
        ('<a href="x" href="y">', "x"),
        ('<a/href="a>b"/>', "a>b"),
        ('<a href="?a=1&amp;b=2">', "?a=1&b=2"),
    ],
)
def test_an_attribute_is_read_however_it_is_written(written: str, href: str) -> None:
    tag = start_tag(written, 0)
    assert tag is not None
    assert (tag.name, tag.attributes["href"].meant, tag.end) == ("a", href, len(written))


@pytest.mark.parametrize(
    "written", ["<a", "< a>", "</a>", '<a href="x>', "<a href='x", "<!--a-->", "<a href=x", '<a "=\' href="x">']
)
def test_what_is_no_whole_start_tag_is_none(written: str) -> None:
    assert start_tag(written, 0) is None


@pytest.mark.parametrize("unit", [" ", "/", "a ", "=", "a=", "'", "a='' "])
def test_a_tag_that_never_ends_costs_no_more_than_its_length(unit: str) -> None:
    began = time.perf_counter()
    assert start_tag("<a " + unit * 300_000, 0) is None
    assert time.perf_counter() - began < 5
