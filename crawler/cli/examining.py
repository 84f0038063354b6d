"""`citewatch doctor`: whether every part is there."""

from dataclasses import asdict

import typer
from rich.text import Text

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.screen import Column, show_table, words
from archive.config import Settings
from crawler.doctor import Check, examine


@app.command()
def doctor(*, as_json: Json = False) -> None:
    """Check that every library works, the settings are valid, and the database and the folders are reached.

    Example: citewatch doctor
    """
    checks = list(examine(Settings.load()))
    if as_json:
        print_lines([asdict(check) for check in checks])
    else:
        show_table(
            [Column(name=""), Column(name="part"), Column(name="found", wide=True)], (_row(check) for check in checks)
        )
    if any(check.problem for check in checks):
        raise typer.Exit(1)


def _row(check: Check) -> tuple[Text, Text, Text]:
    if check.problem:
        return Text("✗", style="red"), words(check.part), words(check.problem, "red")
    return Text("✓", style="green"), words(check.part), words(check.found)
