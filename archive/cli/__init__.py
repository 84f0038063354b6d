"""The questions of the `citewatch` command: `app` holds them, `run` ends every command in one clear way."""

from archive.cli import (
    alerting,
    claiming,
    copying,
    exporting,
    feeding,
    lists,
    reporting,
    searching,
    telling,
    texts,
    timeline,
    verifying,
)
from archive.cli.app import app
from archive.cli.exits import run

__all__ = [
    "alerting",
    "app",
    "claiming",
    "copying",
    "exporting",
    "feeding",
    "lists",
    "reporting",
    "run",
    "searching",
    "telling",
    "texts",
    "timeline",
    "verifying",
]
