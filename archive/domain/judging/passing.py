"""Whether a page only speaks of what a sign tells: an article on link rot is no missing page."""

from collections.abc import Iterator
from functools import partial

from archive.domain.judging.addresses import fits, site, slug
from archive.domain.judging.cases import SENTENCE, Case
from archive.domain.signs import Sign
from archive.domain.verdicts import Verdict

PROSE = 70
"""Words of its own, in whole sentences, from which a page says more than that something is missing."""

NAMED_PROSE = 20
"""The same for a page with a date, or whose headline is what its address says: it is what was asked for."""

ARTICLE_PROSE = 150
"""The same for one that says of itself that it is an article, whatever its title."""

_TOLD = frozenset({"page", "text", "heading", "title", "markup"})
_SHORTEST = 6


def in_passing(case: Case, sign: Sign) -> bool:
    """Whether the page that was asked for is there, and has more to say than this sign.

    What asks for consent has sentences enough of its own, and scripts of guards stand on every page of theirs, so
    there the headline tells.
    """
    if not case.well or sign.where not in _TOLD:
        return False
    named = _named(case)
    if sign.verdict is Verdict.CONSENT_WALL or sign.where == "markup":
        return named and _prose(case) >= SENTENCE * 2
    if sign.where in ("title", "heading"):
        return _prose(case) >= (PROSE if named else ARTICLE_PROSE) and (named or case.article)
    dated = case.reading is not None and case.reading.published is not None
    return _prose(case) >= (NAMED_PROSE if named or dated else PROSE)


def _prose(case: Case) -> int:
    """Words of its own in lines that are sentences."""
    return sum(own for own in case.own_lines if own >= 2 * SENTENCE)


def _named(case: Case) -> bool:
    """Whether a headline that is also the title's says what the address says."""
    if case.redirected:
        return False
    return any(map(partial(_says, case.asked), _headlines(case)))


def _headlines(case: Case) -> Iterator[str]:
    """The headings that stand in the title too; the site's own name is none."""
    title, name = slug(case.title), site(case.final).split(".")[0]
    for heading in case.traits.headings[:6] if case.traits else ():
        short = slug(heading)
        if len(short) >= _SHORTEST and short in title and short not in name.replace("-", ""):
            yield heading


def _says(url: str, headline: str) -> bool:
    return fits(url, headline.casefold()) is True or slug(headline) in slug(url)
