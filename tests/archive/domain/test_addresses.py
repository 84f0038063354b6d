"""Which addresses may be reached."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.addresses import host_refusal, refusal
from archive.domain.urls import host


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "carrier-grade NAT"),
        ("169.254.1.1", "link-local"),
        ("169.254.169.254", "cloud metadata"),
        ("100.100.100.200", "cloud metadata"),
        ("192.0.0.192", "reserved"),
        ("198.19.0.1", "benchmark"),
        ("203.0.113.9", "documentation"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "IPv4-compatible"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "cloud metadata"),
        ("64:ff9b::10.0.0.1", "private"),
        ("64:ff9b:1::1", "local NAT64"),
        ("2002:7f00:1::", "6to4"),
        ("2001:0:1::1", "Teredo"),
        ("2001:db8::1", "documentation"),
        ("fd00:ec2::254", "cloud metadata"),
        ("fd12:3456::1", "private"),
        ("fe80::1", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
        ("93.184.216.34", None),
        ("172.32.0.1", None),
        ("2606:2800:220:1::1", None),
        ("::ffff:93.184.216.34", None),
        ("64:ff9b::93.184.216.34", None),
    ],
)
def test_an_address_is_refused_for_what_it_is(address: str, reason: str | None) -> None:
    assert refusal(ip_address(address)) == reason


@given(st.ip_addresses(v=4))
def test_no_private_ipv4_address_hides_in_an_ipv6_one(address: IPv4Address) -> None:
    mapped = IPv6Address(f"::ffff:{address}")
    assert refusal(mapped) == refusal(address)
    if address.is_private:
        assert refusal(address)


@given(st.ip_addresses(v=6))
def test_only_global_ipv6_addresses_are_let_through(address: IPv6Address) -> None:
    carries_ipv4 = address in ip_network("::ffff:0:0/96") or address in ip_network("64:ff9b::/96")
    assert refusal(address) or address.is_global or carries_ipv4


def test_an_allowed_network_is_let_through_in_every_spelling_and_nothing_beside_it() -> None:
    allowed = (ip_network("10.0.0.0/24"), ip_network("fd00::/16"))
    assert refusal(ip_address("10.0.0.7"), allowed) is None
    assert refusal(ip_address("::ffff:10.0.0.7"), allowed) is None
    assert refusal(ip_address("fd00::1"), allowed) is None
    assert refusal(ip_address("10.0.1.7"), allowed) == "private"


def test_with_a_network_allowed_private_names_are_judged_by_their_address() -> None:
    allowed = (ip_network("127.0.0.0/8"),)
    assert host_refusal("localhost", allowed) is None
    assert host_refusal("10.0.0.1", allowed) == "private"


@pytest.mark.parametrize("url", ["http://public.org/", "https://xn--bcher-kva.example:8443/?q", "http://8.8.8.8/"])
def test_public_hosts_are_left_to_their_addresses(url: str) -> None:
    assert host_refusal(host(url), ()) is None
