"""`citewatch add URL`, from wherever it is run: fetched behind the guard, with this project's settings."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawls import Record
from tests.site import Site

CITING = b"# Cited\n\nSo it is [1].\n\n## References\n\n1. http://a.example/page\n"


def add(folder: Path, *, allowed: str, command: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """Add a document by its URL from an empty folder; how it ended, and how often the server was asked."""
    here = folder / "elsewhere"
    here.mkdir()
    with Site() as site:
        site.page("/cited.md", CITING, headers="Content-Type: text/markdown\r\n")
        record = Record(folder / "data", site)
        done = subprocess.run(
            [sys.executable, "-c", command, "add", site.url("/cited.md")],
            cwd=here,
            env=record.environment | {"CITEWATCH_ALLOW_NETWORKS": allowed},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done, len(site.seen("/cited.md"))


# The command as installed, and the application alone, as a program that holds it would run it.
WAYS = [
    "from crawler.cli import main; main()",
    "import sys; from crawler.cli import app; from archive.cli import run; sys.exit(run(app))",
]


@pytest.mark.parametrize("command", WAYS)
def test_a_document_is_added_by_its_url_from_any_folder(tmp_path: Path, command: str) -> None:
    done, asked = add(tmp_path, allowed="127.0.0.0/8", command=command)
    assert done.returncode == 0, done.stderr
    assert "1 reference, 1 claim" in done.stdout
    assert asked == 1


@pytest.mark.parametrize("command", WAYS)
def test_the_guard_stands_before_a_document_from_any_folder(tmp_path: Path, command: str) -> None:
    done, asked = add(tmp_path, allowed="", command=command)
    assert done.returncode == 1
    assert "refused (loopback)" in done.stderr
    assert asked == 0
