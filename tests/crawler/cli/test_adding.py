"""`citewatch add`: what goes in, what is said, and that nothing is half-written."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store.warc import documents
from tests.conftest import ROOT
from tests.crawls import Record
from tests.site import Site

ARTICLE = """# Energy

Solar power met a quarter of demand [1]. Storage doubled [2].

## References

1. https://institute.example/solar
2. https://papers.example/storage
"""


@pytest.fixture
def record(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A record that does not exist yet, seen from the folder in which the document lies."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.md").write_text(ARTICLE)
    return Record(tmp_path / "data", site)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def test_json_is_one_line_with_exactly_the_documented_keys(record: Record) -> None:
    answer = record.command("add", "article.md", "--json")
    (line,) = answer.stdout.splitlines()
    told = json.loads(line)
    assert list(told) == ["document", "title", "references", "claims"]
    assert told["references"][0] == {
        "label": "1",
        "text": "https://institute.example/solar",
        "url": "https://institute.example/solar",
    }
    assert told["claims"][1] == {"text": "Storage doubled.", "references": ["2"], "ambiguous": False}


def test_what_was_uncertain_goes_to_standard_error_beside_json(record: Record) -> None:
    Path("alt.txt").write_bytes("Die Wärme stieg [1].\n\n1. http://w.example/ä\n".encode("cp1252"))
    answer = record.command("add", "alt.txt", "--json", "--dry-run")
    assert json.loads(answer.stdout)["claims"][0]["text"] == "Die Wärme stieg."
    assert answer.stderr == "note: no charset declared; guessed cp1252\n"


def test_one_is_counted_as_one(record: Record) -> None:
    Path("one.md").write_text("It grew [1].\n\n1. https://a.example/\n")
    assert "1 reference, 1 claim;" in record.command("add", "one.md", "--dry-run").stdout


def test_a_link_that_leads_to_itself_is_told(record: Record) -> None:
    Path("loop.md").symlink_to("loop.md")
    refused = record.command("add", "loop.md")
    assert refused.returncode == 1
    assert refused.stderr == "citewatch: loop.md: Too many levels of symbolic links\n"


def test_a_broken_parser_stops_only_its_own_format(record: Record, tmp_path: Path) -> None:
    (tmp_path / "docx.py").write_text("raise ImportError('broken on purpose')\n")
    broken = record.environment | {"PYTHONPATH": str(tmp_path)}
    Path("article.docx").write_text("PK")
    answers = [
        subprocess.run(
            [sys.executable, "-m", "crawler.cli", *words], env=broken, capture_output=True, text=True, check=False
        )
        for words in (["add", "article.md", "--dry-run"], ["add", "article.docx"], ["doctor", "--json"])
    ]
    assert [answer.returncode for answer in answers] == [0, 1, 1]
    assert "broken on purpose" in answers[1].stderr
    assert len(answers[1].stderr.splitlines()) == 1
    problems = [check["part"] for check in map(json.loads, answers[2].stdout.splitlines()) if check["problem"]]
    assert problems == ["python-docx"]


def test_a_dry_run_writes_nothing(record: Record) -> None:
    answer = record.command("add", "article.md", "--dry-run", "--title", "Mine")
    assert answer.returncode == 0
    assert "Mine" in answer.stdout
    assert "Storage doubled." in answer.stdout
    assert not record.home.exists()


def test_the_same_file_again_changes_nothing_however_its_path_is_typed(record: Record, tmp_path: Path) -> None:
    record.command("add", "article.md")
    again = record.command("add", str(tmp_path / "article.md"))
    assert "as it was" in again.stdout
    (document,) = record.rows("list")
    assert document["edition"] == 1
    assert len(list(documents(record.home / "warc"))) == 1


def test_the_day_on_which_its_author_saw_the_sources_can_be_told(record: Record) -> None:
    record.command("add", "article.md")
    assert "edition 2" in record.command("add", "article.md", "--date", "2026-02-03").stdout
    assert "as it was" in record.command("add", "article.md").stdout
    told = [one.cited_at and one.cited_at.isoformat() for one in documents(record.home / "warc")]
    assert told == [None, "2026-02-03T23:59:59+00:00"]


@pytest.mark.parametrize(("day", "said"), [("2999-01-01", "still to come"), ("yesterday", "yesterday")])
def test_what_is_no_day_of_the_past_is_refused(record: Record, day: str, said: str) -> None:
    refused = record.command("add", "article.md", "--date", day)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert not record.home.exists()


def test_a_changed_file_is_a_new_edition_that_says_what_came_and_went(record: Record) -> None:
    record.command("add", "article.md")
    Path("article.md").write_text(ARTICLE.replace("papers.example/storage", "papers.example/batteries"))
    changed = record.command("add", "article.md").stdout
    assert "edition 2" in changed
    assert "+ [2] https://papers.example/batteries" in changed
    assert "- [2] https://papers.example/storage" in changed
    active = {row["url"]: row for row in record.rows("sources", "--document", "article.md")}
    assert set(active) == {"https://institute.example/solar", "https://papers.example/batteries"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.md", "# Nothing is cited here.\n", "no reference to a web page"),
        ("missing.md", None, "no such file"),
        (".", None, "it is a folder"),
        ("picture.pdf", "\x89PNG", "picture.pdf"),
        ("ftp://x.example/y", None, "http:// or https:// address, not by ftp"),
        ("", None, "no document named"),
        ("/dev/null", None, "it is no regular file"),
    ],
)
def test_what_cannot_be_taken_in_is_one_clear_line_and_nothing_is_written(
    record: Record, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        Path(name).write_text(content)
    refused = record.command("add", name)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not record.home.exists()


def test_a_document_over_the_limit_is_refused_unread(record: Record) -> None:
    refused = record.command("add", "article.md", CITEWATCH_DOCUMENT_MAX_SIZE="100")
    assert refused.returncode == 1
    assert "CITEWATCH_DOCUMENT_MAX_SIZE" in refused.stderr


def test_a_document_can_be_named_by_its_url(record: Record) -> None:
    body = ARTICLE.encode()
    record.site.page("/article.md", body, headers="Content-Disposition: inline\r\n")
    url = record.site.url("/article.md")
    added = _in_a_process_of_its_own(record, url)
    assert added.returncode == 0, added.stderr
    assert [row["document"] for row in record.rows("list")] == [url]
    assert len(record.rows("sources")) == 2


@pytest.mark.parametrize(("path", "said"), [("/nothing.md", "status 404"), ("", "could not be fetched")])
def test_a_document_that_cannot_be_fetched_is_one_clear_line(record: Record, path: str, said: str) -> None:
    url = record.site.url(path) if path else "http://10.0.0.1/article.md"
    refused = _in_a_process_of_its_own(record, url)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not record.home.exists()


def _in_a_process_of_its_own(record: Record, url: str) -> subprocess.CompletedProcess[str]:
    """A document is fetched in a reactor, which starts once in a process."""
    command = [sys.executable, "-m", "crawler.cli", "add", url]
    return subprocess.run(
        command, cwd=ROOT, env=record.environment, capture_output=True, text=True, timeout=60, check=False
    )
