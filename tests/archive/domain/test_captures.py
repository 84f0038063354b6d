"""Headers and media types as sent."""

import pytest

from archive.domain.captures import find_header, media_type


def test_a_header_is_found_whatever_its_case_and_the_first_counts() -> None:
    headers = (("ETAG", '"1"'), ("etag", '"2"'))
    assert find_header(headers, "ETag") == '"1"'
    assert find_header(headers, "Date") is None


@pytest.mark.parametrize(
    ("sent", "bare"),
    [
        ("Text/HTML; charset=x", "text/html"),
        (None, ""),
        ("nonsense", ""),
        ("a/b/c", ""),
        ("application/pdf", "application/pdf"),
    ],
)
def test_the_media_type_is_bare_or_empty(sent: str | None, bare: str) -> None:
    assert media_type(sent) == bare
