"""`citewatch judge` and `citewatch compare`: pages in files, one or many."""

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.archive.cli.test_json import documented
from tests.archive.conftest import Answer
from tests.crawler.cli.commands import citewatch

URL = "https://institute.example/reports/solar"
TEXT = "Solar power met 24 percent of demand in 2025, the institute finds in its report on the year."
MORE = "".join(
    f"<p>Paragraph {n} tells at some length how the figures were gathered, and by whom.</p>" for n in range(9)
)
HEAD = "<html><head><title>Solar output</title></head>"
PAGE = f"{HEAD}<body><article><h1>Solar output</h1><p>{TEXT}</p>{MORE}</article></body></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an earlier and a later copy of one page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEWATCH_WORKERS", "1")
    Path("old.html").write_text(PAGE)
    Path("new.html.gz").write_bytes(gzip.compress(PAGE.replace("24 percent", "21 percent").encode()))
    return tmp_path


def lines(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.out.splitlines()]


def batch(*rows: object) -> str:
    Path("rows.jsonl").write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
    return "rows.jsonl"


def test_a_good_page_is_ok_and_its_line_has_the_documented_keys() -> None:
    answer = citewatch("judge", "new.html.gz", "--url", URL, "--json")
    assert answer.code == 0
    (line,) = lines(answer)
    assert list(line) == documented()["judge"]
    assert (line["id"], line["verdict"], line["shows_page"]) == ("new.html.gz", "ok", True)


def test_headers_and_status_are_judged() -> None:
    answer = citewatch("judge", "old.html", "-u", URL, "--status", "403", "-H", "cf-mitigated: challenge", "--json")
    (line,) = lines(answer)
    assert line["verdict"] == "bot-wall"
    assert line["reasons"][0]["sign"] == "cloudflare-challenge"


def test_people_are_told_in_words_that_fit_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    judged = citewatch("judge", "old.html", "--url", URL, "--status", "410", "--before", "new.html.gz")
    compared = citewatch("compare", "old.html", "new.html.gz", "--url", URL)
    assert "gone" in judged.out
    assert "no version" in judged.out
    assert "significance" in compared.out
    assert max(map(len, (judged.out + compared.out).splitlines())) <= 80


def test_a_comparison_has_the_documented_keys() -> None:
    (line,) = lines(citewatch("compare", "old.html", "new.html.gz", "--url", URL, "--json"))
    assert list(line) == documented()["compare"]
    assert (line["added_words"], line["removed_words"]) == (1, 1)
    (same,) = lines(citewatch("compare", "old.html", "old.html", "--url", URL, "--json"))
    assert same["kind"] == "same"


def test_a_batch_answers_row_by_row_and_names_what_cannot_be_used() -> None:
    rows = batch(
        {"id": 1, "file": "old.html", "url": URL},
        "nonsense",
        {"id": {"any": "value"}, "file": "gone.html", "url": URL},
        {"id": "head", "url": URL, "status": 404, "headers": {"content-length": 0}},
        {"id": "late", "file": "new.html.gz", "url": URL, "history": ["old.html"]},
    )
    answer = citewatch("judge", "--batch", rows)
    assert answer.code == 1
    told = lines(answer)
    assert [line.get("verdict") for line in told] == ["ok", None, None, "not-found", "ok"]
    assert told[1] == {"id": None, "error": told[1]["error"]}
    assert told[2] == {"id": {"any": "value"}, "error": "gone.html: no such file"}
    assert len(answer.err.splitlines()) == 2


def test_dated_looks_tell_the_standing() -> None:
    history: list[dict[str, str]] = [{"verdict": "ok", "at": "2026-03-01"}]
    history += [{"verdict": "not-found", "at": f"2026-03-{day:02}"} for day in (5, 9, 13, 17, 21)]
    row = {"id": 1, "url": URL, "status": 404, "at": "2026-04-20", "history": history}
    (line,) = lines(citewatch("judge", "--batch", batch(row)))
    assert line["standing"] == "dead"
    (undated,) = lines(citewatch("judge", "--batch", batch(row | {"at": None})))
    assert undated["standing"] is None


def test_a_batch_of_comparisons_lies_where_its_files_lie(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = batch({"id": "a", "before": "old.html", "after": "new.html.gz", "url": URL}, {"id": "b", "url": URL})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    answer = citewatch("compare", "--batch", str(folder / rows))
    assert answer.code == 1
    assert [line.get("kind", "none") == "none" for line in lines(answer)] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("judge", "old.html"), 2, "--url"),
        (("judge",), 2, "--batch"),
        (("judge", "old.html", "--batch", "-"), 2, "not both"),
        (("judge", "old.html", "--url", URL, "--header", "Server"), 2, "Name: value"),
        (("judge", "none.html", "--url", URL), 1, "no such file"),
        (("judge", "--batch", "none.jsonl"), 1, "No such file"),
        (("compare", "old.html", "--url", URL), 2, "AFTER"),
        (("compare", "old.html", "empty.html", "--url", URL), 1, "nothing to read"),
    ],
)
def test_what_cannot_be_answered_is_one_clear_line(arguments: tuple[str, ...], code: int, said: str) -> None:
    Path("empty.html").touch()
    answer = citewatch(*arguments)
    assert (answer.code, len(answer.err.splitlines())) == (code, 1)
    assert said in answer.err


def test_an_interrupted_batch_keeps_what_was_printed() -> None:
    command = [sys.executable, "-m", "crawler.cli", "judge", "--batch", "-"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"id": 1, "file": "old.html", "url": URL}) + "\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["verdict"] == "ok"
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")
    assert time.monotonic() - started < 15
