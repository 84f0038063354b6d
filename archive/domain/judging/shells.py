"""Empty shells: pages that only lead on, and pages that scripts would have filled."""

import re

from archive.domain.judging.addresses import fits, is_home, same_place, site, split
from archive.domain.judging.cases import SENTENCE, Case
from archive.domain.judging.likeness import alike
from archive.domain.judging.quality import judged
from archive.domain.verdicts import Judgement, Reason, Verdict

STUB = 60
"""Words up to which a page that leads on says nothing else."""

SOON = 15.0
"""Seconds within which it leads on; a page that stays longer is the page that was cited."""

NAVIGATION = 400
"""Words up to which a page may be nothing but navigation around a headline."""

FEW = 60
"""Words of its own up to which such a page says nothing."""

_THING = re.compile(r"\.(pdf|csv|tsv|xlsx?|ods|json|zip|docx?|odt|pptx?|epub)$", re.IGNORECASE)

SHRUNK = 0.2
"""Share of the words that the source said before under which a page full of scripts has lost its text."""


def refresh(case: Case) -> Judgement | None:
    """A page that only sends its reader on, where that could not be followed."""
    traits = case.traits
    if traits is None or traits.refresh is None or traits.words > STUB or same_place(traits.refresh, case.final):
        return None
    if traits.refresh_after is not None and traits.refresh_after > SOON:
        return None
    homeward = is_home(traits.refresh) and not is_home(case.asked) and site(traits.refresh) == site(case.final)
    reason = Reason(sign="meta-refresh", seen=f"refresh: {traits.refresh[:180]}", rule="HTML, the refresh pragma")
    verdict = Verdict.HOME_REDIRECT if homeward else Verdict.MOVED
    return judged(case, verdict, reason, quality=0.2, address=None if homeward else traits.refresh)


def wordless(case: Case) -> Judgement | None:
    """No words at all, but scripts that would bring them."""
    traits = case.traits
    if traits is None or not case.well or not (traits.scripts or traits.mount):
        return None
    if traits.words > (30 if traits.mount else STUB):
        return None
    if sum(case.own_lines) > (25 if traits.mount else 0):
        return None
    seen = f"{traits.words} words and {traits.scripts} scripts" + (", an empty element to fill" if traits.mount else "")
    return judged(
        case, Verdict.JS_SHELL, Reason(sign="no-words", seen=seen, rule="render-quality: empty mount, under 20 words")
    )


def headline_only(case: Case) -> Judgement | None:
    """A headline, navigation all around, and no sentence: the text was left to scripts."""
    traits = case.traits
    if traits is None or not case.well or traits.words > NAVIGATION or traits.scripts < 3 or case.article:
        return None
    if not _headed(case) or is_home(case.asked) or _offers(case):
        return None
    if any(own >= SENTENCE for own in case.own_lines) or sum(case.own_lines) > FEW:
        return None
    seen = f"headline “{(traits.headings or (case.title,))[0][:80]}”, and of {traits.words} words no sentence"
    rule = "crawl4ai antibot_detector, tier 3: no content elements"
    return judged(case, Verdict.JS_SHELL, Reason(sign="headline-only", seen=seen, rule=rule))


def shrunk(case: Case) -> Judgement | None:
    """A page full of scripts that has lost nearly all that the source said before, and says nothing new."""
    traits, before, reading = case.traits, case.before, case.reading
    if traits is None or before is None or reading is None or not case.well or traits.scripts < 3:
        return None
    if before.words < 200 or traits.words > before.words * SHRUNK or alike(before, reading) >= 0.1:
        return None
    if any(own >= 2 * SENTENCE for own in case.own_lines):
        return None
    seen = f"{traits.words} words where there were {before.words}, and {traits.scripts} scripts"
    return judged(
        case, Verdict.JS_SHELL, Reason(sign="lost-its-text", seen=seen, rule="citewatch: a shell has no sentences")
    )


def _offers(case: Case) -> bool:
    """Whether the page is a list of things to fetch: those who cite one mean its links."""
    links = case.reading.links[:3000] if case.reading else ()
    return any(_THING.search(split(link.url)[1]) for link in links)


def _headed(case: Case) -> bool:
    """Whether the page's headline is that of its title, or its title what its address says."""
    title = case.title.casefold()
    headings = case.traits.headings[:2] if case.traits else ()
    return (
        any(len(heading) > 3 and heading.casefold() in title for heading in headings) or fits(case.asked, title) is True
    )
