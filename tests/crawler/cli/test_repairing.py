"""`citewatch repair`: a diff first, then the file with its original beside it, and never over a file that changed."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from archive.cli import run
from archive.config import Settings
from archive.store.database import open_database
from archive.store.tables import DocumentRow, EditionRow
from archive.store.warc import WarcWriter
from crawler.cli import app
from tests.archive.claimed import CLAIMS, COPY, DOCUMENT, SOLAR, UNSEEN, WALLED, WIND, claimed
from tests.archive.cli.test_json import documented

TEXT = f"""# Energy

{CLAIMS[0][:-1]} [as they report]({SOLAR}). {CLAIMS[1][:-1]} [there]({WIND}).
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Ask = Callable[..., Answer]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document in the working folder whose first source changed a figure and has a copy that has it still."""
    settings = Settings.load({"home": tmp_path / "home"})
    path = tmp_path / DOCUMENT
    path.write_text(TEXT, "utf-8")
    with claimed(settings) as database, database.begin() as tx:
        tx.execute(update(EditionRow).values(digest="sha256:" + sha256(TEXT.encode()).hexdigest()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEWATCH_HOME", str(settings.home))
    return path


@pytest.fixture
def ask(file: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    def answer(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(app, ("repair", *arguments))
        out, err = capsys.readouterr()
        return Answer(code=code, out=out, err=err)

    return answer


def test_without_write_a_diff_is_shown_that_patch_takes_and_nothing_is_written(ask: Ask, file: Path) -> None:
    shown = ask(DOCUMENT)
    assert shown.code == 0
    assert file.read_text("utf-8") == TEXT
    assert "nothing was written" in shown.err
    assert "does not carry 1 of the claims" in shown.err
    subprocess.run(["patch", "-s", "-p0"], input=shown.out, text=True, check=True, cwd=file.parent)
    patched = file.read_text("utf-8")
    file.write_text(TEXT, "utf-8")
    ask(DOCUMENT, "--write")
    assert file.read_text("utf-8") == patched


def test_with_write_the_file_leads_to_the_copy_and_the_original_stays_beside_it(ask: Ask, file: Path) -> None:
    told = ask(DOCUMENT, "--write")
    assert (told.code, told.out) == (0, "")
    assert f"next: citewatch add {file.name}" in told.err.replace(str(file.parent) + os.sep, "")
    robust = f'href="{COPY}" data-originalurl="{SOLAR}" data-versionurl="{COPY}" data-versiondate="20'
    assert robust in file.read_text("utf-8")
    assert f"[there]({WIND})" in file.read_text("utf-8")
    assert (file.parent / f"{DOCUMENT}.orig").read_text("utf-8") == TEXT


def test_a_file_that_changed_since_is_left_alone(ask: Ask, file: Path) -> None:
    file.write_text(TEXT + "More.\n", "utf-8")
    told = ask(DOCUMENT, "--write")
    assert told.code == 1
    assert "again first" in told.err
    assert file.read_text("utf-8") == TEXT + "More.\n"


def test_a_repaired_file_is_added_before_it_is_repaired_again(ask: Ask, file: Path) -> None:
    ask(DOCUMENT, "--write")
    assert ask(DOCUMENT, "--write").code == 1
    assert [each.name for each in file.parent.glob("*.orig*")] == [f"{DOCUMENT}.orig"]


def test_a_file_that_names_its_copies_already_is_said_to(ask: Ask, file: Path) -> None:
    named = file.parent / "named.bib"
    ask(DOCUMENT, "-f", "bibtex", "-o", str(named))
    assert run(app, ("add", str(named))) == 0
    told = ask(str(named), "--all", "--write")
    assert "nothing to write: 1 reference with a copy already" in told.err
    assert "next:" not in told.err


def test_a_link_that_leads_to_a_copy_is_not_repaired_again(ask: Ask, file: Path) -> None:
    ask(DOCUMENT, "--write")
    assert run(app, ("add", str(file))) == 0
    urls = {row["url"] for row in ask(DOCUMENT, "--all", "--json").rows}
    assert WIND in urls
    assert COPY not in urls


def test_rows_have_the_keys_of_the_page_and_tell_each_reference(ask: Ask) -> None:
    rows = ask(DOCUMENT, "--json").rows
    assert {tuple(row) for row in rows} == {tuple(documented()["repair"])}
    (row,) = rows
    assert (row["url"], row["done"], row["because"]) == (SOLAR, "replaced", "a claim is figure-changed")
    assert (row["copy"]["uri"], row["copy"]["carries"], row["copy"]["lacks"]) == (COPY, [CLAIMS[0]], [CLAIMS[1]])


def test_what_has_no_copy_is_told_with_what_to_do_next(ask: Ask) -> None:
    rows = ask(DOCUMENT, "--json", "--all").rows
    left = {row["url"]: row["why"] for row in rows if row["done"] == "left"}
    assert set(left) == {WIND, WALLED, UNSEEN}
    assert all("citewatch rescue" in why for why in left.values())
    assert "left: [2]" in ask(DOCUMENT, "--all").err


@pytest.mark.parametrize(
    ("shape", "sign"),
    [
        ("text", "archived 20"),
        ("bibtex", f"archiveurl = {{{COPY}}}"),
        ("csl-json", f'"archive_location": "{COPY}"'),
        ("ris", f"L2  - {COPY}"),
        ("html", f'<a href="{COPY}"'),
    ],
)
def test_the_list_of_references_comes_in_any_format(ask: Ask, file: Path, shape: str, sign: str) -> None:
    assert sign in ask(DOCUMENT, "--format", shape).out
    refused = ask(DOCUMENT, "--format", shape, "--write")
    assert refused.code == 2
    assert "--output" in refused.err
    written = ask(DOCUMENT, "--format", shape, "--output", "list.out")
    assert written.out == ""
    assert sign in (file.parent / "list.out").read_text("utf-8")


def test_output_takes_the_repaired_copy_and_the_file_stays(ask: Ask, file: Path) -> None:
    assert ask(DOCUMENT, "--output", "new.md").code == 0
    assert COPY in (file.parent / "new.md").read_text("utf-8")
    assert file.read_text("utf-8") == TEXT
    assert ask(DOCUMENT, "--output", "new.md", "--write").code == 2


def test_a_document_from_the_web_is_taken_from_the_record(ask: Ask, file: Path) -> None:
    name = "https://docs.example/energy.md"
    settings = Settings.load({"home": file.parent / "home"})
    database = open_database(settings, create=False)
    with database.begin() as tx:
        tx.execute(update(DocumentRow).values(name=name))
    database.close()
    assert "add` it again" in ask(name).err
    at = datetime(2026, 11, 1, tzinfo=UTC)
    writer = WarcWriter(settings.warc_folder, run="document", started=at, software="t/1", operator="", roll_at=2**30)
    writer.write_document(TEXT.encode(), name=name, media_type="text/markdown", at=at)
    writer.close()
    assert COPY in ask(name).out
    assert "no file here" in ask(name, "--write").err
    ask(name, "--output", "new.md")
    assert COPY in (file.parent / "new.md").read_text("utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_told(ask: Ask, file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        told = ask(DOCUMENT, "--write")
    finally:
        file.parent.chmod(0o700)
    assert told.code == 1
    assert "--output FILE" in told.err
    assert file.read_text("utf-8") == TEXT
