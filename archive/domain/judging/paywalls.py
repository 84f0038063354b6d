"""Paywalls: a teaser where the article would be. What the page declares is not enough, since many that declare a
paywall carry the whole text: the text decides."""

from collections.abc import Iterator

from archive.domain.judging.cases import Case
from archive.domain.judging.quality import judged
from archive.domain.readings import Reading
from archive.domain.verdicts import Judgement, Reason, Verdict

TEASER = 250
"""Words up to which a text may be a teaser."""

SHORT_TEASER = 120
"""Words up to which a text of which the page declares that it is not free is one."""

PROMISED = 0.5
"""Share of the words that the page promises under which its text is a teaser."""

_RULE = "schema.org isAccessibleForFree and wordCount, against the text that is there"


def paywall(case: Case) -> Judgement | None:
    """A teaser, known by what the page promises, by what it declares, or by the call that ends it."""
    reading, traits = case.reading, case.traits
    if reading is None or traits is None or not case.well or reading.words == 0:
        return None
    if traits.free is False and traits.promised_words is not None:
        promised = traits.promised_words
        if promised > TEASER / 2 and reading.words < promised * PROMISED:
            seen = f"not free, and {reading.words} words of {promised}"
            return judged(case, Verdict.PAYWALL, Reason(sign="teaser", seen=seen, rule=_RULE))
    return _ending(case, reading, closed=traits.free is False) if reading.words <= TEASER else None


def _ending(case: Case, reading: Reading, *, closed: bool) -> Judgement | None:
    """A short text that breaks off, or ends in the call to subscribe."""
    end = "\n".join(reading.text.split("\n")[-3:])[-600:].rstrip().lower()
    if any(call in end for call in _calls(case)):
        seen = f"the text ends: {end[-150:]}"
        return judged(case, Verdict.PAYWALL, Reason(sign="ends-in-a-call", seen=seen, rule=_RULE))
    broken = end.endswith(("...", "…", "[…]", "[...]"))
    if not closed or not (broken or reading.words <= SHORT_TEASER):
        return None
    found = case.first_seen(Verdict.PAYWALL)
    if found is not None:
        return judged(case, Verdict.PAYWALL, found[1])
    if not broken:
        return None
    seen = f"not free, and {reading.words} words that break off"
    return judged(case, Verdict.PAYWALL, Reason(sign="teaser", seen=seen, rule=_RULE))


def _calls(case: Case) -> Iterator[str]:
    """The calls to subscribe that the tables know."""
    for sign in case.signs:
        if sign.verdict is Verdict.PAYWALL and sign.where == "page":
            yield from sign.contains
