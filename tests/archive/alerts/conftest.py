"""What tests of alerts may ask for: servers that take what is sent, and a dispatcher of a record."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.alerts.dispatching import Dispatcher, Sent
from archive.config import Settings
from archive.store.database import Database
from tests.archive.alerts.receivers import Receiver, post_office, web
from tests.archive.alerts.telling import read
from tests.archive.store.examples import NOW

Dispatch = Callable[..., list[Sent]]


@pytest.fixture
def hook() -> Iterator[Receiver]:
    """An HTTP server."""
    with web() as receiver:
        yield receiver


@pytest.fixture
def office() -> Iterator[Receiver]:
    """An SMTP server."""
    with post_office() as receiver:
        yield receiver


@pytest.fixture
def dispatch(database: Database, tmp_path: Path) -> Dispatch:
    """Send what is due of the record, so long after NOW, as the text of a file says; every channel known before NOW."""

    def run(
        text: str, *, after: timedelta = timedelta(minutes=20), since: datetime | None = NOW, hasten: bool = False
    ) -> list[Sent]:
        told: list[Sent] = []
        Dispatcher(
            database=database,
            settings=Settings.load({"home": tmp_path, "allow_networks": "127.0.0.0/8"}),
            configuration=read(tmp_path, text),
            clock=lambda: NOW + after,
            told=told.append,
        ).run(since=since, hasten=hasten)
        return told

    return run
