"""What a person said against the machine: about a verdict or about a standing, and what that makes of a judgement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from archive.domain.verdicts import PAGES, Judgement, Reason, Verdict

OVERRULED = "overruled"
"""The sign of the reason that an overruled judgement begins with; what it has seen is the machine's verdict."""

INTERVAL = "interval"
"""What a word is about that says how often to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """A person's word on one source, which holds until it is withdrawn.

    Of a verdict: whenever the machine finds `instead_of`, it is `value` that counts. Of a standing: it is `value`,
    whatever the machine makes of the visits (`instead_of` is what it made of them when the person spoke, None
    before the first visit). Of a support: it is `value` for the sentence `claim`, wherever the machine finds
    `instead_of` on the same `evidence` (see `archive.domain.rulings`); the same value twice is a confirmation. Of an
    interval: the source is looked at every `value` ("6h", "never"; see `archive.domain.recrawl.wishes`).
    """

    what: Literal["verdict", "standing", "support", "interval"]
    value: str
    instead_of: str | None
    why: str
    who: str
    at: datetime
    claim: str | None = None
    evidence: str | None = None


def overruled(judgement: Judgement, overrules: Iterable[Overrule]) -> Judgement:
    """The judgement as a person would have it, where one spoke on this verdict; else as it is.

    The machine's reasons stay behind the person's. A verdict that a person calls a page of the source's own is
    taken for one whole: the quality that the machine gave it rested on what was overruled.
    """
    word = spoken_on(judgement.verdict, overrules)
    if word is None:
        return judgement
    verdict = Verdict(word.value)
    said = Reason(sign=OVERRULED, seen=judgement.verdict, rule=f"{word.who}: {word.why}")
    quality = 1.0 if verdict in PAGES else judgement.quality
    reasons = (said, *judgement.reasons)
    return replace(judgement, verdict=verdict, reasons=reasons, quality=quality, probe=False)


def spoken_on(verdict: str, overrules: Iterable[Overrule]) -> Overrule | None:
    """The word that holds whenever the machine finds this verdict, the latest one; None where nobody spoke on it."""
    words = [each for each in overrules if each.what == "verdict" and each.instead_of == verdict]
    return max(words, key=lambda each: each.at, default=None)


def spoken_standing(overrules: Iterable[Overrule]) -> Overrule | None:
    """The word on how the source stands, the latest one; None where nobody spoke on it."""
    return max((each for each in overrules if each.what == "standing"), key=lambda each: each.at, default=None)


def found_by_machine(verdict: str, reasons: Sequence[Reason]) -> str:
    """The verdict that the machine gave, of a visit whose verdict may be a person's."""
    return reasons[0].seen if reasons and reasons[0].sign == OVERRULED else verdict
