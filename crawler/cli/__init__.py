"""The `citewatch` command: what acts, on the same application as the questions of archive.cli."""

import sys

from archive.cli import app, run
from crawler.cli import adding, crawling, examining, verifying

__all__ = ["adding", "app", "crawling", "examining", "main", "verifying"]


def main() -> None:
    """Run the command and leave with its exit code: 0 done, 1 we failed, 2 bad usage, 130 interrupted."""
    sys.exit(run(app))
