"""Paywalls: a teaser where the article would be. What the page declares is not enough, since many that declare a
paywall carry the whole text: the text decides."""

from archive.domain.judging.cases import Case
from archive.domain.judging.quality import judged
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
    if reading is None or traits is None or not case.well or not 0 < reading.words:
        return None
    closed = traits.free is False
    seen = _cut_short(reading.words, traits.promised_words, closed=closed)
    if seen is not None:
        return judged(case, Verdict.PAYWALL, Reason(sign="teaser", seen=seen, rule=_RULE))
    if reading.words > TEASER:
        return None
    found = case.first_seen(Verdict.PAYWALL)
    if found is None:
        return None
    if closed or _ends_in_call(case):
        return judged(case, Verdict.PAYWALL, found[1])
    return None


def _cut_short(words: int, promised: int | None, *, closed: bool) -> str | None:
    if not closed:
        return None
    if promised is not None and promised > TEASER / 2 and words < promised * PROMISED:
        return f"not free, and {words} words of {promised}"
    if words <= SHORT_TEASER and (promised is None or promised > 2 * words):
        return f"not free, and only {words} words"
    return None


def _ends_in_call(case: Case) -> bool:
    """Whether the main text itself ends in the call to subscribe."""
    if case.reading is None:
        return False
    end = "\n".join(case.reading.text.split("\n")[-3:])[-600:].lower()
    markers = (
        part
        for sign in case.signs
        if sign.verdict is Verdict.PAYWALL and sign.where != "markup"
        for part in sign.contains
    )
    return any(marker in end for marker in markers)
