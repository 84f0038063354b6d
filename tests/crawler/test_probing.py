"""Addresses that cannot exist."""

import pytest

from crawler.probing import LETTERS, letters, sibling_of


@pytest.mark.parametrize(
    ("url", "sibling"),
    [
        ("https://a.example/news/2026/report", "https://a.example/news/2026/xyz"),
        ("https://a.example/news/report.html?id=3#top", "https://a.example/news/xyz.html"),
        ("https://a.example/news/report/", "https://a.example/news/xyz/"),
        ("http://a.example:8080/report.v2.pdf", "http://a.example:8080/xyz.pdf"),
        ("http://me:secret@a.example/report", "http://a.example/xyz"),
        ("https://a.example/version-1.0", "https://a.example/xyz"),
    ],
)
def test_a_sibling_differs_in_the_last_part_of_the_address_alone(url: str, sibling: str) -> None:
    assert sibling_of(url, "xyz") == sibling


@pytest.mark.parametrize(
    "url", ["https://a.example", "https://a.example/", "https://a.example/?id=3", "ftp://a.example/x", "no address"]
)
def test_a_home_page_has_no_sibling_and_neither_has_what_is_no_web_address(url: str) -> None:
    assert sibling_of(url, "xyz") is None


def test_letters_are_as_many_as_asked_for_and_never_the_same() -> None:
    names = {letters() for _ in range(100)}
    assert len(names) == 100
    assert {len(name) for name in names} == {LETTERS}
    assert all(name.isascii() and name.isalpha() and name.islower() for name in names)
