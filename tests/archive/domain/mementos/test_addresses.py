"""Addresses of copies, in the forms that web archives use."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.mementos import UriM, memento_of, next_hop, take_apart
from archive.domain.mementos.addresses import moment
from tests.archive.domain.mementos.rows import ARCHIVE, URL, at

AT = datetime(2015, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("uri", "prefix", "flags", "original"),
    [
        ("https://a.example/web/20150102030405/http://p.example/x?y=1", "https://a.example/web", "", "http://p.example/x?y=1"),
        ("https://a.example/web/20150102030405id_/https://p.example/", "https://a.example/web", "id_", "https://p.example/"),
        ("https://a.example/web/20150102030405if_/http:/p.example/x", "https://a.example/web", "if_", "http://p.example/x"),
        ("https://a.example/web/20150102030405/www.p.example/x", "https://a.example/web", "", "http://www.p.example/x"),
        ("https://a.example/web/20150102030405//p.example:81/x", "https://a.example/web", "", "http://p.example:81/x"),
        ("https://a.example/2015.01.02-030405/https://p.example/", "https://a.example", "", "https://p.example/"),
        ("https://a.example/20150102030405mp_/https%3A%2F%2Fp.example%2Fx", "https://a.example", "mp_", "https://p.example/x"),
        ("http://127.0.0.1:80/w/20150102030405/http://a.example/20160102030405/x", "http://127.0.0.1:80/w", "", "http://a.example/20160102030405/x"),
    ],
)  # fmt: skip
def test_an_address_of_a_copy_is_taken_apart(uri: str, prefix: str, flags: str, original: str) -> None:
    assert take_apart(uri) == UriM(prefix=prefix, at=AT, flags=flags, original=original)


@pytest.mark.parametrize(
    "uri",
    [
        "https://p.example/2015/01/02/report",
        "https://p.example/20150102/report",
        "https://a.example/web/20150002030405/http://p.example/",
        "https://a.example/web/20150102240000/http://p.example/",
        "https://a.example/web/*/http://p.example/",
        "https://a.example/web/20150102030405/",
        "",
    ],
)
def test_what_is_no_copy_has_no_parts(uri: str) -> None:
    assert take_apart(uri) is None


def test_a_short_stamp_means_the_least_of_what_it_leaves_out() -> None:
    parts = take_apart("https://a.example/web/2015/https://p.example/")
    assert parts is not None
    assert parts.at == datetime(2015, 1, 1, tzinfo=UTC)
    assert moment("20150228") == datetime(2015, 2, 28, tzinfo=UTC)


@given(st.text(max_size=200) | st.from_regex(r"https://a\.example/web/[0-9]{0,16}[a-z_]{0,3}/.{0,40}"))
def test_any_text_is_taken_apart_or_not_and_what_is_goes_together_again(text: str) -> None:
    parts = take_apart(text)
    if parts is not None:
        assert take_apart(parts.to(parts.original)) == parts


def test_a_copy_is_named_by_the_archives_template_or_by_the_address_given() -> None:
    made = memento_of(ARCHIVE, URL, at("20150102"))
    assert made is not None
    assert made.uri == f"https://an.example/web/20150102000000/{URL}"
    assert made.raw == f"https://an.example/web/20150102000000id_/{URL}"
    other = memento_of(type(ARCHIVE)(name="x", rule="y"), URL, AT, f"https://x.example/all/20150102030405/{URL}")
    assert other is not None
    assert other.raw == f"https://x.example/all/20150102030405id_/{URL}"
    assert memento_of(type(ARCHIVE)(name="x", rule="y"), URL, AT) is None


@pytest.mark.parametrize(
    ("location", "hop"),
    [
        ("https://a.example/web/20150103000000id_/https://p.example/y", "https://a.example/web/20150103000000id_/https://p.example/y"),
        ("//a.example/web/20150103000000id_/https://p.example/y", "https://a.example/web/20150103000000id_/https://p.example/y"),
        ("/web/20150103000000id_/https://p.example/y", "https://a.example/web/20150103000000id_/https://p.example/y"),
        ("https://q.example/y", "https://a.example/web/20150102030405id_/https://q.example/y"),
        ("//q.example/y", "https://a.example/web/20150102030405id_/https://q.example/y"),
        ("/y", "https://a.example/web/20150102030405id_/https://p.example/y"),
        ("y?z=1", "https://a.example/web/20150102030405id_/https://p.example/x/y?z=1"),
        ("https://a.example/sorry", None),
    ],
)  # fmt: skip
def test_a_redirect_of_a_copy_stays_in_its_archive(location: str, hop: str | None) -> None:
    assert next_hop("https://a.example/web/20150102030405id_/https://p.example/x/", location) == hop
