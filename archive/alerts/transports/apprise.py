"""Apprise: chats, telephones and some hundred other services, each by an address of its own kind."""

import logging
import warnings
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import field_validator
from pydantic.types import SecretStr

from archive.alerts.channels import Channel
from archive.alerts.guarding import guarded
from archive.alerts.rendering import Rendered
from archive.alerts.secrets import Secret
from archive.domain.addresses import Network
from archive.domain.alerting import TAKEN, Message, Outcome
from archive.domain.events import LOUD
from archive.errors import MissingPart

if TYPE_CHECKING:
    from apprise import NotifyBase

_LOG = logging.getLogger("apprise")


class AppriseChannel(Channel):
    """A service that Apprise knows, by the address that Apprise gives it; the address holds its secrets."""

    kind: Literal["apprise"]
    url: Secret

    @field_validator("url")
    @classmethod
    def _is_known(cls, url: SecretStr) -> SecretStr:
        _service(url)
        return url

    @property
    def where(self) -> str:
        """The address, its secrets hidden."""
        hidden: Any = _service(self.url)
        return str(hidden.url(privacy=True)).partition("?")[0]

    def send(self, message: Message, rendered: Rendered, *, now: datetime, allowed: Sequence[Network]) -> Outcome:  # noqa: ARG002 - every channel's signature
        """Have Apprise send it; the key stands on the last line of the text. Redirects are not followed."""
        said = _Said()
        _LOG.addHandler(said)
        try:
            with guarded(allowed) as watch:
                taken = self._notify(message, rendered.text)
        except Exception as error:  # noqa: BLE001 - some hundred plugins: what one raises is its service's failure
            return Outcome(problem=f"{type(error).__name__}: {error}")
        finally:
            _LOG.removeHandler(said)
        if watch.refused:
            return Outcome(problem=watch.refused[-1], permanent=True)
        return TAKEN if taken else Outcome(problem=said.last or "Apprise could not send it and does not say why")

    def _notify(self, message: Message, text: str) -> bool:
        from apprise import Apprise

        service = _service(self.url)
        service.socket_connect_timeout = service.socket_read_timeout = self.timeout
        service.redirects = False
        teller = Apprise(asset=service.asset)
        teller.add(service)
        kind = "warning" if message.loudness >= LOUD else "info"
        # Told that it is plain text, Apprise escapes it for services that take HTML.
        return bool(teller.notify(body=text, title=message.subject, notify_type=kind, body_format="text"))


class _Said(logging.Handler):
    """What Apprise complains of last, for it returns no reason."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.getMessage()


def _service(url: SecretStr) -> "NotifyBase":
    """Apprise's object for the address. Raises ValueError, and MissingPart where Apprise is not installed."""
    try:
        from apprise import Apprise, AppriseAsset
    except ImportError as error:
        raise MissingPart(["apprise, for the channels of that kind: pip install 'citewatch[notify]'"]) from error
    _hush()
    asset = AppriseAsset(app_id="citewatch", app_desc="citewatch", app_url="", async_mode=False, secure_logging=True)
    with warnings.catch_warnings():
        # All plugins are loaded with the first address, and some load what Python will not have for ever.
        warnings.simplefilter("ignore", DeprecationWarning)
        service = Apprise.instantiate(url.get_secret_value(), asset=asset, suppress_exceptions=True)
    if service is None:
        raise ValueError("Apprise knows no such address (its documentation lists them)")
    return service


def _hush() -> None:
    """Keep Apprise's log to ourselves: it tells whole addresses, secrets and all."""
    _LOG.propagate = False
    if not _LOG.handlers:
        _LOG.addHandler(logging.NullHandler())
