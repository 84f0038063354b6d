"""Mail, handed to an SMTP server."""

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from archive.alerts.channels import Channel
from archive.alerts.rendering import Rendered
from archive.alerts.secrets import Secret
from archive.domain.addresses import Network
from archive.domain.alerting import TAKEN, Message, Outcome

_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def _mailbox(given: str) -> str:
    try:
        address = Address(addr_spec=given)
    except Exception as error:
        raise ValueError("no mail address") from error
    if not (address.username and address.domain and given.isascii() and given.isprintable()):
        raise ValueError("no mail address")
    return given


Mailbox = Annotated[str, AfterValidator(_mailbox)]


class MailChannel(Channel):
    """An SMTP server of one's own, and to whom it passes messages on."""

    kind: Literal["mail"]
    host: str = Field(min_length=1)
    port: int | None = Field(None, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: Secret | None = None
    sender: Mailbox = Field(alias="from")
    to: tuple[Mailbox, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise ValueError("user and password belong together")
        if self.user is not None and self.security == "none":
            raise ValueError('a password is not sent without TLS: set security to "starttls" or "tls"')
        return self

    @property
    def where(self) -> str:
        """To whom."""
        return ", ".join(self.to)

    def send(self, message: Message, rendered: Rendered, *, now: datetime, allowed: Sequence[Network]) -> Outcome:  # noqa: ARG002 - every channel's signature
        """Hand the mail to the server. Its address is one's own choice, often this machine: no network is refused."""
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            return _failed(error)
        try:
            refused = server.send_message(mail(message, rendered, sender=self.sender, to=self.to))
        except (OSError, smtplib.SMTPException) as error:
            return _failed(error)
        finally:
            # What the server took it has, whether or not it says goodbye.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        return Outcome(remark=f"not taken for {_told(refused)}") if refused else TAKEN

    def _connected(self) -> smtplib.SMTP:
        port, context = self.port or _PORTS[self.security], ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, port, timeout=self.timeout)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user is not None and self.password is not None:
                server.login(self.user, self.password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server


def mail(message: Message, rendered: Rendered, *, sender: str, to: Sequence[str]) -> EmailMessage:
    """The mail, byte for byte the same for every try: its Message-ID holds the key (RFC 5322 section 3.6.4)."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = message.subject
    made["From"] = sender
    made["To"] = ", ".join(to)
    made["Date"] = format_datetime(message.made_at.replace(microsecond=0))
    made["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(rendered.text)
    made.add_alternative(rendered.html, subtype="html")
    made.set_boundary(f"=_{message.key}")
    return made


def _failed(error: Exception) -> Outcome:
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return Outcome(problem=f"refused {_told(error.recipients)}", permanent=min(codes) >= 500)
        case smtplib.SMTPResponseException():
            return Outcome(
                problem=f"SMTP {error.smtp_code}: {_words(error.smtp_error)}", permanent=error.smtp_code >= 500
            )
        case smtplib.SMTPNotSupportedError():
            return Outcome(problem=str(error), permanent=True)
    return Outcome(problem=f"no answer: {getattr(error, 'strerror', None) or error or type(error).__name__}")


def _told(refused: Mapping[str, tuple[int, bytes]]) -> str:
    return "; ".join(f"{to} ({code} {_words(why)})" for to, (code, why) in refused.items())


def _words(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
