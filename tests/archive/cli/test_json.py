"""docs/json.md names the keys of every question, in the order in which they are printed."""

import json
import re
from pathlib import Path

import pytest

from tests.archive.conftest import Ask
from tests.archive.example import RIVERS

DOCS = Path(__file__).resolve().parents[3] / "docs" / "json.md"

QUESTIONS = {
    "list": ["list"],
    "sources": ["sources"],
    "visits": ["visits"],
    "captures": ["captures"],
    "snapshots": ["snapshots"],
    "show": ["show", RIVERS],
    "diff": ["diff", RIVERS],
    "history": ["history", RIVERS],
    "changes": ["changes"],
    "overrule": ["overrule"],
    "search": ["search", "river"],
    "runs": ["runs"],
}


def documented() -> dict[str, list[str]]:
    """Each command of the page with its keys."""
    sections = re.split(r"^## ", DOCS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0].strip(): re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) for section in sections
    }


@pytest.mark.parametrize("command", QUESTIONS)
def test_the_keys_are_those_of_the_page(ask: Ask, command: str) -> None:
    answer = ask(*QUESTIONS[command], "--json")
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert lines
    assert {tuple(line) for line in lines} == {tuple(documented()[command])}


def test_the_keys_of_a_finding_are_those_of_the_page(ask: Ask, tmp_path: Path, broken_home: Path) -> None:
    answer = ask("verify", "--json", home=broken_home)
    assert answer.code == 1
    assert {tuple(json.loads(line)) for line in answer.out.splitlines()} == {tuple(documented()["verify"])}


def test_the_page_tells_of_no_other_question() -> None:
    assert set(documented()) >= {*QUESTIONS, "verify"}


def test_times_are_utc_and_absent_things_are_null_or_empty(ask: Ask) -> None:
    lines = [json.loads(line) for line in ask("visits", "--json").out.splitlines()]
    silent = next(line for line in lines if line["verdict"] == "dns-gone")
    assert silent["at"] == "2026-11-02T08:04:00.250000Z"
    assert (silent["status"], silent["capture"], silent["snapshot"], silent["redirects"]) == (None, None, None, [])
    assert silent["reasons"] == [{"sign": "dns", "seen": "NXDOMAIN", "rule": "RFC 1035"}]
