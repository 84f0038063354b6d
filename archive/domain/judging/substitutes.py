"""Another page in place of the one that was asked for, with a status that says that all is well."""

import re

from archive.domain.judging.addresses import fits, is_home, same_place, site, split, words_of
from archive.domain.judging.cases import Case
from archive.domain.judging.likeness import alike, same_title, shared
from archive.domain.judging.quality import judged
from archive.domain.verdicts import Judgement, Reason, Verdict

SAME = 0.85
"""Share of runs of three words from which two pages are one: about 0.95 of single words."""

UNLIKE = 0.1
"""Likeness under which two pages share nothing."""

WHOLE = 600
"""Words of main text from which a page is a document, whatever it names as its own address."""

THIN = 120
"""Words up to which a page is thin."""

_GENERIC = re.compile(
    r"/(about|about-us|aboutus|about_us|contact|contact-us|contacts|impressum|imprint|kontakt|ueber-uns|uber-uns|"
    r"search|suche|recherche|buscar|sitemap|help|support|faq|products?|services?|blog|news|home|homepage|start|"
    r"a-propos|qui-sommes-nous|mentions-legales|quienes-somos|contacto|sobre|sobre-nos|contato|chi-siamo|contatti|"
    r"over-ons|om-oss|om-os|o-nas|o-nama|hakkimizda)(\.\w{1,5})?/?$",
    re.IGNORECASE,
)


def sibling(case: Case) -> Judgement | None:
    """The same page as for an address that cannot exist."""
    if case.sibling is None or case.reading is None or is_home(case.asked):
        return None
    likeness = shared(_shown(case.reading.page, case.reading.text), _shown(case.sibling.page, case.sibling.text))
    if likeness < SAME:
        return None
    seen = f"an address that cannot exist shows the same page ({likeness:.2f})"
    rule = "Bar-Yossef 2004; benhoyt/soft404: ratio of words from 0.95"
    return judged(case, Verdict.SOFT_404, Reason(sign="same-as-sibling", seen=seen, rule=rule))


def canonical(case: Case) -> Judgement | None:
    """A page that gives the front page, or one for everybody, as its own address, where another was asked for."""
    named = case.evidence.canonical
    if named is None or not case.well or same_place(named, case.final) or same_place(named, case.asked):
        return None
    if not (is_home(named) or _GENERIC.search(split(named)[1])) or _was_asked(case, named):
        return None
    if not _small(case):
        return None
    if _known(case) or _fits(case) is not False or (case.article and not is_home(named)):
        return None
    seen = f"canonical: {named[:180]}"
    rule = "citewatch: a page's own address is another page's, and its words are not the address's"
    return judged(case, Verdict.SOFT_404, Reason(sign="canonical-elsewhere", seen=seen, rule=rule))


def unlike(case: Case) -> Judgement | None:
    """A generic page that shares nothing with what the source said before."""
    before, reading = case.before, case.reading
    if before is None or reading is None or not case.well or case.article or before.words < 50:
        return None
    if same_title(before.title, case.title) or alike(before, reading) >= UNLIKE or not _generic(case):
        return None
    if _fits(case) or not _small(case) or (before.language or "") != (reading.language or ""):
        return None
    seen = f"“{case.title[:80]}” in place of “{(before.title or '')[:80]}”, with no text in common"
    rule = "OTMT: cosine under 0.12 is off topic; believed of generic pages only"
    return judged(case, Verdict.SOFT_404, Reason(sign="nothing-in-common", seen=seen, rule=rule))


def weak(case: Case) -> bool:
    """Whether only a look at a sibling could tell this good page from what the host says to everything."""
    traits = case.traits
    if traits is None or case.before is not None or case.sibling is not None or case.article or is_home(case.asked):
        return False
    return traits.words < THIN or _generic(case) or _fits(case) is False


def _small(case: Case) -> bool:
    """Whether the page has too few words to be a document, whatever it names as its own address."""
    if case.reading is None or case.reading.words > WHOLE:
        return False
    return case.words is None or case.words <= 2 * WHOLE


def _shown(page: str, text: str) -> str:
    return page or text


def _was_asked(case: Case, named: str) -> bool:
    """Whether what the page names is what was asked for after all."""
    if is_home(named):
        return is_home(case.asked) or is_home(case.final)
    last = split(named)[1].rsplit("/", 1)[-1].casefold()
    return last in split(case.asked)[1].casefold()


def _known(case: Case) -> bool:
    """Whether the page is what the source said before."""
    if case.before is None or case.reading is None:
        return False
    return same_title(case.before.title, case.title) or alike(case.before, case.reading) >= UNLIKE


def _fits(case: Case) -> bool | None:
    headings = case.traits.headings[:3] if case.traits else ()
    return fits(case.asked, " ".join((case.title, *headings)).casefold())


def _generic(case: Case) -> bool:
    """Whether the page is one for everybody: the site's own name for a title, or the address of such a page."""
    named = case.evidence.canonical
    if named and (is_home(named) or _GENERIC.search(split(named)[1])) and not _was_asked(case, named):
        return True
    title = case.title.casefold().strip()
    name = site(case.final).split(".")[0]
    return not title or (title.replace(" ", "") == name and name not in words_of(case.asked))
