"""What keeps a crawl from private networks."""

from ipaddress import ip_network

import pytest

from crawler.guard import AddressRefused, UnsupportedUrl, check, check_address


def test_an_address_that_is_refused_says_what_can_allow_it() -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.1\.7 is refused \(private\); CITEWATCH_ALLOW_NETWORKS"):
        check_address("10.0.1.7", (ip_network("10.0.0.0/24"),))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[0:0:0:0:0:ffff:7f00:1]/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://user@127.0.0.1/",
        "http://public.org\\@127.0.0.1/",
        "http://127.0.0.1\\@public.org/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.localhost:8080/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://metadata/",
    ],
)
def test_private_hosts_are_refused_before_any_lookup(url: str) -> None:
    with pytest.raises(AddressRefused):
        check(url)


@pytest.mark.parametrize("url", ["ftp://public.org/", "file:///etc/passwd", "http://", "http://[::1", "http://a b/"])
def test_what_is_not_a_web_address_is_told_apart(url: str) -> None:
    with pytest.raises(UnsupportedUrl):
        check(url)


@pytest.mark.parametrize("url", ["http://public.org/", "https://xn--bcher-kva.example:8443/?q", "http://8.8.8.8/"])
def test_public_hosts_pass(url: str) -> None:
    check(url)
