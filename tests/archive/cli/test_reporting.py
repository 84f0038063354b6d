"""`citewatch report` tells how a document fares: on the terminal, in files, and to programs."""

import json
from pathlib import Path

import pytest
from lxml import html

from archive.config import Settings
from archive.store import documents
from archive.store.database import open_database
from tests.archive.claimed import CLAIMS, COPY, DOCUMENT, SOLAR, claimed
from tests.archive.cli.test_json import documented
from tests.archive.conftest import Ask
from tests.archive.store.examples import NOW, citing


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a record in which claims were weighed."""
    settings = Settings.load({"home": tmp_path_factory.mktemp("claimed")})
    with claimed(settings):
        return settings.home


def test_what_needs_care_is_told_worst_first_and_the_rest_is_counted(ask: Ask, home: Path) -> None:
    out = ask("report", DOCUMENT, home=home).out
    assert "1 of 5 claims no longer has its source." in out
    assert "✗ 1 source lost · ? 3 not checked · ✓ 1 source stands" in out
    assert out.index(CLAIMS[0]) < out.index(CLAIMS[2])
    assert CLAIMS[1] not in out
    assert "1 more claim needs no care: --all shows them" in out
    assert "24 percent → 21 percent" in out
    assert "→ The figure is now “21 percent” where yours is “24 percent”: check your" in out
    assert COPY in out


def test_all_of_it_is_told_where_it_is_asked_for(ask: Ask, home: Path) -> None:
    out = ask("report", DOCUMENT, "--all", home=home).out
    assert all(text in out for text in CLAIMS)
    assert "needs no care" not in out


@pytest.mark.parametrize("columns", ["80", "120"])
def test_it_fits_the_terminal(ask: Ask, home: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = ask("report", DOCUMENT, "--all", home=home).out
    assert all(len(line.rstrip()) <= int(columns) for line in out.splitlines())


def test_the_keys_are_those_of_the_page(ask: Ask, home: Path) -> None:
    (line,) = ask("report", DOCUMENT, "--json", home=home).out.splitlines()
    told = json.loads(line)
    parts = [told, told["claims"][0], told["claims"][0]["sources"][0], told["references"][0]]
    assert [key for part in parts for key in part] == documented()["report"]
    assert told["claims"][0]["advice"]["kind"] == "figure"


def test_files_are_written_anew_and_whole(ask: Ask, home: Path, tmp_path: Path) -> None:
    page, text = tmp_path / "r.html", tmp_path / "r.md"
    page.write_text("what stood there before")
    answer = ask("report", DOCUMENT, "--html", str(page), "--markdown", str(text), home=home)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines() == [f"report written to {page}", f"report written to {text}"]
    assert html.fromstring(page.read_text("utf-8")).xpath("//li[@id='claim-5']")
    assert text.read_text("utf-8").startswith("# A paper\n")
    assert {each.name for each in tmp_path.iterdir()} >= {"r.html", "r.md"}
    assert not list(tmp_path.glob("*.part"))


def test_a_dash_stands_for_standard_output_which_takes_one_form(ask: Ask, home: Path) -> None:
    assert ask("report", DOCUMENT, "--html", "-", home=home).out.startswith("<!doctype html>")
    answer = ask("report", DOCUMENT, "--html", "-", "--json", home=home)
    assert (answer.code, answer.out) == (2, "")
    assert "name a FILE for the others" in answer.err


def test_a_file_that_cannot_be_written_is_told_in_a_line(ask: Ask, home: Path) -> None:
    answer = ask("report", DOCUMENT, "--html", "no/such/folder/r.html", home=home)
    assert answer.code == 1
    assert answer.err == "citewatch: no/such/folder/r.html.part: No such file or directory\n"


def test_an_unknown_document_is_told_with_what_to_do_next(ask: Ask, home: Path) -> None:
    answer = ask("report", "nothing.md", home=home)
    assert answer.code == 2
    assert "`citewatch list` shows what was added" in answer.err


def test_a_document_never_crawled_says_what_to_do_next(ask: Ask, tmp_path: Path) -> None:
    own = tmp_path / "own"
    database = open_database(Settings.load({"home": own}), create=True)
    with database.begin() as tx:
        documents.add(tx, citing(SOLAR), name=DOCUMENT, digest="sha256:1", size=1, now=NOW)
    database.close()
    out = ask("report", DOCUMENT, home=own).out
    assert "Nothing has been looked at yet." in out
    assert "run `scrapy crawl sources`" in out


def test_the_command_has_help_with_an_example(ask: Ask) -> None:
    assert "Example: citewatch report" in ask("report", "--help").out
