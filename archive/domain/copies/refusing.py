"""Why a copy is of no use as one: it is a copy of no page of the source, or not the copy that was asked for."""

from datetime import timedelta

from archive.domain.copies.unwrapping import captured_at
from archive.domain.verdicts import Judgement, Verdict
from archive.domain.visits import Fetched

WINDOW = timedelta(days=1)
"""How far the capture that an archive gives may lie from the one asked for (EDGI's wayback: 24 hours)."""


def refusal(fetched: Fetched, judgement: Judgement) -> str | None:
    """Why the copy that was fetched is refused, in words; None for one that shows the page, and for what is no copy.

    `judgement` is that of the page which it is a copy of.
    """
    copy, answer = fetched.target.copy, fetched.last
    if copy is None:
        return None
    if fetched.failure is not None or answer is None:
        return f"{judgement.verdict}: {fetched.failure.detail if fetched.failure else 'no answer'}"
    at = captured_at(answer)
    if at is None:
        return "the archive answered with a page of its own and not with a copy"
    if answer.tls is not None and answer.tls.problem is not None:
        return f"the archive's certificate does not verify ({answer.tls.problem})"
    if abs(at - copy.memento.at) > WINDOW:
        return f"the archive gave the copy of {at:%Y-%m-%d} in its place"
    if not judgement.shows_page and not _is_for_claims_to_say(judgement):
        return f"a copy of no page of the source: {judgement.verdict}" + "".join(
            f" ({reason.sign}: {reason.seen})" for reason in judgement.reasons[:1]
        )
    return None


def _is_for_claims_to_say(judgement: Judgement) -> bool:
    """Whether a captured redirect led to what may be the page: no host can be probed for then, but claims can be held
    against it."""
    return judgement.verdict == Verdict.MOVED and judgement.probe
