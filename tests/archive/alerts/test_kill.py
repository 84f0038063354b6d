"""`citewatch alerts send`, killed in the middle: every event arrives, none is lost, and doubles carry the same key."""

import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from archive.store.database import Database
from tests import prepared
from tests.archive.alerts.receivers import Receiver, nothing, post_office, web
from tests.archive.alerts.telling import (
    apprise_table,
    happen,
    mail_table,
    route_to,
    undrained,
    webhook_table,
)

EVENTS = 3
TABLES: dict[str, Callable[..., str]] = {"mail": mail_table, "webhook": webhook_table, "apprise": apprise_table}


def received(receiver: Receiver, kind: str) -> list[tuple[str, str]]:
    """The key and the text of each message that came in."""
    match kind:
        case "mail":
            texts = ((mail["Message-ID"], mail.get_body(("plain",))) for mail in receiver.mails)
            return [(str(key).strip("<>").partition("@")[0], text.get_content() if text else "") for key, text in texts]
        case "webhook":
            return [(each.headers["idempotency-key"], each.data["data"]["text"]) for each in receiver.requests]
    texts = (each.data["message"] for each in receiver.requests)
    return [(re.findall("message: ([0-9a-f]{32})", text)[0], text) for text in texts]


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("moment", ["before it was sent", "before it was marked"])
def test_what_was_sent_by_a_killed_process_arrives_and_its_double_is_known_by_its_key(
    sqlite_database: Database, tmp_path: Path, kind: str, moment: str
) -> None:
    with sqlite_database.begin() as tx:
        happen(tx, EVENTS)
    with ExitStack() as stack:
        receiver = stack.enter_context(post_office() if kind == "mail" else web())
        name = "channel"
        table = TABLES[kind](receiver.port, name=name, more='window = "0s"')
        (tmp_path / "alerts.toml").write_text(f'lease = "1s"\n{table}{route_to(name)}')
        first = start(tmp_path)
        kill = killer(first, receiver)
        if moment == "before it was sent":
            receiver.met = kill
        else:
            receiver.took = kill
        first.join(30)
        assert first.exitcode == -signal.SIGKILL
        time.sleep(1.1)
        second = start(tmp_path)
        second.join(30)
        said = (tmp_path / "out").read_text()
        assert second.exitcode == 0, said + (tmp_path / "err").read_text()
        assert f"sent {name}, {EVENTS} events" in said
        messages = received(receiver, kind)
    assert len(messages) == (1 if moment == "before it was sent" else 2)
    assert len({key for key, _ in messages}) == 1
    assert all(f"Claim {number}." in text for _, text in messages for number in range(EVENTS))
    with sqlite_database.read() as tx:
        assert undrained(tx) == 0


def start(home: Path) -> BaseProcess:
    """The command as the scheduler starts it, in a folder with alerts.toml."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment = kept | {"CITEWATCH_HOME": str(home), "CITEWATCH_ALLOW_NETWORKS": "127.0.0.0/8", "COLUMNS": "200"}
    return prepared.citewatch(["alerts", "send", "--since", "2026-01-01"], environment, home)


def killer(process: BaseProcess, receiver: Receiver) -> Callable[[], None]:
    """Something that kills the process, hangs up, and happens once."""

    def kill() -> None:
        receiver.met = receiver.took = nothing
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        raise ConnectionAbortedError

    return kill
