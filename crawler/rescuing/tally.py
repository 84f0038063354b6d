"""What a rescue has come to so far, and how it is told at its end."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.cli.screen import one_line
from archive.domain.errands import ErrandState, Settled

_SHOWN = 10


@dataclass(slots=True)
class Rescued:
    """Counts of one run: errands by the state they came to, copies kept and refused; `helped` are sources' addresses.

    `refused` counts the reasons; `troubles` and `failed` are errands that wait or will not be tried again, in words.
    """

    asked: int = 0
    kept: int = 0
    helped: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    resting: dict[str, str] = field(default_factory=dict)

    def fetch(self, refused: str | None) -> None:
        """Count one copy that was asked for: kept, or refused for this reason."""
        if refused is None:
            self.kept += 1
        else:
            self.refused[refused] += 1

    def settle(self, url: str, archive: str, settled: Settled) -> None:
        """Count one try of an errand."""
        self.asked += 1
        self.states[settled.state] += 1
        words = f"{one_line(url)} in {archive}: {one_line(settled.problem or 'no reason told')}"
        if settled.state == ErrandState.WAITING:
            self.troubles.append(words)
        elif settled.state == ErrandState.FAILED:
            self.failed.append(words)

    def statistics(self) -> dict[str, Any]:
        """The figures as the record keeps them, beside those of every run."""
        return {
            "errands": self.asked,
            "kept": self.kept,
            "refused": dict(sorted(self.refused.items())),
            "settled": dict(sorted(self.states.items())),
        }


def told(rescued: Rescued) -> list[str]:
    """The end of a rescue in lines: what was found, what was refused and why, what waits, and loudly what failed."""
    return [_summary(rescued), *_reasons(rescued), *_waiting(rescued), *_failed(rescued)]


def _summary(rescued: Rescued) -> str:
    parts = [
        f"{rescued.asked} {_plural(rescued.asked, 'errand')}",
        f"{len(rescued.helped)} {_plural(len(rescued.helped), 'source')} helped",
        f"{rescued.kept} {_plural(rescued.kept, 'copy', 'copies')} kept",
    ]
    if refused := rescued.refused.total():
        parts.append(f"{refused} refused")
    for state, words in ((ErrandState.NOTHING, "with nothing of use"), (ErrandState.WAITING, "waiting")):
        if rescued.states[state]:
            parts.append(f"{rescued.states[state]} {words}")
    if rescued.failed:
        parts.append(f"{len(rescued.failed)} FAILED")
    return " · ".join(parts)


def _reasons(rescued: Rescued) -> list[str]:
    return [f"refused {count}: {one_line(reason)}" for reason, count in rescued.refused.most_common(_SHOWN)]


def _waiting(rescued: Rescued) -> list[str]:
    lines = [f"waits: {words}" for words in rescued.troubles[:_SHOWN]]
    if len(rescued.troubles) > _SHOWN:
        lines.append(f"and {len(rescued.troubles) - _SHOWN} more wait: `citewatch rescue --list` has them all")
    return lines + [
        f"{archive} was left alone for the rest of this run: {why}" for archive, why in rescued.resting.items()
    ]


def _failed(rescued: Rescued) -> list[str]:
    if not rescued.failed:
        return []
    advice = "`citewatch rescue --due all` tries these again"
    return [*(f"FAILED: {words}" for words in rescued.failed[:_SHOWN]), advice]


def _plural(count: int, one: str, more: str | None = None) -> str:
    return one if count == 1 else more or one + "s"
