"""Versions are shown whole and byte for byte, and compared word by word."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.conftest import Ask
from tests.archive.example import AT_SIGN, CHANGED, PROSE, RIVERS


def test_the_newest_version_is_shown_where_none_is_named(ask: Ask) -> None:
    assert CHANGED in ask("show", RIVERS).out
    assert PROSE in ask("show", RIVERS + "@1").out


def test_a_url_that_ends_like_a_number_of_a_version_is_the_url_where_a_source_has_it(ask: Ask) -> None:
    assert json.loads(ask("show", AT_SIGN, "--json").out)["url"] == AT_SIGN
    assert json.loads(ask("show", AT_SIGN + "@1", "--json").out)["number"] == 1


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        (RIVERS + "@0", "its snapshots are 1 to 2"),
        (RIVERS + "@9", "its snapshots are 1 to 2"),
        ("https://lost.example/paper", "it has no snapshot yet"),
        ("https://rivers.example/reports", "did you mean"),
        ("https://nowhere.test/@3", "citewatch sources"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(ask: Ask, address: str, problem: str) -> None:
    answer = ask("show", address)
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("number", [1, 2])
def test_the_payload_is_written_byte_for_byte(example_home: Path, number: int) -> None:
    code = "import sys; from archive.cli import app, run; sys.exit(run(app))"
    done = subprocess.run(
        [sys.executable, "-c", code, "show", f"{RIVERS}@{number}", "--raw"],
        env={"CITEWATCH_HOME": str(example_home)},
        capture_output=True,
        timeout=60,
    )
    assert done.stderr == b""
    assert done.stdout == (PROSE, CHANGED)[number - 1].encode()


def test_the_last_two_versions_are_compared_word_by_word(ask: Ask) -> None:
    assert "The river rose by [-four-] {+five+} metres in one night." in ask("diff", RIVERS).out


def test_a_comparison_may_go_backwards(ask: Ask) -> None:
    assert "[-five-] {+four+}" in ask("diff", RIVERS, "2", "@1").out


def test_the_change_is_told_in_a_sentence_with_what_its_significance_consists_of(ask: Ask) -> None:
    told = " ".join(ask("diff", RIVERS).out.split())
    (change,) = [json.loads(line) for line in ask("changes", RIVERS, "--json").out.splitlines()]
    assert change["summary"] in told
    assert f"{change['kind']} · significance {change['significance']:.2f}" in told
    parts = json.loads(ask("diff", RIVERS, "--json").out)["parts"]
    assert parts
    assert all(f"{part['weight']:+.2f}" in told for part in parts)


def test_versions_that_were_not_compared_when_they_were_seen_are_compared_now(ask: Ask) -> None:
    line = json.loads(ask("diff", RIVERS, "2", "1", "--json").out)
    assert line["kind"] == "figure"
    assert line["summary"].startswith("One figure changed: five metres → four metres")


def test_two_versions_stand_side_by_side(ask: Ask) -> None:
    line = next(line for line in ask("diff", RIVERS, "--side").out.splitlines() if "The river rose by [-" in line)
    assert line.index("[-four-]") < 50 < line.index("{+five+}")


def test_long_unchanged_stretches_are_left_out_unless_asked_for(ask: Ask) -> None:
    assert "unchanged" in ask("diff", RIVERS, "--side").out
    assert "unchanged" not in ask("diff", RIVERS, "--side", "--full").out


def test_a_source_with_one_version_has_nothing_to_compare(ask: Ask) -> None:
    answer = ask("diff", AT_SIGN)
    assert answer.code == 0
    assert "only one snapshot" in answer.out


@pytest.mark.parametrize("numbers", [["1", "9"], ["0"], ["one"], ["-1"], ["1", "99999999999999999999"]])
def test_a_bad_range_is_a_wrong_question(ask: Ask, numbers: list[str]) -> None:
    answer = ask("diff", RIVERS, *numbers)
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_the_passages_tell_both_texts(ask: Ask) -> None:
    line = json.loads(ask("diff", RIVERS, "--json").out)
    after = "".join(passage["text"] for passage in line["passages"] if passage["kind"] != "removed")
    assert after == CHANGED
