"""How a claim is shown to people: its state, its atoms found and missing, and the passage that carries it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from archive.cli.screen import Column, console, show_table, stacked, support, words
from archive.queries.claims import PassageLine

SHOWN = 600
"""Characters of a passage that people see; JSON has them all."""

CONTEXT = 160
"""Characters on each side of a passage that people see."""


def show_atoms(atoms: Sequence[Mapping[str, Any]]) -> None:
    """Print what a claim states and how a passage has it; plain words that are found are left out."""
    told = [each for each in atoms if each["kind"] != "word" or not each["found"]]
    if not told:
        return
    console().print()
    show_table(
        [
            Column(name=""),
            Column(name="kind"),
            Column(name="the claim says", wide=True),
            Column(name="the source says", wide=True),
        ],
        (
            (
                Text("✓", style="green") if each["found"] else Text("✗", style="red"),
                each["kind"],
                words(each["text"]),
                words(each["as"]) if each["as"] else Text("–", style="dim"),
            )
            for each in told
        ),
    )


def show_passage(passage: PassageLine, before: str = "", after: str = "") -> None:
    """Print a passage between what stands around it, which is cut at words where it is CONTEXT long."""
    left = f"… {before.partition(' ')[2]}" if len(before) >= CONTEXT else before
    right = f"{after.rpartition(' ')[0]} …" if len(after) >= CONTEXT else after
    console().print()
    console().print(
        stacked(
            words(left, "dim"),
            words(shortened(passage.text), "bold"),
            words(right, "dim"),
            words(place(passage), "dim"),
        )
    )


def shortened(text: str, limit: int = SHOWN) -> str:
    """A text that is too long for people, cut."""
    return text if len(text) <= limit else f"{text[:limit]}…"


def place(passage: PassageLine) -> str:
    """Where a passage stands, in words."""
    of = "the text" if passage.of == "text" else "all that the page shows"
    return f"characters {passage.start:,} to {passage.end:,} of {of}"


def turn(was: str | None, became: str | None) -> str:
    """A figure that changed, or contradicts, in a few words; nothing where there is none."""
    if was and became:
        return f"{was} → {became}"
    return f"now {became}" if became else ""


def scored(state: str, score: float) -> Text:
    """A state in its colour with how much of the claim the passage carries."""
    return Text.assemble(support(state), f" · score {score:.2f}")
