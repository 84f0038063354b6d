"""A crawl that is killed loses nothing that it acknowledged."""

import subprocess
import sys

from tests.conftest import ROOT


def test_killed_crawls_lose_nothing_that_was_acknowledged() -> None:
    command = [sys.executable, "benchmarks/kill_drill.py", "--rounds", "3", "--pages", "40", "--seed", "5"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("visits acknowledged") == 3
