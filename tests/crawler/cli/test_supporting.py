"""`citewatch support`: a claim against a page in a file, or many rows at once."""

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.archive.cli.test_json import documented
from tests.archive.conftest import Answer
from tests.crawler.cli.commands import citewatch

URL = "https://institute.example/reports/solar"
CLAIM = "Solar power met 24 percent of demand in 2025, the institute finds in its report on the year."
MORE = "".join(
    f"<p>Paragraph {n} tells at some length how the figures were gathered, and by whom.</p>" for n in range(9)
)
OTHER = " ".join(f"Boats of kind {n} cross the lake in the morning and come back at night." for n in range(40))
PAGE = (
    "<html><head><title>Solar output</title></head>"
    f"<body><article><h1>Solar output</h1><p>{CLAIM}</p>{MORE}</article></body></html>"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an earlier and a later copy of one page, and a wall."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEWATCH_WORKERS", "1")
    Path("old.html").write_text(PAGE)
    Path("new.html.gz").write_bytes(gzip.compress(PAGE.replace("24 percent", "21 percent").encode()))
    Path("wall.html").write_text("<html><head><title>Just a moment...</title></head><body>Checking</body></html>")
    Path("plain.txt").write_text(f"First.\n{CLAIM}\n")
    Path("empty.html").touch()
    return tmp_path


def lines(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.out.splitlines()]


def batch(*rows: object) -> list[str]:
    Path("rows.jsonl").write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
    return ["support", "--batch", "rows.jsonl"]


@pytest.mark.parametrize("file", ["old.html", "plain.txt"])
def test_a_page_that_says_it_is_told_with_the_documented_keys(file: str) -> None:
    (line,) = lines(citewatch("support", file, "--claim", CLAIM, "--url", URL, "--json"))
    assert list(line) == documented()["support"]
    assert (line["id"], line["state"], line["score"]) == (file, "verbatim", 1.0)
    assert (line["passage"]["text"], line["passage"]["of"]) == (CLAIM, "text")
    assert {"kind": "figure", "text": "24 percent", "found": True, "as": "24 percent"} in line["atoms"]


def test_what_carried_the_claim_before_tells_a_figure_that_changed() -> None:
    (line,) = lines(citewatch("support", "new.html.gz", "--claim", CLAIM, "--before", "old.html", "--json"))
    assert (line["state"], line["was"], line["became"]) == ("figure-changed", "24 percent", "21 percent")


def test_people_see_the_atoms_and_the_passage_in_words_that_fit_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = citewatch("support", "new.html.gz", "--claim", CLAIM, "--before", "old.html")
    assert answer.code == 0
    assert "figure-changed · score" in answer.out
    assert "24 percent → 21 percent" in answer.out
    assert "characters 13 to" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_what_steers_a_terminal_is_not_printed() -> None:
    Path("hostile.txt").write_text(f"\x1b[31m{CLAIM}\x1b]0;title\x07 \u202e more")
    answer = citewatch("support", "hostile.txt", "--claim", CLAIM)
    assert not {"\x1b", "\x07", "\u202e"} & set(answer.out)


def test_a_page_that_is_none_is_unverifiable_and_never_gone() -> None:
    for file in ("wall.html", "empty.html"):
        (line,) = lines(citewatch("support", file, "--claim", CLAIM, "--url", URL, "--json"))
        assert (line["state"], line["passage"]) == ("unverifiable", None)
        assert line["why"]


def test_a_batch_answers_row_by_row_in_order_and_names_what_cannot_be_used() -> None:
    rows = batch(
        {"id": 1, "claim": CLAIM, "text": f"Before. {CLAIM} After."},
        "nonsense",
        {"id": {"any": "value"}, "claim": CLAIM, "file": "gone.html"},
        {"id": "file", "claim": CLAIM, "file": "old.html", "media_type": "text/html"},
        {"id": "empty", "claim": CLAIM, "text": ""},
        {"id": "other", "claim": CLAIM, "text": OTHER},
        {"id": "was", "claim": CLAIM, "text": f"{CLAIM.replace('24', '21')} {OTHER}", "before_text": CLAIM},
        {"id": "both", "claim": CLAIM, "text": "x", "file": "old.html"},
        {"id": "neither", "claim": CLAIM},
        {"id": "claimless", "claim": " ", "text": "x"},
    )
    answer = citewatch(*rows)
    told = lines(answer)
    states = ["verbatim", None, None, "verbatim", "unverifiable", "gone", "figure-changed", None, None, None]
    assert answer.code == 1
    assert [line.get("state") for line in told] == states
    assert [line["id"] for line in told][2:5] == [{"any": "value"}, "file", "empty"]
    assert told[2] == {"id": {"any": "value"}, "error": "gone.html: no such file"}
    assert len(answer.err.splitlines()) == 5


def test_a_batch_of_good_rows_ends_well() -> None:
    assert citewatch(*batch({"id": 1, "claim": CLAIM, "text": CLAIM})).code == 0


def test_the_address_of_a_text_can_say_that_such_a_page_never_holds_all() -> None:
    row = {"id": 1, "claim": CLAIM, "text": OTHER}
    known, unknown = lines(
        citewatch(*batch(row | {"url": "https://www.youtube.com/watch?v=abcdefghijk"}, row | {"url": URL}))
    )
    assert (known["state"], unknown["state"]) == ("unverifiable", "gone")


def test_seventy_rows_of_twelve_thousand_characters_take_seconds() -> None:
    filler = " ".join(f"Sentence {n} speaks of {n} other things." for n in range(330))
    rows = [{"id": n, "claim": CLAIM, "text": f"{filler} {n} {CLAIM} {filler}"[:12_000]} for n in range(71)]
    began = time.monotonic()
    assert len(lines(citewatch(*batch(*rows)))) == 71
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("support", "old.html"), 2, "--claim"),
        (("support", "--claim", "x"), 2, "FILE"),
        (("support", "old.html", "--batch", "-"), 2, "not both"),
        (("support", "none.html", "--claim", "x"), 1, "no such file"),
        (("support", ".", "--claim", "x"), 1, "it is a folder"),
        (("support", "old.html", "--claim", " "), 2, "--claim is empty"),
        (("support", "old.html", "--claim", "x", "--url", "ftp://x"), 1, "http://"),
        (("support", "--batch", "none.jsonl"), 1, "No such file"),
    ],
)
def test_what_cannot_be_answered_is_one_clear_line(arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = citewatch(*arguments)
    assert (answer.code, len(answer.err.splitlines())) == (code, 1)
    assert said in answer.err


def test_help_has_an_example() -> None:
    assert "Example: citewatch support" in " ".join(citewatch("support", "--help").out.split())
