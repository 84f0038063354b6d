"""What addresses have in common."""

import pytest

from archive.domain.judging.addresses import fits, is_home, same_place, site


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://a.example", True), ("https://a.example/index.php", True), ("https://a.example/en-us/", True),
        ("https://a.example/de/index.html", True), ("https://a.example/?utm_source=x", True),
        ("https://a.example/?p=12", False), ("https://a.example/news", False), ("https://a.example/en/news", False),
        ("nonsense", False),
    ],
)  # fmt: skip
def test_a_home_page_is_known_by_its_address(url: str, home: bool) -> None:
    assert is_home(url) is home


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.example/x/", "https://a.example/x", True),
        ("https://a.example/x?fbclid=1", "https://a.example/x", True),
        ("https://a.example/caf%C3%A9", "https://a.example/café", True),
        ("https://a.example/x?id=1", "https://a.example/x", False),
        ("https://a.example/x", "https://b.example/x", False),
    ],
)
def test_a_place_is_the_same_but_for_spelling(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same


def test_a_site_is_what_somebody_registered() -> None:
    assert site("https://news.bbc.co.uk/x") == "bbc.co.uk"
    assert site("https://a.b.example.com/") == "example.com"
    assert site("https://x.berlin.de/") == "berlin.de"


def test_the_words_of_an_address_are_looked_for_in_a_text() -> None:
    assert fits("https://a.example/harbour-wall-rebuilt", "harbour wall rebuilt in stone") is True
    assert fits("https://a.example/harbour-wall-rebuilt", "about us") is False
    assert fits("https://a.example/12345", "about us") is None
