"""What goes wrong is told in one line, with an exit code that says whose fault it was."""

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from archive.cli import app, run
from archive.store.database import connect
from tests.archive.conftest import Ask

COMMAND = [sys.executable, "-c", "import sys; from archive.cli import app, run; sys.exit(run(app))"]


def test_a_missing_record_is_told(ask: Ask, tmp_path: Path) -> None:
    answer = ask("visits", home=tmp_path / "none")
    assert answer.code == 1
    assert answer.err.startswith("citewatch: no record at ")
    assert answer.err.count("\n") == 1


def test_a_record_of_a_newer_citewatch_is_told(ask: Ask, empty_home: Path) -> None:
    engine = connect(f"sqlite:///{empty_home / 'archive.db'}")
    with engine.begin() as tx:
        tx.exec_driver_sql("UPDATE citewatch_schema SET version_num = '9999'")
    engine.dispose()
    answer = ask("list", home=empty_home)
    assert answer.code == 1
    assert "newer citewatch" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["visits", "https://unknown.test/"],
        ["visits", "--run", "none"],
        ["visits", "--verdict", "none"],
        ["sources", "--document", "none.md"],
        ["changes", "--since", "soon"],
        ["changes", "--since", "999999w"],
        ["search", "   "],
        ["search", "'", "("],
        ["search", "x" * 2000],
        ["export"],
        ["export", "--csv", "-", "--warc", "-"],
        ["nothing"],
        ["list", "--none"],
    ],
)
def test_a_wrong_question_ends_with_2_and_no_traceback(ask: Ask, arguments: list[str]) -> None:
    answer = ask(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert "Traceback" not in answer.err


def test_an_unknown_verdict_is_told_with_those_there_are(ask: Ask) -> None:
    answer = ask("visits", "--verdict", "foo")
    assert "'foo' is none of ok, soft-404" in answer.err
    assert "Value error" not in answer.err


def test_a_wrong_setting_is_named(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWATCH_DELAY", "often")
    answer = ask("list")
    assert answer.code == 2
    assert "CITEWATCH_DELAY" in answer.err


def test_a_reader_that_hangs_up_is_no_error_worth_words(example_home: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    env = {"CITEWATCH_HOME": str(example_home)}
    done = subprocess.run([*COMMAND, "visits", "--json"], env=env, stdout=write, stderr=subprocess.PIPE, timeout=60)
    os.close(write)
    assert done.stderr == b""


@pytest.mark.parametrize(
    "question", [["visits", "--json"], ["captures", "--json"], ["history", "{url}", "--json"], ["export", "--csv", "-"]]
)
def test_a_reader_that_hangs_up_amid_the_rows_is_no_error_worth_words(example_home: Path, question: list[str]) -> None:
    env = {"CITEWATCH_HOME": str(example_home)}
    listed = subprocess.run([*COMMAND, "visits", "--json"], env=env, capture_output=True, timeout=60, check=True)
    url = json.loads(listed.stdout.splitlines()[0])["url"]
    read, write = os.pipe()
    os.close(read)
    asked = [word.format(url=url) for word in question]
    unbuffered = env | {"PYTHONUNBUFFERED": "1"}
    done = subprocess.run([*COMMAND, *asked], env=unbuffered, stdout=write, stderr=subprocess.PIPE, timeout=60)
    os.close(write)
    assert done.stderr == b""


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_an_answer_that_nobody_listens_to_is_no_fault(example_home: Path, closed: str) -> None:
    command = " ".join([shlex.join([*COMMAND, "list"]), closed])
    env = {"CITEWATCH_HOME": str(example_home)}
    done = subprocess.run(["sh", "-c", command], env=env, stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupted_command_ends_with_130() -> None:
    waits = typer.Typer()
    waits.command()(lambda: signal.raise_signal(signal.SIGINT))
    assert run(waits, []) == 130


def test_a_fault_of_ours_shows_itself() -> None:
    breaks = typer.Typer(pretty_exceptions_enable=False)
    breaks.command()(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(breaks, [])


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(app, ["--version"]) == 0
    assert capsys.readouterr().out.startswith("citewatch ")
