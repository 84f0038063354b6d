"""Webhooks are signed, say the same at every try, follow nobody, and reach no private network unasked."""

import base64
import hashlib
import hmac
import socket
from datetime import timedelta
from ipaddress import ip_network
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from archive.alerts.rendering import rendered
from archive.alerts.transports.webhook import WebhookChannel, signed
from archive.domain.alerting import TAKEN, Message, Outcome
from tests.archive.alerts.messages import KEY, hostile, message
from tests.archive.alerts.receivers import Receiver
from tests.archive.alerts.telling import KEY as SIGNING_KEY
from tests.archive.alerts.telling import SECRET
from tests.archive.store.examples import NOW
from tests.conftest import ROOT

LOOPBACK = (ip_network("127.0.0.0/8"),)


def send(url: str, told: Message, *, allowed: bool = True, minutes: float = 0) -> Outcome:
    channel = WebhookChannel.model_validate({"kind": "webhook", "url": url, "secret": SECRET, "timeout": 5})
    form = rendered(told, zone=ZoneInfo("UTC"))
    return channel.send(told, form, now=NOW + timedelta(minutes=minutes), allowed=LOOPBACK if allowed else ())


def test_the_signature_is_that_of_standard_webhooks(hook: Receiver) -> None:
    assert send(f"http://127.0.0.1:{hook.port}/in?a=1", message()) == TAKEN
    (request,) = hook.requests
    content = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + request.body
    expected = base64.b64encode(hmac.new(SIGNING_KEY, content, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-signature"] == f"v1,{expected}"
    assert request.headers["webhook-id"] == request.headers["idempotency-key"] == KEY
    assert int(request.headers["webhook-timestamp"]) == int(NOW.timestamp())
    assert request.path == "/in?a=1"


def test_the_example_of_the_specification_is_signed_as_there() -> None:
    headers = signed(
        b'{"test": 2432232314}',
        key=base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        now=NOW.fromtimestamp(1614265330, NOW.tzinfo),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_try_has_the_same_body(hook: Receiver) -> None:
    for minutes in (0, 30):
        send(f"http://127.0.0.1:{hook.port}/", message(), minutes=minutes)
    first, second = hook.requests
    assert first.body == second.body
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


def test_the_body_names_events_claims_and_copies(hook: Receiver) -> None:
    send(f"http://127.0.0.1:{hook.port}/", message())
    told = hook.requests[0].data
    assert (told["type"], told["timestamp"]) == ("citewatch.alert", "2026-11-23T12:00:00.123456Z")
    (entry,) = told["data"]["entries"]
    assert (entry["became"], entry["copy"]) == ("figure-changed", "https://archive.example/1")
    assert entry["claims"][0]["text"] == "It rose by 24 %."


def test_hostile_words_are_escaped_in_the_body(hook: Receiver) -> None:
    send(f"http://127.0.0.1:{hook.port}/", hostile())
    body = hook.requests[0].body
    assert "\u202e".encode() not in body
    assert b"\x1b" not in body


@pytest.mark.parametrize(
    ("status", "permanent"), [(301, True), (400, True), (410, True), (408, False), (429, False), (500, False)]
)
def test_an_answer_is_taken_for_what_it_says(hook: Receiver, status: int, permanent: bool) -> None:
    hook.answers = [status]
    hook.headers = {"Retry-After": "120", "Location": f"http://127.0.0.1:{hook.port}/elsewhere"}
    outcome = send(f"http://127.0.0.1:{hook.port}/", message())
    assert outcome.permanent is permanent
    assert outcome.problem is not None
    assert outcome.problem.startswith(f"HTTP {status}")
    assert outcome.retry_after == (None if status == 301 else 120)
    assert len(hook.requests) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_private_networks_are_refused_in_every_spelling(hook: Receiver, host: str) -> None:
    outcome = send(f"http://{host}:{hook.port}/", message(), allowed=False)
    assert outcome.permanent
    assert outcome.problem is not None
    assert "(loopback); CITEWATCH_ALLOW_NETWORKS can allow it" in outcome.problem
    assert hook.requests == []


def test_nobody_there_is_told_and_tried_again() -> None:
    outcome = send("http://127.0.0.1:1/", message())
    assert (outcome.problem, outcome.permanent) == ("no answer: Connection refused", False)


def test_what_the_page_shows_tells_ours_from_what_was_changed(hook: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "alerts.md").read_text("utf-8")
    shown: dict[str, Any] = {}
    exec(page.partition("```python\n")[2].partition("```")[0], shown)
    monkeypatch.setattr(shown["time"], "time", NOW.timestamp)
    send(f"http://127.0.0.1:{hook.port}/", message())
    (request,) = hook.requests
    assert shown["is_ours"](SECRET, request.headers, request.body)
    assert not shown["is_ours"](SECRET, request.headers, request.body + b" ")
    assert not shown["is_ours"]("whsec_" + "A" * 32, request.headers, request.body)


def test_a_public_name_that_leads_to_a_private_address_is_refused(
    hook: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    loopback = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", hook.port))]
    # No test asks a name server: the name leads here, as that of an attacker may from one moment to the next.
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: loopback)
    outcome = send(f"http://public.example:{hook.port}/", message(), allowed=False)
    assert outcome.problem == "127.0.0.1 is refused (loopback); CITEWATCH_ALLOW_NETWORKS can allow it"
    assert hook.requests == []
