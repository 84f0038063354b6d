"""The `citewatch` command: what acts, on the same application as the questions of archive.cli."""

import os
import sys

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
    "repairing",
    "rescuing",
    "saving",
    "scheduling",
    "supporting",
    "verifying",
]

_PANELS = {
    "Watch": ("add", "crawl", "schedule", "replay", "status", "metrics", "verify", "doctor"),
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
}


def _arrange() -> None:
    """Put the commands in the order in which people meet them; one that stands in no panel is an error."""
    places = {name: (panel, place) for panel, names in _PANELS.items() for place, name in enumerate(names)}
    commands = {
        str(command.name or getattr(command.callback, "__name__", "")): command for command in app.registered_commands
    }
    for name, command in commands.items():
        command.rich_help_panel = places[name][0]
    order = list(places)
    app.registered_commands[:] = [commands[name] for name in sorted(commands, key=order.index)]


_arrange()


def main() -> None:
    """Run the command and leave with its exit code: 0 done, 1 we failed, 2 bad usage, 130 interrupted."""
    # Wherever the command runs, Scrapy finds this project and not one that lies there.
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    log_commands_as_set()
    sys.exit(run(app))
