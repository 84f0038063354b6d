"""What is taken away is whole, opens as text in a spreadsheet, and stands as evidence elsewhere."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st

from archive.export import files, spreadsheets
from archive.store.warc import check, stored
from tests.archive.conftest import Ask
from tests.archive.example import DOCUMENT, LOST, MOVED, RIVERS, SILENT, key


@dataclass(frozen=True)
class Row:
    text: str | None
    number: float
    members: tuple[str, ...]


def written(*rows: Row) -> list[list[str]]:
    out = io.StringIO(newline="")
    spreadsheets.write(out, Row, rows)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|calc", "%0A=1", "=cmd|' /C x'!A0"],
)
def test_no_text_is_read_as_a_formula(formula: str) -> None:
    assert written(Row(formula, 1, ()))[1][0] == "'" + formula


def test_numbers_lists_and_nothing_keep_their_form() -> None:
    assert written(Row(None, -1.5, ("a", "=b"))) == [["text", "number", "members"], ["", "-1.5", '["a", "=b"]']]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_from_csv(text: str) -> None:
    cell = written(Row(text, 0, ()))[1][0]
    assert cell.removeprefix("'") == text.replace("\0", "\ufffd").removeprefix("'")


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(TypeError), files.writing(target) as out:
        out.writelines(["half", None])  # type: ignore[list-item]  # what makes it fail
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("what", ["sources", "visits", "captures", "snapshots", "changes", "overrules"])
def test_json_lines_are_those_of_the_question(ask: Ask, tmp_path: Path, what: str) -> None:
    question = "overrule" if what == "overrules" else what
    answer = ask("export", "--what", what, "--jsonl", str(tmp_path / "out.jsonl"))
    assert answer.code == 0
    assert f"{what} written to" in answer.err
    assert (tmp_path / "out.jsonl").read_text("utf-8") == ask(question, "--json").out


def test_csv_has_the_keys_as_its_first_row(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("export", DOCUMENT, "-w", "snapshots", "--csv", "-").out, newline="")))
    assert [(row["url"], row["number"]) for row in rows] == [(RIVERS, "2"), (MOVED, "1"), (RIVERS, "1")]


def test_one_source_is_exported_by_any_spelling(ask: Ask) -> None:
    lines = ask("export", "http://lost.example/paper", "--jsonl", "-").out.splitlines()
    assert {json.loads(line)["url"] for line in lines} == {LOST}


def test_the_evidence_of_a_source_is_whole_in_its_warc_file(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    assert ask("export", RIVERS, "--warc", str(folder / "rivers.warc.gz")).code == 0
    assert all(state.ok for state in check(folder))
    assert [visit.key for visit in stored(folder)] == [key(RIVERS)] * 3
    with (folder / "rivers.warc.gz").open("rb") as file:
        kinds = [record.headers["WARC-Type"] for record in ArchiveIterator(file)]
    assert sorted(kinds) == ["metadata"] * 3 + ["request"] * 3 + ["response"] * 2 + ["revisit", "warcinfo"]


def test_visits_without_an_answer_are_evidence_too(ask: Ask, tmp_path: Path) -> None:
    assert ask("export", "--warc", str(tmp_path / "all.warc.gz")).code == 0
    assert key(SILENT) in {visit.key for visit in stored(tmp_path)}


@pytest.mark.parametrize("kind", ["--csv", "--jsonl", "--warc"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(ask: Ask, tmp_path: Path, kind: str) -> None:
    answer = ask("export", kind, str(tmp_path / "none" / "file"))
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "none" in answer.err


@pytest.mark.parametrize("subject", ["nothing.md", "https://unknown.test/"])
def test_an_unknown_subject_is_a_wrong_question(ask: Ask, subject: str) -> None:
    assert ask("export", subject, "--csv", "-").code == 2


def test_a_file_is_put_whole_in_the_place_of_the_old_one_and_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "out.prom", tmp_path / "link.prom"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    files.put(link, b"new")
    assert (target.read_text(), target.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o640, True)
    assert sorted(tmp_path.iterdir()) == [link, target]
    files.put(Path("/dev/null"), b"new")
    with pytest.raises(FileNotFoundError):
        files.put(tmp_path / "none" / "out.prom", b"new")
