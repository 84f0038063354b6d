"""With which archive, under whose account and how fast pages are saved: the settings, checked."""

from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from typing import Self

from archive.config import Settings
from archive.domain.mementos import Archive
from archive.domain.urls import host, is_web
from archive.errors import ConfigurationError

_KEYS = "https://archive.org/account/s3.php"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where pages are saved, and under which key. The key and its secret show in no representation and in no log."""

    endpoint: str
    period: timedelta
    pause: float
    key: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The account that the settings name; raises ConfigurationError where they name none that can be used."""
        key, secret = settings.save_key.get_secret_value().strip(), settings.save_secret.get_secret_value().strip()
        for name, value in (("SAVE_KEY", key), ("SAVE_SECRET", secret)):
            _check(f"CITEWATCH_{name}", value)
        endpoint = settings.save_endpoint.strip().rstrip("/")
        if not is_web(endpoint) or not endpoint.endswith("/save"):
            raise ConfigurationError("CITEWATCH_SAVE_ENDPOINT", "it is no address of a Save Page Now (…/save)")
        if not endpoint.startswith("https://") and not _is_here(endpoint):
            raise ConfigurationError("CITEWATCH_SAVE_ENDPOINT", "a key is sent over https alone")
        period = timedelta(days=settings.save_every)
        return cls(endpoint=endpoint, period=period, pause=60 / settings.save_rate, key=key, secret=secret)

    @property
    def archive(self) -> Archive:
        """The archive that holds what is saved."""
        raw = f"{self.endpoint.removesuffix('/save')}/web/{{stamp}}id_/{{url}}"
        return Archive(name=host(self.endpoint), rule="Save Page Now 2 Public API Docs", raw=raw)

    @property
    def authorization(self) -> str:
        """The header that proves the account."""
        return f"LOW {self.key}:{self.secret}"

    def without_key(self, text: str) -> str:
        """The text with the key and its secret left out, should an answer repeat them."""
        return text.replace(self.secret, "…").replace(self.key, "…")


def _check(name: str, value: str) -> None:
    if not value:
        raise ConfigurationError(
            name, f"it is empty: pages are saved under an account; its key and secret stand at {_KEYS}"
        )
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise ConfigurationError(name, "it has characters that no key has")


def _is_here(url: str) -> bool:
    """Whether the address is this very machine's."""
    try:
        return ip_address(host(url).strip("[]")).is_loopback
    except ValueError:
        return False
