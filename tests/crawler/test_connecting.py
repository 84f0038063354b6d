"""The guard where connections are made: nothing private is reached, whoever leads there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from archive.domain.urls import as_cited
from tests.crawler.fetching import Cases, Outcome
from tests.site import Site

SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "2130706433",
    "017700000001",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "0.0.0.0",
    "１２７.0.0.1",
    "user@127.0.0.1",
    "localhost",
    "private.test",
    "metadata.test",
    "mapped.test",
    "canary.example",
)


@dataclass
class Fetched:
    """`front` stands on the one address allowed, `canary` on one that is not."""

    front: Site
    canary: Site
    outcomes: dict[str, Outcome]


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fetched]:
    with Site(address="127.0.0.2") as front, Site() as canary:
        cases = Cases()
        port = canary.ports["http"]
        for host in SPELLINGS:
            cases.add(host, as_cited(f"http://{host}:{port}/"))
        cases.add("differential", f"http://public.org\\@127.0.0.1:{port}/")
        cases.add("tls", canary.tls_url("good", "/"))
        cases.add("robots", canary.url("/"), dont_obey_robotstxt=False, exchanges=None)
        for number, host in enumerate(("127.0.0.1", "2130706433", "localhost", "canary.example")):
            target = f"http://{host}:{port}/"
            front.page(f"/redirect{number}", status="302 Found", headers=f"Location: {target}\r\n")
            front.page(f"/refresh{number}", f'<meta http-equiv="refresh" content="0;url={target}">'.encode())
            cases.add(f"redirect to {host}", front.url(f"/redirect{number}"))
            cases.add(f"refresh to {host}", front.url(f"/refresh{number}"))
        front.page("/public")
        cases.add("mixed", f"http://mixed.test:{front.ports['http']}/public")
        folder = tmp_path_factory.mktemp("guard")
        outcomes = cases.fetch(folder, env={"CITEWATCH_ALLOW_NETWORKS": "127.0.0.2/32"})
        yield Fetched(front, canary, outcomes)


def test_no_connection_was_made_to_what_is_not_allowed(fetched: Fetched) -> None:
    assert fetched.canary.connections == {}


def test_every_way_there_ends_as_refused(fetched: Fetched) -> None:
    kinds = {name: outcome.failure and outcome.failure.kind for name, outcome in fetched.outcomes.items()}
    assert kinds.pop("mixed") is None
    assert set(kinds.values()) == {"address-refused"}, kinds


def test_the_hop_that_led_there_is_recorded(fetched: Fetched) -> None:
    for name, outcome in fetched.outcomes.items():
        if name.startswith("redirect"):
            assert [exchange.status for exchange in outcome.exchanges] == [302]
        if name.startswith("refresh"):
            assert [exchange.status for exchange in outcome.exchanges] == [200]


def test_of_several_addresses_only_one_let_through_is_connected_to(fetched: Fetched) -> None:
    assert fetched.outcomes["mixed"].last.address == "127.0.0.2"
