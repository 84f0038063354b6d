"""Where a redirect led: to where the page went, or to where it did not."""

from archive.domain.judging.addresses import fits, is_home, site, split
from archive.domain.judging.cases import Case
from archive.domain.judging.likeness import alike, same_title
from archive.domain.judging.quality import judged
from archive.domain.verdicts import Judgement, Reason, Verdict

LOOKS_ALIKE = 0.3
"""Likeness from which a page is what the source said before, though somewhere else."""

UNLIKE = 0.1
"""Likeness under which a page shares nothing with what the source said before (AlNoamany: cosine 0.10)."""

_PERMANENT = frozenset({301, 308})


def home(case: Case) -> Judgement | None:
    """From a deeper page to its own site's front page: the page is gone."""
    if not _led_home(case) or site(case.asked) != site(case.final):
        return None
    rule = "EDGI analyze.get_version_status: a redirect to the home page of the same host counts as 404"
    return judged(case, Verdict.HOME_REDIRECT, Reason(sign="redirect-home", seen=_hop(case), rule=rule))


def elsewhere(case: Case) -> Judgement | None:
    """From a deeper page to another site's front page: to be looked at."""
    if not _led_home(case):
        return None
    rule = "IABot CheckIfDead: a redirect to a root is no page"
    reason = Reason(sign="redirect-to-another-root", seen=_hop(case), rule=rule)
    return judged(case, Verdict.MOVED, reason, quality=0.3, address=case.final)


def moved(case: Case) -> Judgement | None:
    """To another place for good: with quality where the page is the same or looks like what was asked for."""
    if not case.redirected or case.body is None or _is_work(case) or _among_fronts(case):
        return None
    rule = "citewatch: a permanent redirect is a new address where a look-alike answers"
    alike_by = _looks_alike(case)
    if alike_by is not None:
        if not _permanent(case):
            return None
        reason = Reason(sign="moved", seen=f"{_hop(case)}; {alike_by}", rule=rule)
        return judged(case, Verdict.MOVED, reason, address=case.final)
    unlike = _shares_nothing(case)
    if not unlike and (not _permanent(case) or case.body.same_body or case.traits is None):
        return None
    quality = 0.3 if unlike else (0.7 if case.article else 0.4)
    seen = f"{_hop(case)}; the page is not told to be the one that was asked for"
    reason = Reason(sign="moved-unlike", seen=seen, rule=rule)
    return judged(case, Verdict.MOVED, reason, quality=quality, probe=not unlike, address=case.final)


def _led_home(case: Case) -> bool:
    if not case.redirected or not case.well or _is_work(case):
        return False
    return is_home(case.final) and not is_home(case.asked)


def _among_fronts(case: Case) -> bool:
    """Whether the front page answers for the front page, in whatever language and under whatever name."""
    return is_home(case.asked) and is_home(case.final) and site(case.asked) == site(case.final)


def _is_work(case: Case) -> bool:
    """Whether it is the asked address's work to redirect."""
    return case.first_seen(Verdict.OK) is not None


def _permanent(case: Case) -> bool:
    """Whether no hop that is recorded was for the time being."""
    hops = set(case.fetched.redirects)
    statuses = {exchange.status for exchange in case.fetched.exchanges if exchange.url in hops}
    return all(status in _PERMANENT for status in statuses if status is not None and 300 <= status < 400)


def _looks_alike(case: Case) -> str | None:
    """By what the page that answered is known for the one that was asked, or None."""
    (_, path, query), (_, final_path, final_query) = split(case.asked), split(case.final)
    if (path, query) == (final_path, final_query) or (final_path.endswith(path) and path != "/"):
        return "the same path"
    if case.body is not None and case.body.same_body:
        return "the same page"
    if case.reading is None:
        return None
    if case.before is not None:
        if same_title(case.before.title, case.title):
            return "the same title"
        return "the same text" if alike(case.before, case.reading) >= LOOKS_ALIKE else None
    headings = case.traits.headings if case.traits else ()
    words = " ".join((case.title, *headings[:2], final_path)).casefold()
    return "the address's words are the page's" if fits(case.asked, words) else None


def _shares_nothing(case: Case) -> bool:
    if case.before is None or case.reading is None:
        return False
    return alike(case.before, case.reading) < UNLIKE


def _hop(case: Case) -> str:
    return f"{case.asked[:90]} led to {case.final[:90]}"
