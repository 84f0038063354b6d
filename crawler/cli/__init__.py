"""The `citewatch` command: what acts, on the same application as the questions of archive.cli."""

import os
import sys

from typer.models import CommandInfo, TyperInfo

from archive.cli import app, run
from crawler.cli import (
    adding,
    comparing,
    crawling,
    examining,
    explaining,
    judging,
    monitoring,
    overruling,
    pacing,
    repairing,
    rescuing,
    saving,
    scheduling,
    supporting,
    verifying,
)
from crawler.loglines import log_commands_as_set

__all__ = [
    "adding",
    "app",
    "comparing",
    "crawling",
    "examining",
    "explaining",
    "judging",
    "main",
    "monitoring",
    "overruling",
    "pacing",
    "repairing",
    "rescuing",
    "saving",
    "scheduling",
    "supporting",
    "verifying",
]

_PANELS = {
    "Watch": ("add", "crawl", "schedule", "every", "replay", "status", "metrics", "verify", "doctor"),
    "Ask": (
        "list",
        "sources",
        "history",
        "show",
        "diff",
        "search",
        "changes",
        "visits",
        "snapshots",
        "captures",
        "runs",
    ),
    "Judge": ("explain", "overrule", "judge", "compare"),
    "Claims": ("claims", "report", "events", "support"),
    "Rescue": ("rescue", "copies", "save", "repair"),
    "Take away": ("export", "feed"),
    "Tell": ("alerts",),
}


def _arrange() -> None:
    """Put the commands in the order in which people meet them; one that stands in no panel is an error.

    Groups of commands come last in any case: Typer lists them after all others.
    """
    places = {name: (panel, place) for panel, names in _PANELS.items() for place, name in enumerate(names)}
    for registered in (app.registered_commands, app.registered_groups):
        registered.sort(key=lambda each: list(places).index(_name(each)))
        for each in registered:
            each.rich_help_panel = places[_name(each)][0]


def _name(registered: CommandInfo | TyperInfo) -> str:
    if isinstance(registered, CommandInfo):
        return str(registered.name or getattr(registered.callback, "__name__", ""))
    return str(registered.name or (registered.typer_instance and registered.typer_instance.info.name))


_arrange()


def main() -> None:
    """Run the command and leave with its exit code: 0 done, 1 we failed, 2 bad usage, 130 interrupted."""
    # Wherever the command runs, Scrapy finds this project and not one that lies there.
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    log_commands_as_set()
    sys.exit(run(app))
