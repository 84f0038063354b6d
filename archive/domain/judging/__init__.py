"""From what a visit brought to its verdict, and the way there."""

from collections.abc import Sequence

from archive.domain.judging.cases import Case
from archive.domain.judging.explaining import Explanation, Step, explained, first
from archive.domain.judging.outcomes import of_status
from archive.domain.readings import Body, Reading
from archive.domain.signs import Sign
from archive.domain.verdicts import Judgement
from archive.domain.visits import Fetched

__all__ = ["Explanation", "Step", "explain", "judge", "of_status"]


def judge(
    fetched: Fetched,
    body: Body | None,
    signs: Sequence[Sign],
    *,
    before: Reading | None = None,
    sibling: Reading | None = None,
) -> Judgement:
    """What the visit showed, by the first of the rules that answers. Extraction comes before this: words are signs.

    `before` is what the source said when it was last good, `sibling` what its host says where nothing can be.
    """
    return first(Case(fetched=fetched, body=body, signs=signs, before=before, sibling=sibling))[1]


def explain(
    fetched: Fetched,
    body: Body | None,
    signs: Sequence[Sign],
    *,
    before: Reading | None = None,
    sibling: Reading | None = None,
) -> Explanation:
    """The way to what `judge` says of the same, every rule asked in order."""
    return explained(Case(fetched=fetched, body=body, signs=signs, before=before, sibling=sibling))
