"""Who answered, by the headers."""

import pytest

from archive.domain.readings import Body
from tests.archive.domain.judging.visits import fetched, judged, page

HTML = ("Content-Type", "text/html")
SHORT = ("Content-Length", "500")
LONG = ("Content-Length", "60000")
EDGE = ("Server-Timing", "cdn-cache; desc=HIT, edge; dur=13, ak_p; desc=x;dur=1")
ORIGIN = ("Server-Timing", "cdn-cache; desc=MISS, edge; dur=46, origin; dur=132, ak_p; desc=x")


@pytest.mark.parametrize(
    ("status", "headers", "quality"),
    [
        (404, (HTML, LONG), 1.0),
        (403, (HTML, SHORT, ("Server", "AkamaiGHost")), 0.0),
        (404, (HTML, LONG, ("Server", "AkamaiGHost")), 1.0),
        (403, (HTML, SHORT, EDGE), 0.25),
        (404, (HTML, SHORT, ORIGIN), 1.0),
        (503, (HTML, SHORT, ("Server", "awselb/2.0")), 0.5),
        (403, (HTML, SHORT, ("Server", "awselb/2.0")), 0.1),
        (200, (HTML, SHORT, ("Server", "awselb/2.0")), 0.0),
        (429, (SHORT, ("Server", "awselb/2.0")), 0.0),
        (403, (SHORT, ("Server", "CloudFront"), ("X-Cache", "Error from cloudfront")), 0.0),
        (404, (SHORT, ("Server", "CloudFront"), ("X-Cache", "Error from cloudfront")), 1.0),
        (403, (SHORT, ("Server", "cloudflare"), ("Server-Timing", "cfEdge;dur=11,cfOrigin;dur=0")), 0.1),
        (404, (SHORT, ("Server", "cloudflare"), ("Server-Timing", "cfEdge;dur=11,cfOrigin;dur=35")), 1.0),
        (429, (SHORT,), 0.1),
        (202, (SHORT, ("x-amzn-waf-action", "challenge")), 0.0),
    ],
)
def test_headers_tell_the_source_from_what_answered_in_between(
    status: int, headers: tuple[tuple[str, str], ...], quality: float
) -> None:
    assert judged(fetched(status=status, headers=headers, payload=b""), None).quality == quality


@pytest.mark.parametrize("length", ["", "x", "-1", "9" * 40, "٣"])
def test_an_odd_length_is_no_error(length: str) -> None:
    assert 0 <= judged(fetched(status=403, headers=(("Content-Length", length),), payload=b""), None).quality <= 1


def test_a_body_that_is_there_is_measured_itself() -> None:
    small = Body(media_type="text/html", digest=None, size=100, unread="broken")
    akamai = (("Server", "AkamaiGHost"),)
    assert judged(fetched(status=404, headers=akamai), small).quality == 0
    assert judged(fetched(status=404, headers=akamai), page()).quality == 1
