"""How claims are shown to people: many in a list, or one in full."""

from collections.abc import Sequence

from rich.text import Text

from archive.cli.screen import Column, console, day, moment, show_table, stacked, standing, support, words
from archive.cli.supports import shortened, show_atoms, show_passage, turn
from archive.domain.drift import Drift
from archive.queries.claims import AtomLine, ClaimLine, SnapshotLine, SupportLine

_SENTENCE = 300
_LACKING = 4
_DRIFTS = {
    Drift.BEFORE: "an older copy carries it: the source changed before we began to look",
    Drift.SINCE: "the source carried it before: it changed since we began to look",
    Drift.NEVER: "no look of ours, and no copy, ever carried it",
}


def claims(lines: Sequence[ClaimLine]) -> None:
    """Claims, each with what its sources make of it."""
    several = len({line.document for line in lines}) > 1
    show_table(
        [Column(name="no", align="right"), Column(name="state"), Column(name="claim", wide=True)],
        (
            (
                str(line.number),
                support(line.state),
                stacked(
                    words(line.document, "cyan") if several else None,
                    words(shortened(line.text, _SENTENCE), "bold"),
                    words(_unsure(line), "yellow") if line.ambiguous else None,
                    *map(_source, line.support),
                    None if line.support else words(_unlinked(line), "dim"),
                ),
            )
            for line in lines
        ),
    )


def one(line: ClaimLine, history: Sequence[SnapshotLine]) -> None:
    """One claim in full: its sentence, and for each source its state, atoms and passage, and every snapshot's state."""
    console().print(
        stacked(
            words(f"{line.document}, claim {line.number} ({line.place})", "cyan"),
            words(line.text, "bold"),
            words(_unsure(line), "yellow") if line.ambiguous else None,
            support(line.state),
            None if line.support else words(_unlinked(line), "dim"),
        )
    )
    if not any(each.atoms for each in line.support):
        _states(line.atoms)
    for each in line.support:
        console().print()
        why = None if each.state == "unverifiable" else words(each.why)
        console().print(stacked(_head(each), why, *_remarks(each)))
        show_atoms(each.atoms)
        if each.passage:
            show_passage(each.passage)
        _snapshots([seen for seen in history if seen.url == each.url])


def _source(line: SupportLine) -> Text:
    return stacked(_head(line), *_remarks(line))


def _head(line: SupportLine) -> Text:
    """The labels, the state, the figure that changed, and the snapshot that was looked at."""
    seen = f"{line.url}@{line.snapshot}" if line.snapshot else line.url
    parts = [
        words(f"[{', '.join(line.references)}]"),
        support(line.state),
        words(turn(line.was, line.became), "bold"),
        words(seen, "dim"),
    ]
    return Text(" ").join(part for part in parts if part)


def _remarks(line: SupportLine) -> list[Text | None]:
    """What else there is to know: what is missing, why nothing was found, what a person said, what to use instead."""
    lacking = ", ".join(f"“{each}”" for each in line.missing[:_LACKING])
    more = f" and {len(line.missing) - _LACKING} more" if len(line.missing) > _LACKING else ""
    return [
        words(f"without {lacking}{more}") if lacking and not line.became else None,
        words(line.why, "dim") if line.state == "unverifiable" else None,
        words(_DRIFTS[line.drift], "dim") if line.drift in _DRIFTS else None,
        _word(line),
        words(f"a copy of {day(line.copy.at)} carries it: {line.copy.uri}", "green") if line.copy else None,
        Text.assemble(words("the source is", "dim"), " ", standing(line.standing))
        if line.standing in ("dead", "blocked", "doubtful")
        else None,
    ]


def _word(line: SupportLine) -> Text | None:
    word = line.word
    if word is None:
        return None
    if not line.holds:
        return words(f"{word.who} said {word.value} of what it said before ({word.why}): look again", "magenta")
    verb = "confirmed" if line.machine == word.value else f"overruled {line.machine or 'nothing'}"
    return words(f"{word.who} {verb}: {word.value} ({word.why})", "magenta")


def _states(atoms: Sequence[AtomLine]) -> None:
    """What a claim states that was held against nothing yet."""
    if atoms:
        console().print()
        show_table(
            [Column(name="kind"), Column(name="the claim says", wide=True), Column(name="read as", wide=True)],
            ((each.kind, words(each.text), words(each.normal, "dim")) for each in atoms),
        )


def _snapshots(history: Sequence[SnapshotLine]) -> None:
    if not history:
        return
    console().print()
    show_table(
        [
            Column(name="seen"),
            Column(name="snap", align="right"),
            Column(name="state"),
            Column(name="what it said", wide=True),
        ],
        (
            (
                stacked(Text(moment(each.first_seen)), _until(each)),
                "copy" if each.archive else f"@{each.snapshot}",
                support(each.state),
                stacked(
                    words(f"in {each.archive}", "dim") if each.archive else None,
                    words(turn(each.was, each.became), "bold"),
                    words(shortened(each.passage.text, _SENTENCE) if each.passage else each.why),
                ),
            )
            for each in history
        ),
    )


def _until(seen: SnapshotLine) -> Text | None:
    first, last = moment(seen.first_seen), moment(seen.last_seen)
    return None if first == last else Text(f"to {last}", style="dim")


def _unsure(line: ClaimLine) -> str:
    return f"its marks can be read in more than one way: {', '.join(line.references)}"


def _unlinked(line: ClaimLine) -> str:
    labels = ", ".join(line.references)
    return f"[{labels}] cites no web page" if labels else "it cites nothing that was found"
