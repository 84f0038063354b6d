"""Webhooks: JSON by POST, signed as Standard Webhooks has it (https://www.standardwebhooks.com)."""

import base64
import binascii
import hashlib
import hmac
import http.client
import ssl
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Literal

from pydantic import field_validator
from pydantic.types import SecretStr

from archive.alerts.channels import Channel
from archive.alerts.guarding import guarded
from archive.alerts.rendering import Rendered
from archive.alerts.secrets import Secret
from archive.domain.addresses import Network
from archive.domain.alerting import TAKEN, Message, Outcome
from archive.domain.recrawl.hearing import retry_after as heard_in
from archive.domain.urls import is_web, parse
from archive.export.lines import as_line

_PREFIX = "whsec_"
_SHORTEST = 24
_TEMPORARY = (408, 425, 429)


class WebhookChannel(Channel):
    """A server of one's own that takes messages as JSON.

    `secret` is that of Standard Webhooks: "whsec_" and at least 24 random bytes in base64.
    """

    kind: Literal["webhook"]
    url: Secret
    secret: Secret

    @field_validator("url")
    @classmethod
    def _is_web(cls, url: SecretStr) -> SecretStr:
        parsed = parse(url.get_secret_value()) if is_web(url.get_secret_value()) else None
        if parsed is None:
            raise ValueError("no http or https address")
        if parsed.username or parsed.password:
            raise ValueError("no user and no password can stand in the address: the signature says who sends")
        return url

    @field_validator("secret")
    @classmethod
    def _is_key(cls, secret: SecretStr) -> SecretStr:
        _key(secret)
        return secret

    @property
    def where(self) -> str:
        """The host; the rest of the address may be a secret."""
        parsed = parse(self.url.get_secret_value())
        return f"{parsed.protocol}//{parsed.host}/…" if parsed else ""

    def send(self, message: Message, rendered: Rendered, *, now: datetime, allowed: Sequence[Network]) -> Outcome:
        """POST the message; redirects are not followed."""
        body = payload(message, rendered)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"citewatch/{version('citewatch')}",
            "Idempotency-Key": message.key,
            **signed(body, key=_key(self.secret), message_id=message.key, now=now),
        }
        with guarded(allowed) as watch:
            try:
                status, retry_after = self._post(body, headers)
            except (OSError, http.client.HTTPException) as error:
                return Outcome(problem=_in_words(error, watch.refused), permanent=bool(watch.refused))
        return _outcome(status, heard_in(retry_after, now=now))

    def _post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str | None]:
        """The status of the answer, and its Retry-After."""
        url = parse(self.url.get_secret_value())
        assert url is not None
        host, port = url.hostname.strip("[]"), int(url.port) if url.port else None
        connection: http.client.HTTPConnection
        if url.protocol == "https:":
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(host, port, timeout=self.timeout, context=context)
        else:
            connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
        try:
            connection.request("POST", url.pathname + url.search, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Retry-After")
        finally:
            connection.close()


def payload(message: Message, rendered: Rendered) -> bytes:
    """The body: the same for every try of a message."""
    data = {
        "key": message.key,
        "channel": message.channel,
        "document": message.document,
        "subject": message.subject,
        "text": rendered.text,
        "entries": message.entries,
    }
    return as_line({"type": "citewatch.alert", "timestamp": message.made_at, "data": data}).encode()


def signed(body: bytes, *, key: bytes, message_id: str, now: datetime) -> dict[str, str]:
    """The three headers of Standard Webhooks: HMAC-SHA256 over id, time in seconds and body, joined by dots."""
    timestamp = str(int(now.timestamp()))
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    signature = base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": f"v1,{signature}"}


def _key(secret: SecretStr) -> bytes:
    told = secret.get_secret_value()
    try:
        key = base64.b64decode(told.removeprefix(_PREFIX), validate=True) if told.startswith(_PREFIX) else b""
    except binascii.Error:
        key = b""
    if len(key) < _SHORTEST:
        raise ValueError(f'no secret: write "{_PREFIX}" and {_SHORTEST} or more random bytes in base64')
    return key


def _outcome(status: int, retry_after: float | None) -> Outcome:
    if 200 <= status < 300:
        return TAKEN
    if 300 <= status < 400:
        return Outcome(problem=f"HTTP {status}: a redirect, which is not followed", permanent=True)
    temporary = status >= 500 or status in _TEMPORARY
    return Outcome(problem=f"HTTP {status}", permanent=not temporary, retry_after=retry_after)


def _in_words(error: Exception, refused: Sequence[str]) -> str:
    if refused:
        return refused[-1]
    return f"no answer: {getattr(error, 'strerror', None) or error or type(error).__name__}"
