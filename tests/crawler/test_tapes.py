"""What is asked for on the wire."""

import pytest

from crawler.tapes import request_target


@pytest.mark.parametrize(
    ("url", "wire", "target"),
    [
        ("http://a.org", b"http://a.org/", b"/"),
        ("http://a.org?q=1", b"http://a.org/?q=1", b"/?q=1"),
        ("HTTP://A.org:80/x#part", b"http://A.org:80/x", b"/x"),
        ("http://a.org//x//y?", b"http://a.org//x//y?", b"//x//y?"),
        ("http://a.org/a;b;?x#", b"http://a.org/a;b;?x", b"/a;b;?x"),
        ("http://a.org/%7euser/%zz/../|^`{}", b"http://a.org/%7euser/%zz/../|^`{}", b"/%7euser/%zz/../|^`{}"),
        ("https://me:secret@a.org/x@y", b"https://a.org/x@y", b"/x@y"),
        ("http://[2606::1]:81/", b"http://[2606::1]:81/", b"/"),
        ("http://a.org\\@b.org/x", b"http://a.org/@b.org/x", b"/@b.org/x"),
        ("http:///a.org/x", b"http://a.org/x", b"/x"),
        ("http://a.org:/x:", b"http://a.org/x:", b"/x:"),
        ("http://[2606::1]:?x", b"http://[2606::1]/?x", b"/?x"),
    ],
)
def test_a_url_is_asked_for_as_it_is_spelled(url: str, wire: bytes, target: bytes) -> None:
    assert request_target(url) == (wire, target)


def test_what_is_not_ascii_cannot_be_asked_for() -> None:
    with pytest.raises(UnicodeEncodeError):
        request_target("http://a.org/é")
