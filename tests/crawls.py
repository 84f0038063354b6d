"""Whole crawls for tests: a record in a folder of its own, `scrapy crawl` as a process, and what it left behind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from archive.cli import run
from crawler.cli import app
from tests import prepared
from tests.conftest import ROOT
from tests.site import Site


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@contextmanager
def patched(environment: dict[str, str]) -> Iterator[None]:
    """This process with another environment."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@dataclass
class Record:
    """A record in `home`, crawled from `site`: names lead to loopback, nothing waits, loopback is
    allowed, and no host is probed."""

    home: Path
    site: Site

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith("CITEWATCH_")
        }
        return kept | {
            "CITEWATCH_HOME": str(self.home),
            "CITEWATCH_ALLOW_NETWORKS": "127.0.0.0/8",
            "CITEWATCH_DELAY": "0",
            "CITEWATCH_PROBE": "0",
            "CITEWATCH_RETRIES": "0",
            "CITEWATCH_TIMEOUT": "3",
            "CITEWATCH_WORKERS": "1",
            "SSL_CERT_FILE": str(self.site.ca_file),
        }

    def command(self, *arguments: str, **more: str) -> Answer:
        """Run `citewatch` with these arguments, in this process."""
        out, err = StringIO(), StringIO()
        with patched(self.environment | more), redirect_stdout(out), redirect_stderr(err):
            code = run(app, list(arguments))
        return Answer(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())

    def crawl(self, *arguments: str, spider: str = "sources", **more: str) -> subprocess.CompletedProcess[str]:
        """Run `scrapy crawl` to its end, forked from a process that is warm; `more` are environment variables."""
        _, _, _, *crawl = self.crawl_command(*arguments, spider=spider)
        return prepared.scrapy(crawl, self.environment | more, seconds=100)

    def crawl_command(self, *arguments: str, spider: str = "sources") -> list[str]:
        names = ["-s", "TWISTED_DNS_RESOLVER=tests.names.LoopbackNames", "-s", "DNS_TIMEOUT=1"]
        return [sys.executable, "-m", "scrapy", "crawl", spider, *names, *arguments]

    def rows(self, question: str, *arguments: str, **more: str) -> list[dict[str, Any]]:
        """What a question answers, as its JSON Lines."""
        answer = self.command(question, *arguments, "--json", **more)
        assert answer.returncode == 0, answer.stderr
        return [json.loads(line) for line in answer.stdout.splitlines()]

    def add(self, urls: Sequence[str], *, name: str = "cited.md") -> Path:
        """Add a document that cites these addresses, one sentence each."""
        document = self.home.parent / name
        sentences = [f"Sentence number {number} says so [{number}]." for number in range(1, len(urls) + 1)]
        entries = [f"{number}. {url}" for number, url in enumerate(urls, 1)]
        document.write_text("\n\n".join(["# Cited", *sentences, "## References", "\n".join(entries)]) + "\n")
        added = self.command("add", str(document))
        assert added.returncode == 0, added.stderr
        return document

    def run(self, command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, as its user starts it."""
        return subprocess.run(
            command, cwd=ROOT, env=self.environment | more, capture_output=True, text=True, timeout=100, check=False
        )
