"""Lists fit the terminal, say what to do when they are empty, and narrow as asked."""

import json
from pathlib import Path

import pytest

from tests.archive.conftest import Ask
from tests.archive.example import AT_SIGN, DOCUMENT, LOST, MOVED, RIVERS, RUNS

LISTS = ["list", "sources", "visits", "captures", "snapshots", "changes", "claims", "events", "overrule", "runs"]


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("command", [*LISTS, "search", "history", "show", "diff"])
def test_tables_fit_the_terminal(ask: Ask, monkeypatch: pytest.MonkeyPatch, command: str, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    about = {"search": ["river"], "history": [RIVERS], "show": [LOST], "diff": [RIVERS, "--side"]}
    answer = ask(command, *about.get(command, []))
    assert all(len(line.rstrip()) <= int(columns) for line in answer.out.splitlines())


@pytest.mark.parametrize(
    ("command", "column", "after"),
    [
        ("sources", "source", "verdict"),
        ("visits", "source", None),
        ("captures", "address", None),
        ("snapshots", "snapshot", None),
        ("changes", "source", None),
    ],
)
def test_a_url_that_does_not_fit_is_folded_and_not_cut(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, command: str, column: str, after: str | None
) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    head, *lines = ask(command).out.splitlines()
    start, end = head.index(column), head.index(after) if after else None
    assert RIVERS in "".join(line[start:end].strip() for line in lines)


@pytest.mark.parametrize("command", [*LISTS, "search"])
def test_an_empty_list_says_what_to_do_next(ask: Ask, empty_home: Path, command: str) -> None:
    arguments = [command, "word"] if command == "search" else [command]
    answer = ask(*arguments, home=empty_home)
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1
    assert ":" in answer.out
    assert ask(*arguments, "--json", home=empty_home).out == ""


def test_no_visit_yet_names_the_crawl(ask: Ask, empty_home: Path) -> None:
    assert ask("visits", home=empty_home).out == "no visit yet: run `scrapy crawl sources`\n"


def test_a_table_that_is_cut_says_how_to_see_the_rest(ask: Ask) -> None:
    assert "more than these 3: --limit 0 shows all" in ask("visits", "--limit", "3").out
    assert "more than" not in ask("visits", "--limit", "0").out
    assert "more than" not in ask("visits", "--limit", "8").out


@pytest.mark.parametrize(
    ("arguments", "urls"),
    [
        (["visits", "--run", RUNS[2]], {RIVERS}),
        (["visits", "--verdict", "not-found"], {LOST}),
        (["visits", MOVED], {MOVED}),
        (["sources", "--verdict", "not-found"], {LOST}),
        (["sources", "--standing", "alive"], {RIVERS, MOVED, AT_SIGN}),
        (["sources", "--standing", "dead"], set()),
        (["changes", "--kind", "replaced"], set()),
        (["changes", "--min-significance", "1"], set()),
        (["overrule", LOST], {LOST}),
        (["snapshots", "--document", DOCUMENT], {RIVERS, MOVED}),
        (["captures", LOST], {LOST}),
        (["changes", "--since", "2026-11-03"], {RIVERS}),
        (["changes", "--since", "2026-11-05"], set()),
        (["history", LOST], {LOST}),
    ],
)
def test_a_list_is_narrowed_as_asked(ask: Ask, arguments: list[str], urls: set[str]) -> None:
    lines = ask(*arguments, "--json").out.splitlines()
    assert {json.loads(line)["url"] for line in lines} == urls


def test_every_command_has_help_with_an_example(ask: Ask) -> None:
    for command in [*LISTS, "show", "diff", "history", "search", "verify", "export"]:
        assert f"Example: citewatch {command}" in ask(command, "--help").out
