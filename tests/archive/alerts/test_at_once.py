"""Several `citewatch alerts send` at once share the work, and nobody is told twice."""

import os
from datetime import timedelta
from pathlib import Path

from archive.config import Settings
from archive.store.database import Database
from tests import prepared
from tests.archive.alerts.receivers import Receiver
from tests.archive.alerts.telling import cite, route_to, tell, turned, undrained, webhook_table
from tests.archive.store.examples import NOW

DOCUMENTS = 8


def test_dispatchers_at_once_tell_of_every_event_once(
    database: Database, database_settings: Settings, tmp_path: Path, hook: Receiver
) -> None:
    with database.begin() as tx:
        for number in range(DOCUMENTS):
            cite(tx, 1, first=number, name=f"{number}.md")
        tell(tx, [turned(number, at=NOW + timedelta(seconds=number), details={}) for number in range(DOCUMENTS)])
    (tmp_path / "alerts.toml").write_text(webhook_table(hook.port, more='window = "0s"') + route_to("hook"))
    environment = dict(os.environ) | {
        "CITEWATCH_HOME": str(tmp_path),
        "CITEWATCH_DATABASE": database_settings.database,
        "CITEWATCH_ALERTS_FILE": str(tmp_path / "alerts.toml"),
        "CITEWATCH_ALLOW_NETWORKS": "127.0.0.0/8",
    }
    processes = []
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        processes.append(prepared.citewatch(["alerts", "send", "--since", "2026-01-01"], environment, folder))
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0], [
        (tmp_path / str(number) / "err").read_text() for number in range(3)
    ]
    told = [request.data["data"]["document"] for request in hook.requests]
    assert sorted(told) == [f"{number}.md" for number in range(DOCUMENTS)]
    with database.read() as tx:
        assert undrained(tx) == 0
