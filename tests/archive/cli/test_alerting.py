"""`citewatch alerts`: what it sends, shows and refuses, for people and for programs."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.config import Settings
from archive.store.database import open_database
from tests.archive.alerts.receivers import Receiver, post_office, web
from tests.archive.alerts.telling import happen, mail_table, route_to, tell, turned, webhook_table
from tests.archive.cli.test_json import documented
from tests.archive.conftest import Answer, Ask


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a record in which something happened; loopback may be reached."""
    monkeypatch.setenv("CITEWATCH_ALLOW_NETWORKS", "127.0.0.0/8")
    settings = Settings.load({"home": tmp_path / "home"})
    with closing(open_database(settings, create=True)) as database, database.begin() as tx:
        happen(tx, 2)
    return tmp_path / "home"


@pytest.fixture
def office() -> Iterator[Receiver]:
    with post_office() as receiver:
        yield receiver


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with web() as receiver:
        yield receiver


def configure(text: str) -> None:
    """Write alerts.toml into the working folder."""
    Path("alerts.toml").write_text(text, "utf-8")


def lines(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.out.splitlines()]


def test_what_is_sent_is_told_line_by_line(ask: Ask, home: Path, office: Receiver) -> None:
    configure(mail_table(office.port) + route_to("editor"))
    answer = ask("alerts", "send", "--since", "2026-01-01", home=home)
    assert answer.code == 0, answer.err
    assert answer.out == "sent editor, 2 events: energy.md: 2 alerts, first: The source no longer says claim 0.\n"
    assert ask("alerts", "send", home=home).out.startswith("nothing is due ")
    assert len(office.mails) == 1


def test_a_failure_for_good_is_an_exit_code_of_its_own_and_tried_again_only_when_asked_for(
    ask: Ask, home: Path, hook: Receiver
) -> None:
    configure(webhook_table(hook.port) + route_to("hook"))
    hook.answers = [403]
    answer = ask("alerts", "send", "--since", "2026-01-01", home=home)
    assert answer.code == 1
    assert "failed hook, 2 events" in answer.out
    assert "HTTP 403" in answer.out
    assert "citewatch alerts retry" in answer.out
    assert ask("alerts", "send", home=home).out.startswith("nothing is due ")
    (failed,) = lines(ask("alerts", "list", "--state", "failed", "--json", home=home))
    assert (failed["problem"], failed["tries"], failed["next_try"]) == ("HTTP 403", 1, None)
    assert ask("alerts", "retry", home=home).out.startswith("1 message is due again")
    assert ask("alerts", "send", home=home).code == 0
    assert len({request.headers["webhook-id"] for request in hook.requests}) == 1


def test_what_waits_is_shown_with_its_time(ask: Ask, home: Path, office: Receiver) -> None:
    configure(mail_table(office.port, more='window = "2h"') + route_to("editor"))
    assert ask("alerts", "send", home=home).out.startswith("editor is new: it is told of what happens from now on")
    assert ask("alerts", "send", home=home).out.startswith("nothing is due ")
    with closing(open_database(Settings.load({"home": home}), create=False)) as database, database.begin() as tx:
        tell(tx, [turned(0, at=datetime.now(UTC))])
    assert "1 event waits for editor from 20" in ask("alerts", "send", home=home).out
    (waiting,) = lines(ask("alerts", "list", "--json", home=home))
    assert (waiting["state"], waiting["key"], waiting["events"], waiting["tries"]) == ("waiting", None, 1, 0)
    assert ask("alerts", "send", "--now", home=home).out.startswith("sent editor, 1 event: ")
    assert len(office.mails) == 1


def test_a_sample_shows_whether_a_channel_works(ask: Ask, home: Path, office: Receiver, hook: Receiver) -> None:
    configure(mail_table(office.port) + webhook_table(hook.port) + route_to("editor", "hook"))
    assert ask("alerts", "test", "editor", home=home).out == "taken editor (editor@example.org)\n"
    assert office.mails[0]["Subject"] == "citewatch: a test of the channel editor"
    assert hook.requests == []
    hook.answers = [500]
    answer = ask("alerts", "test", home=home)
    assert answer.code == 1
    assert f"failed hook (http://127.0.0.1:{hook.port}/…): HTTP 500" in answer.out
    assert lines(ask("alerts", "list", "--json", home=home)) == []


def test_the_file_is_shown_as_it_is_understood(ask: Ask, home: Path) -> None:
    more = 'digest = "daily"\nzone = "Europe/Berlin"\nquiet = "22:00-07:00"'
    text = mail_table(25, more=more) + webhook_table(80) + route_to("editor", more='hosts = ["*.org"]\nloudness = 0.6')
    configure(text)
    answer = ask("alerts", "check", home=home)
    assert "daily at 08:00 Europe/Berlin, never between 22:00 and 07:00 Europe/Berlin" in answer.out
    assert "events with host *.org, loudness 0.6 or more" in answer.out
    assert "no route leads here" in answer.out
    assert "whsec" not in answer.out


@pytest.mark.parametrize("command", ["send", "test", "list", "retry", "check"])
def test_a_file_that_is_wrong_is_refused_by_every_command(ask: Ask, home: Path, command: str) -> None:
    configure(mail_table(25) + route_to("pager"))
    answer = ask("alerts", command, home=home)
    assert answer.code == 2
    assert answer.err == (
        "citewatch: setting CITEWATCH_ALERTS_FILE: alerts.toml, line 10: route.1.channels: no channel 'pager'; "
        "there are editor\n"
    )


def test_a_channel_that_there_is_not_is_refused(ask: Ask, home: Path) -> None:
    configure(mail_table(25) + route_to("editor"))
    for command in ("test", "list", "retry"):
        answer = ask("alerts", command, "pager", home=home)
        assert (answer.code, answer.err) == (2, "citewatch: no channel pager: there are editor\n")


def test_the_keys_are_those_of_the_page(ask: Ask, home: Path, office: Receiver) -> None:
    configure(mail_table(office.port) + route_to("editor"))
    sent = lines(ask("alerts", "send", "--since", "2026-01-01", "--json", home=home))
    assert [tuple(line) for line in sent] == [tuple(documented()["alerts send"])]
    for command in ("list", "test", "check"):
        told = lines(ask("alerts", command, "--json", home=home))
        assert [tuple(line) for line in told] == [tuple(documented()[f"alerts {command}"])]


@pytest.mark.parametrize("columns", ["60", "120"])
def test_tables_fit_the_terminal(
    ask: Ask, home: Path, office: Receiver, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    configure(mail_table(office.port) + route_to("editor"))
    ask("alerts", "send", "--since", "2026-01-01", home=home)
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("list", "check"):
        answer = ask("alerts", command, home=home)
        assert answer.code == 0
        assert max(len(line) for line in answer.out.splitlines()) <= int(columns)


@pytest.mark.parametrize("command", ["send", "test", "list", "retry", "check"])
def test_every_command_has_an_example(ask: Ask, command: str) -> None:
    assert f"Example: citewatch alerts {command}" in ask("alerts", command, "--help").out
