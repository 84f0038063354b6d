"""Rows of a batch: what each means, and what is no row."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.domain.verdicts import Verdict
from archive.errors import SavedPageError
from crawler.saved.rows import Places, Row, compare_row, judge_row, parse_row

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://a.example/x"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    batch, here = tmp_path / "batch", tmp_path / "here"
    for folder, names in ((batch, ("page.html",)), (here, ("page.html", "other.html"))):
        folder.mkdir()
        for name in names:
            (folder / name).write_text("<p>words</p>")
    return Places(folders=(batch, here), now=NOW)


def test_files_lie_beside_the_batch_or_else_in_the_working_folder(places: Places) -> None:
    found = [judge_row({"url": URL, "file": name}, places).look.file for name in ("page.html", "other.html")]
    assert found == [places.folders[0] / "page.html", places.folders[1] / "other.html"]


@pytest.mark.parametrize(
    "headers", [[["Server", "x"], ["Age", "3"]], {"Server": "x", "Age": 3}, {"Server": ["x"], "Age": ["3"]}]
)
def test_headers_are_pairs_or_an_object(places: Places, headers: object) -> None:
    assert judge_row({"url": URL, "headers": headers}, places).look.headers == (("Server", "x"), ("Age", "3"))


def test_a_history_names_files_or_tells_of_looks(places: Places) -> None:
    history = ["page.html", {"verdict": "not-found", "at": "2026-02-01"}, {"file": "other.html", "status": 404}]
    first, second, third = judge_row({"url": URL, "history": history}, places).history
    assert (first.file, first.dated) == (places.folders[0] / "page.html", False)
    assert (second.verdict, second.at) == (Verdict.NOT_FOUND, datetime(2026, 2, 1, tzinfo=UTC))
    assert (third.status, third.url) == (404, URL)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "url"),
        ({"url": "ftp://a.example/"}, "url"),
        ({"url": URL, "file": "nowhere.html"}, "no such file"),
        ({"url": URL, "file": 3}, "text is needed"),
        ({"url": URL, "file": "a\0b"}, "no file can have such a name"),
        ({"url": URL, "status": "many"}, "three digits"),
        ({"url": URL, "status": True}, "three digits"),
        ({"url": URL, "headers": ["Server: x"]}, "a header is"),
        ({"url": URL, "headers": "Server: x"}, "a list of pairs"),
        ({"url": URL, "at": "yesterday"}, "a time is written"),
        ({"url": URL, "history": "page.html"}, "a list of file names"),
        ({"url": URL, "history": [3]}, "a file name or an object"),
        ({"url": URL, "history": [{}]}, "a look needs"),
        ({"url": URL, "history": [{"verdict": "fine"}]}, "there is no verdict"),
    ],
)
def test_what_cannot_be_used_is_said(places: Places, row: Row, said: str) -> None:
    with pytest.raises(SavedPageError, match=said):
        judge_row(row, places)


def test_both_sides_of_a_comparison_are_needed(places: Places) -> None:
    with pytest.raises(SavedPageError, match="both files"):
        compare_row({"url": URL, "before": "page.html"}, places)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FIELDS = ("file", "status", "headers", "at", "history", "sibling", "verdict", "final_url", "redirects")


# The first text that hypothesis makes up takes it seconds on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(row=st.fixed_dictionaries({"url": st.just(URL)}, optional=dict.fromkeys(FIELDS, JSON)))
def test_no_row_breaks_its_reader(row: Row) -> None:
    places = Places(folders=(Path("/nonexistent"),), now=NOW)
    with suppress(SavedPageError):
        assert judge_row(row, places).look.url == URL


@given(line=st.text())
def test_no_line_breaks_its_reader(line: str) -> None:
    with suppress(SavedPageError):
        assert isinstance(parse_row(line), dict)
