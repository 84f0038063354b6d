"""Meta refreshes in their many spellings."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.refreshes import refresh_of


def refresh(content: str, around: str = "", name: str = "refresh") -> tuple[str, float] | None:
    root = document_fromstring(f'<html><head>{around}<meta http-equiv="{name}" content="{content}"></head></html>')
    return refresh_of(root.find(".//meta"))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("0; URL='/new'", ("/new", 0)),
        ("0;url=https://b.example/?a=1;b=2", ("https://b.example/?a=1;b=2", 0)),
        (" 5 , url = &quot;next page.html&quot; trailing", ("next page.html", 5)),
        ("3 /next", ("/next", 3)),
        ("0;/next", ("/next", 0)),
        ("1.5; url=/x", ("/x", 1)),
        (".5; url=/x", ("/x", 0)),
        ("0;\nURL=/x", ("/x", 0)),
        ("0;url='/open", ("/open", 0)),
    ],
)
def test_the_address_and_the_delay_are_found(content, found):
    assert refresh(content) == found
    assert refresh(content, name="Refresh ") == found


@pytest.mark.parametrize("content", ["", "30", "30;", "0; url=", "0;url=''", "; url=/x", "soon; url=/x", "-1; url=/x"])
def test_a_page_that_only_loads_itself_anew_sends_nobody_away(content):
    assert refresh(content) is None


def test_a_refresh_for_readers_without_scripts_is_none():
    assert refresh("0;url=/nojs", around="<noscript>") is None


def test_other_metas_are_no_refresh():
    assert refresh("0;url=/x", name="content-type") is None


def test_long_contents_are_read_in_bounded_time():
    assert refresh("0" + " " * 500_000 + ";url=/x") is None
    assert refresh("0;url" + " " * 500_000) == ("url", 0)
