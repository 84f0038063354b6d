"""Apprise is given the text with its key, and what it complains of is told without its secrets."""

import sys
from ipaddress import ip_network
from zoneinfo import ZoneInfo

import pytest

from archive.alerts.rendering import rendered
from archive.alerts.transports.apprise import AppriseChannel
from archive.domain.alerting import TAKEN, Message, Outcome
from archive.errors import MissingPart
from tests.archive.alerts.messages import KEY, hostile, message
from tests.archive.alerts.receivers import Receiver
from tests.archive.store.examples import NOW


def channel(url: str) -> AppriseChannel:
    return AppriseChannel.model_validate({"kind": "apprise", "url": url, "timeout": 5})


def send(url: str, *, told: Message | None = None, allowed: bool = True) -> Outcome:
    told = told or message()
    networks = (ip_network("127.0.0.0/8"),) if allowed else ()
    return channel(url).send(told, rendered(told, zone=ZoneInfo("UTC")), now=NOW, allowed=networks)


def test_the_text_goes_with_its_key_on_the_last_line(hook: Receiver) -> None:
    assert send(f"json://127.0.0.1:{hook.port}/chat") == TAKEN
    told = hook.requests[0].data
    assert told["title"] == "a.md: The figure changed."
    assert told["type"] == "warning"
    assert told["message"].rstrip().endswith(f"message: {KEY}")


def test_what_apprise_complains_of_is_told(hook: Receiver) -> None:
    hook.answers = [500]
    outcome = send(f"json://me:hunter2@127.0.0.1:{hook.port}/")
    assert outcome.problem is not None
    assert "500" in outcome.problem
    assert "hunter2" not in outcome.problem


def test_redirects_are_not_followed(hook: Receiver) -> None:
    hook.answers = [307]
    hook.headers = {"Location": f"http://127.0.0.1:{hook.port}/elsewhere"}
    assert send(f"json://127.0.0.1:{hook.port}/").problem is not None
    assert len(hook.requests) == 1


def test_private_networks_are_refused(hook: Receiver) -> None:
    outcome = send(f"json://localhost:{hook.port}/", allowed=False)
    assert outcome.permanent
    assert outcome.problem is not None
    assert "loopback" in outcome.problem
    assert hook.requests == []


def test_secrets_of_the_address_are_hidden_where_it_is_shown() -> None:
    assert "hunter2" not in channel("json://me:hunter2@127.0.0.1/").where


def test_without_apprise_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(MissingPart, match=r"pip install 'citewatch\[notify\]'"):
        channel("json://127.0.0.1/")


def test_hostile_words_are_escaped_for_a_service_that_takes_html(hook: Receiver) -> None:
    assert send(f"json://127.0.0.1:{hook.port}/?format=html", told=hostile()) == TAKEN
    told = hook.requests[0].data
    assert "<script" not in told["message"]
    assert "&lt;script&gt;" in told["message"]
