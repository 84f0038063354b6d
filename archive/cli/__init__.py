"""The questions of the `citewatch` command: `app` holds them, `run` ends every command in one clear way."""

from archive.cli import copying, exporting, lists, reporting, searching, texts, timeline, verifying
from archive.cli.app import app
from archive.cli.exits import run

__all__ = ["app", "copying", "exporting", "lists", "reporting", "run", "searching", "texts", "timeline", "verifying"]
