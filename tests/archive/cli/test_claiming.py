"""`citewatch claims` and `events`: what the claims come to, for people and for programs."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from archive.config import Settings
from archive.store.database import Database
from archive.store.tables import ClaimRow, SourceRow, SupportRow
from tests.archive.claimed import CLAIMS, COPY, DOCUMENT, SOLAR, WIND, claimed
from tests.archive.cli.test_json import documented
from tests.archive.conftest import Answer, Ask
from tests.archive.example import RIVERS


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with claimed(Settings.load({"home": tmp_path / "claims"})) as record:
        yield record


@pytest.fixture
def home(database: Database, tmp_path: Path) -> Path:
    """The home of a record in which claims were weighed."""
    return tmp_path / "claims"


def lines(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.out.splitlines()]


@pytest.mark.parametrize("command", ["claims", "events", "changes"])
def test_the_keys_are_those_of_the_page(ask: Ask, home: Path, command: str) -> None:
    told = lines(ask(command, "--json", home=home))
    assert {tuple(line) for line in told} == {tuple(documented()[command])}


def test_a_support_has_the_keys_of_the_page(ask: Ask, home: Path) -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "json.md").read_text("utf-8")
    told = page.partition("An object of `support`")[2].partition("## events")[0]
    (support,) = lines(ask("claims", "--json", home=home))[0]["support"]
    assert list(support)[:7] == ["url", "snapshot", "state", "score", "passage", "missing", "was"]
    assert all(f"`{key}`" in told for key in support)


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize(
    "arguments", [["claims"], ["claims", DOCUMENT, "--claim", "1"], ["events"], ["changes"]], ids=" ".join
)
def test_tables_fit_the_terminal(
    ask: Ask, home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer = ask(*arguments, home=home)
    assert answer.code == 0
    assert all(len(line.rstrip()) <= int(columns) for line in answer.out.splitlines())


def test_people_see_what_changed_and_what_to_use_instead(ask: Ask, home: Path) -> None:
    shown = " ".join(ask("claims", home=home).out.split())
    assert "[1] figure-changed 24 percent → 21 percent" in shown
    assert "it changed since we began to look" in shown
    assert COPY in shown
    assert "never showed a page but a wall: bot-wall" in shown
    assert "can be read in more than one way: 4, 5" in shown
    assert "[5] cites no web page" in shown


def test_why_nothing_was_found_is_said_once(ask: Ask, home: Path) -> None:
    shown = " ".join(ask("claims", DOCUMENT, "--claim", "3", home=home).out.split())
    assert shown.count("never showed a page but a wall: bot-wall") == 1


def test_a_source_that_does_not_stand_is_named_beside_its_claims(ask: Ask, home: Path, database: Database) -> None:
    with database.begin() as tx:
        tx.execute(update(SourceRow).values(standing="dead"))
    assert "the source is dead" in ask("claims", home=home).out


def test_one_claim_is_told_in_full(ask: Ask, home: Path) -> None:
    shown = ask("claims", DOCUMENT, "--claim", "1", home=home).out
    assert "energy.md, claim 1 (line 1)" in shown
    assert "characters 13 to 50 of the text" in shown
    assert "in archive.example" in shown
    (line,) = lines(ask("claims", DOCUMENT, "--claim", "1", "--json", home=home))
    assert list(line) == [*documented()["claims"], "history"]
    assert [(each["archive"], each["snapshot"]) for each in line["history"]] == [
        ("archive.example", 1),
        (None, 1),
        (None, 2),
    ]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--state", "gone"], [2]),
        (["--state", "gone", "--state", "figure-changed"], [1, 2]),
        (["--url", WIND], [2]),
        ([DOCUMENT, "--limit", "3"], [1, 2, 3]),
        (["--state", "moved"], []),
    ],
)
def test_claims_are_narrowed_as_asked(ask: Ask, home: Path, arguments: list[str], numbers: list[int]) -> None:
    assert [line["number"] for line in lines(ask("claims", *arguments, "--json", home=home))] == numbers


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claims", "--state", "nonsense"], "none of verbatim"),
        (["claims", "nothing.md"], "no document"),
        (["claims", "--claim", "1"], "of which document"),
        (["claims", DOCUMENT, "--claim", "9"], "no claim 9"),
        (["events", "--kind", "nonsense"], "none of support"),
        (["events", "--loud", "2"], "--loud"),
    ],
)
def test_a_wrong_question_is_said_to_be_one(ask: Ask, home: Path, arguments: list[str], said: str) -> None:
    answer = ask(*arguments, home=home)
    assert answer.code == 2
    assert said in answer.err


def test_an_empty_answer_says_what_to_do_next(ask: Ask, home: Path, empty_home: Path) -> None:
    assert "citewatch add FILE" in ask("claims", home=empty_home).out
    assert "nothing to tell yet:" in ask("events", home=empty_home).out
    assert "`citewatch claims` lists all" in ask("claims", "--state", "moved", home=home).out
    assert "`citewatch events` lists all" in ask("events", "--kind", "copy", home=home).out


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        ([], ["support", "change"]),
        (["--loud", "0.95"], ["support"]),
        (["--kind", "change"], ["change"]),
        (["--document", DOCUMENT], ["support", "change"]),
        (["--since", "2026-12-04"], []),
        (["--waiting"], ["support", "change"]),
        ([SOLAR], ["support", "change"]),
        ([WIND], []),
    ],
)
def test_events_are_narrowed_as_asked(ask: Ask, home: Path, arguments: list[str], kinds: list[str]) -> None:
    told = lines(ask("events", *arguments, "--json", home=home))
    assert [line["kind"] for line in told] == kinds
    assert {line["document"] for line in told if line["kind"] == "support"} <= {DOCUMENT}


def test_a_change_names_the_claims_that_it_touches(ask: Ask, home: Path) -> None:
    (line,) = lines(ask("changes", "--json", home=home))
    assert line["claims"] == [{"text": CLAIMS[0], "was": "verbatim", "became": "figure-changed"}]
    assert f"touches “{CLAIMS[0]}”: verbatim → figure-changed" in " ".join(ask("changes", home=home).out.split())


def test_a_change_of_a_page_that_no_claim_rests_on_touches_none(ask: Ask) -> None:
    (line,) = lines(ask("changes", RIVERS, "--json"))
    assert line["claims"] == []


def test_nothing_that_steers_a_terminal_is_printed(ask: Ask, home: Path, database: Database) -> None:
    with database.begin() as tx:
        tx.execute(update(ClaimRow).values(text="\x1b[31mred\u202e"))
        details = {"why": "\x1b]0;t\x07", "findings": [["figure", "\x1b[1m", False, "\x9b1m"]], "passage": "\x1b[2J"}
        tx.execute(update(SupportRow).values(details=details, state="gone"))
    printed = ""
    for arguments in (["claims"], ["claims", DOCUMENT, "--claim", "1"], ["claims", "--json"], ["events"]):
        printed += ask(*arguments, home=home).out
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(printed)


@pytest.mark.parametrize(("what", "count"), [("claims", 5), ("supports", 5), ("events", 2)])
def test_claims_are_exported(ask: Ask, home: Path, what: str, count: int) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("export", "--what", what, "--csv", "-", home=home).out, newline="")))
    assert len(rows) == count
    assert len(lines(ask("export", DOCUMENT, "--what", what, "--jsonl", "-", home=home))) == count


def test_the_supports_of_one_source_are_exported_alone(ask: Ask, home: Path) -> None:
    told = lines(ask("export", SOLAR, "--what", "supports", "--jsonl", "-", home=home))
    assert [(line["number"], line["url"]) for line in told] == [(1, SOLAR), (2, SOLAR)]


@pytest.mark.parametrize("command", ["claims", "events"])
def test_help_has_an_example(ask: Ask, command: str) -> None:
    assert f"Example: citewatch {command}" in ask(command, "--help").out
