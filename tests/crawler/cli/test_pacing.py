"""`citewatch every`: how often people want sources looked at is kept, shown, and taken back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.config import Settings
from archive.store.warc import overrules
from tests.archive import example
from tests.archive.cli.test_json import documented
from tests.archive.example import DOCUMENT, RIVERS
from tests.crawler.cli.commands import citewatch


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home of an example record."""
    settings = Settings.load({"home": tmp_path / "home"})
    for name, value in {"COLUMNS": "100", "CITEWATCH_HOME": str(settings.home), "LOGNAME": "bo"}.items():
        monkeypatch.setenv(name, value)
    with example.filled(settings):
        yield settings.home


def rows(*arguments: str) -> list[dict[str, Any]]:
    """What the command says, as JSON."""
    return [json.loads(line) for line in citewatch(*arguments, "--json").out.splitlines()]


def source(url: str) -> dict[str, Any]:
    return next(row for row in rows("sources") if row["url"] == url)


def test_an_interval_counts_from_the_last_visit_and_is_shown_with_who_wants_it(home: Path) -> None:
    (said,) = rows("every", "12h", RIVERS, "--why", "it is being edited")
    shown = source(RIVERS)
    assert said == {"url": RIVERS, "every": "12h", "next_due": shown["next_due"]}
    assert list(said) == documented()["every"]
    assert shown["due_why"] == "every 12h, says bo"
    assert shown["next_due"][11:13] == f"{(int(shown['last_visit'][11:13]) + 12) % 24:02}"
    assert "every 12h, says bo" in " ".join(citewatch("sources").out.split())
    (filed,) = [each for each in overrules(home / "warc") if each.overrule.what == "interval"]
    assert (filed.overrule.value, filed.overrule.why) == ("12h", "it is being edited")


def test_what_is_never_to_be_looked_at_is_not_due_until_that_is_taken_back() -> None:
    citewatch("every", "never", RIVERS)
    assert RIVERS not in citewatch("sources", "--due").out
    assert "due never, says bo" in citewatch("sources").out
    citewatch("every", "usual", RIVERS)
    assert RIVERS in citewatch("sources", "--due").out
    assert source(RIVERS)["overruled"] == []


def test_all_that_a_document_cites_may_be_meant() -> None:
    said = rows("every", "1w", "--document", DOCUMENT)
    assert RIVERS in {row["url"] for row in said}
    assert {source(row["url"])["due_why"] for row in said} == {"every 1w, says bo"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["every", "sometimes", RIVERS], "write 30m, 6h, 2d, 1w or never"),
        (["every", "6h"], "say of what"),
        (["every", "6h", RIVERS, "--document", DOCUMENT], "say of what"),
        (["every", "6h", "https://nowhere.example/"], "nowhere.example"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_next_step(arguments: list[str], words: str) -> None:
    answer = citewatch(*arguments)
    assert answer.code == 2 or "nowhere" in words
    assert words in answer.err
