"""What signs show: walls, and pages that say themselves that they are missing, broken, parked or empty."""

from archive.domain.judging.cases import SENTENCE, Case
from archive.domain.judging.passing import in_passing
from archive.domain.judging.quality import judged
from archive.domain.signs import Sign
from archive.domain.verdicts import Judgement, Reason, Verdict

_NO_WALLS = frozenset({Verdict.OK, Verdict.PAYWALL})
_WHERE_ALL_IS_WELL = frozenset(
    {Verdict.SOFT_404, Verdict.SERVER_ERROR, Verdict.JS_SHELL, Verdict.MOVED, Verdict.PARKED}
)
_WORDS = frozenset({"page", "text", "heading", "markup"})

SHELL = 0.2
"""Quality of a page that says with a good status that something failed."""

LOGIN_WORDS = 150
"""Words up to which a page with a password field may be nothing but a login."""


def signs(case: Case) -> Judgement | None:
    """The first sign that is seen; those of missing pages count only where the status says that all is well.

    A page that lacks nothing is not judged by words: what says of itself that it is an article, and has the text of
    one, may well speak of errors.
    """
    for sign in case.signs:
        reason = sign.seen(case.evidence) if _counts(case, sign) else None
        if reason is not None and not in_passing(case, sign):
            quality = SHELL if sign.quality is None and sign.verdict is Verdict.SERVER_ERROR else sign.quality
            return judged(case, sign.verdict, reason, quality=quality)
    return None


def _counts(case: Case, sign: Sign) -> bool:
    if sign.verdict in _NO_WALLS or (sign.verdict in _WHERE_ALL_IS_WELL and not case.well):
        return False
    if sign.verdict is Verdict.MOVED and case.evidence.refresh:
        # Where the page leads on its own, it says itself where to.
        return False
    return not (case.article and sign.where in _WORDS)


def login_form(case: Case) -> Judgement | None:
    """A page with a password field and nothing else to say."""
    traits = case.traits
    if traits is None or not traits.password or traits.words > LOGIN_WORDS or case.article:
        return None
    if any(own > 3 * SENTENCE for own in case.own_lines):
        return None
    seen = f"a password field on a page of {traits.words} words"
    return judged(
        case, Verdict.LOGIN_WALL, Reason(sign="password-form", seen=seen, rule="render-quality: login of few words")
    )
