"""Addresses: keys that forgive spelling, and requests that change nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain import urls

TRACKING = frozenset({"utm_source", "fbclid"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/x", "https://a.example/x"),
        ("https://A.Example:443/x", "https://a.example/x"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/%7Eme", "https://a.example/~me"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://a.example/x?utm_source=mail&id=3", "https://a.example/x?id=3"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        (" https://a.example/x ", "https://a.example/x"),
    ],
)
def test_spellings_of_one_address_share_a_key(one: str, other: str) -> None:
    assert urls.canonical(one, TRACKING) == urls.canonical(other, TRACKING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x", "https://a.example/X"),
        ("https://a.example/x", "https://a.example/x/"),
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/", "https://www.a.example/"),
        ("https://a.example//x", "https://a.example/x"),
    ],
)
def test_addresses_that_may_differ_keep_their_own_keys(one: str, other: str) -> None:
    assert urls.canonical(one, TRACKING) != urls.canonical(other, TRACKING)


@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map(lambda rest: "https://a.example/" + rest)))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    key = urls.canonical(text, TRACKING)
    assert urls.canonical(key, TRACKING) == key


@given(st.text(max_size=80))
def test_what_is_asked_for_can_be_sent_whatever_was_written(text: str) -> None:
    asked = urls.as_cited("https://a.example/" + text)
    assert asked.isascii()
    assert not any(character.isspace() for character in asked)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://a.example:443/%7Ex?b&a=#frag", "https://a.example:443/%7Ex?b&a="),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://a.example/é?q=ü", "https://a.example/%C3%A9?q=%C3%BC"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://a.example/x_(y)'.pdf", "https://a.example/x_(y)'.pdf"),
    ],
)
def test_only_what_http_cannot_carry_is_encoded(written: str, asked: str) -> None:
    assert urls.as_cited(written) == asked


@pytest.mark.parametrize(
    ("text", "web"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example", True),
        ("ftp://a.example/", False),
        ("mailto:me@a.example", False),
        ("a.example/x", False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_http_and_https_with_a_host_are_web_addresses(text: str, web: bool) -> None:
    assert urls.is_web(text) is web


def test_a_host_is_named_as_browsers_would_connect_to_it() -> None:
    assert urls.host("http://２１３０７０６４３３/") == "127.0.0.1"
    assert urls.host("no address") == ""
