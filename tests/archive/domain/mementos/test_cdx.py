"""What CDX servers answer, whole and damaged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.mementos import read_cdx
from archive.domain.mementos.cdx import FIELDS, query
from tests.archive.domain.mementos.rows import ARCHIVE, URL, at

ROW = ["example,page)/report", "20150102000000", URL, "text/html", "200", "ABCD", "5120"]


def _with(**fields: str) -> list[str]:
    return [fields.get(name, value) for name, value in zip(FIELDS, ROW, strict=True)]


def _json(*rows: list[str]) -> str:
    return json.dumps([list(FIELDS), *rows])


def _lines(*rows: list[str]) -> str:
    return "\n".join(" ".join(row) for row in rows) + "\n"


@pytest.mark.parametrize("write", [_json, _lines])
def test_rows_are_copies_with_their_status_and_digest(write: object) -> None:
    answer = read_cdx(write(ROW, _with(statuscode="-", digest="-", length="-")), ARCHIVE)  # type: ignore[operator]
    assert answer is not None
    first, second = answer.found
    assert first.memento.uri == f"https://an.example/web/20150102000000/{URL}"
    assert (first.memento.at, first.status, first.digest) == (at("20150102"), 200, "ABCD")
    assert (second.status, second.digest) == (None, None)
    assert (answer.skipped, answer.resume) == ({}, None)


@pytest.mark.parametrize("write", [_json, _lines])
def test_rows_that_cannot_be_used_are_skipped_and_counted(write: object) -> None:
    rows = [
        ROW,
        _with(timestamp="20150002000000"),
        _with(timestamp="20150102250000"),
        _with(length="0"),
        _with(statuscode="404"),
        _with(original="mailto:someone@page.example"),
        ["example,page)/report"],
    ]
    answer = read_cdx(write(*rows), ARCHIVE)  # type: ignore[operator]
    assert answer is not None
    assert len(answer.found) == 1
    assert answer.skipped == {"no such moment": 2, "nothing kept": 1, "no page": 1, "no address": 1, "no row": 1}


def test_a_resume_key_is_told_and_is_no_row() -> None:
    key = "example%2Cpage%29%2Freport+20150102000001"
    for text in (_lines(ROW) + f"\n{key}\n", json.dumps([list(FIELDS), ROW, [], [key]])):
        answer = read_cdx(text, ARCHIVE)
        assert answer is not None
        assert (len(answer.found), answer.resume, answer.skipped) == (1, key, {})


def test_lines_of_json_are_read_as_pywb_writes_them() -> None:
    line = {
        "urlkey": "k",
        "timestamp": "20150102000000",
        "url": URL,
        "status": "200",
        "digest": "sha1:AB",
        "length": "9",
    }
    answer = read_cdx(json.dumps(line) + "\n" + json.dumps(line), ARCHIVE)
    assert answer is not None
    assert [each.digest for each in answer.found] == ["sha1:AB", "sha1:AB"]


@pytest.mark.parametrize("text", ["", "[]", "\n", _json()])
def test_an_empty_index_lists_nothing(text: str) -> None:
    answer = read_cdx(text, ARCHIVE)
    assert answer is not None
    assert answer.found == ()


@pytest.mark.parametrize("text", ["<!doctype html><p>Sorry.", "[[", '{"error"', "org.example.Problem: no such thing"])
def test_what_is_no_index_is_told_from_an_empty_one(text: str) -> None:
    assert read_cdx(text, ARCHIVE) is None


@given(st.text(max_size=300) | st.lists(st.lists(st.text(max_size=20), max_size=8), max_size=8).map(json.dumps))
def test_any_text_is_read_without_an_error(text: str) -> None:
    answer = read_cdx(text, ARCHIVE)
    assert answer is None or all(each.memento.at.tzinfo for each in answer.found)


def test_the_nearest_captures_of_a_page_are_asked_for() -> None:
    asked = query(ARCHIVE, "https://page.example/a?b=c&d", near=at("20150102"), most=9)
    assert asked.startswith("https://an.example/cdx?url=https%3A%2F%2Fpage.example%2Fa%3Fb%3Dc%26d&")
    assert "closest=20150102000000&sort=closest" in asked
    assert "filter=statuscode%3A%28200%7C203%7C206%29" in asked
    assert "limit=9" in asked
    assert "to=20150102000000" in query(ARCHIVE, URL, near=at("20150102"), most=9, before=True)
