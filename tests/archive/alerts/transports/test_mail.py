"""Mails are whole, the same at every try, and hold no header that a stranger wrote."""

import ssl
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import trustme

from archive.alerts.rendering import rendered
from archive.alerts.transports.mail import MailChannel, mail
from archive.domain.alerting import TAKEN, Message, Outcome
from tests.archive.alerts.messages import KEY, hostile, message
from tests.archive.alerts.receivers import Receiver, post_office
from tests.archive.store.examples import NOW

LOGIN = {"security": "starttls", "user": "me", "password": "hunter2"}
UTC = ZoneInfo("UTC")
TO = ("editor@example.org", "desk@example.org")


def send(port: int, told: Message, **fields: object) -> Outcome:
    plain = {"kind": "mail", "host": "127.0.0.1", "port": port, "security": "none", "from": "c@example.org", "to": TO}
    channel = MailChannel.model_validate(plain | {"timeout": 5} | fields)
    return channel.send(told, rendered(told, zone=UTC), now=NOW, allowed=())


def test_a_mail_has_both_forms_and_its_key_as_its_id(office: Receiver) -> None:
    assert send(office.port, message()) == TAKEN
    (received,) = office.mails
    assert received["Message-ID"] == f"<{KEY}@example.org>"
    assert received["Subject"] == "a.md: The figure changed."
    assert received["To"] == "editor@example.org, desk@example.org"
    assert received["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]


def test_every_try_is_the_same_mail() -> None:
    told = message()
    first, second = (mail(told, rendered(told, zone=UTC), sender="c@example.org", to=TO) for _ in range(2))
    assert bytes(first) == bytes(second)


def test_no_stranger_writes_headers_or_parts() -> None:
    told = hostile()
    made = mail(told, rendered(told, zone=UTC), sender="c@example.org", to=TO)
    received = message_from_bytes(bytes(made), policy=default)
    assert isinstance(received, EmailMessage)
    assert "Bcc" not in received
    assert len(list(received.iter_parts())) == 2
    assert received["Subject"] == told.subject
    assert "<script>" in told.subject


def test_an_address_that_is_not_taken_is_told_and_the_others_have_the_mail(office: Receiver) -> None:
    office.answers = [550]
    outcome = send(office.port, message())
    assert (outcome.problem, outcome.remark) == (None, "not taken for editor@example.org (550 not now)")
    assert len(office.mails) == 1


def test_a_mail_that_nobody_takes_is_tried_again_where_that_may_help(office: Receiver) -> None:
    office.answers = [450, 550]
    greylisted = send(office.port, message())
    assert not greylisted.permanent
    office.answers = [550, 550]
    unknown = send(office.port, message())
    assert unknown.permanent
    assert unknown.problem == "refused editor@example.org (550 not now); desk@example.org (550 not now)"


def test_a_server_without_tls_is_not_given_mail_that_wants_it(office: Receiver) -> None:
    outcome = send(office.port, message(), security="starttls")
    assert (outcome.problem, outcome.permanent) == ("STARTTLS extension not supported by server.", True)
    assert office.mails == []


def test_nobody_there_is_told_and_tried_again() -> None:
    outcome = send(1, message())
    assert (outcome.problem, outcome.permanent) == ("no answer: Connection refused", False)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Whoever signs certificates that are trusted here."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return authority


def tls(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_a_password_goes_over_tls_to_a_server_that_proves_who_it_is(authority: trustme.CA) -> None:
    with post_office(tls=tls(authority, "127.0.0.1")) as office:
        assert send(office.port, message(), **LOGIN) == TAKEN
    assert len(office.mails) == 1


def test_a_wrong_password_is_told_and_not_tried_again(authority: trustme.CA) -> None:
    with post_office(tls=tls(authority, "127.0.0.1")) as office:
        outcome = send(office.port, message(), **(LOGIN | {"password": "swordfish"}))
    assert outcome.permanent
    assert outcome.problem is not None
    assert outcome.problem.startswith("SMTP 535: ")
    assert "swordfish" not in outcome.problem


@pytest.mark.parametrize("name", ["other.example", None], ids=["another name", "an unknown authority"])
def test_a_server_that_may_be_another_gets_neither_password_nor_mail(authority: trustme.CA, name: str | None) -> None:
    context = tls(authority, name) if name else tls(trustme.CA(), "127.0.0.1")
    with post_office(tls=context) as office:
        outcome = send(office.port, message(), **LOGIN)
    assert outcome.problem is not None
    assert "certificate verify failed" in outcome.problem
    assert office.mails == []
