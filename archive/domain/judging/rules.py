"""The rules in the order in which they are asked: the first that answers decides."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.domain.judging import outcomes, paywalls, redirects, shells, substitutes, walls
from archive.domain.judging.cases import Case
from archive.domain.judging.quality import judged
from archive.domain.verdicts import Judgement, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its name, what it looks at in words, and what it says of a case, None for nothing."""

    name: str
    looks_at: str
    of: Callable[[Case], Judgement | None]


def _good(case: Case) -> Judgement:
    return judged(case, Verdict.OK, probe=substitutes.weak(case))


RULES = (
    Rule(name="failure", looks_at="how the connection ended", of=outcomes.failure),
    Rule(name="no-answer", looks_at="whether an answer was recorded", of=outcomes.no_answer),
    Rule(name="signs", looks_at="headers, addresses, title, headings, words and markup", of=walls.signs),
    Rule(name="status", looks_at="the status", of=outcomes.status),
    Rule(name="redirect-home", looks_at="whether a redirect led to the front page", of=redirects.home),
    Rule(
        name="redirect-elsewhere",
        looks_at="whether a redirect led to another site's front page",
        of=redirects.elsewhere,
    ),
    Rule(name="refresh", looks_at="where the page sends its reader on its own", of=shells.refresh),
    Rule(name="login-form", looks_at="whether a password field is all there is", of=walls.login_form),
    Rule(name="paywall", looks_at="the text against what the page promises and declares", of=paywalls.paywall),
    Rule(name="wordless", looks_at="whether there are scripts and no words", of=shells.wordless),
    Rule(name="unread", looks_at="whether there is a text to read", of=outcomes.unread),
    Rule(name="sibling", looks_at="what the host says where nothing can be", of=substitutes.sibling),
    Rule(name="canonical", looks_at="the address that the page gives as its own", of=substitutes.canonical),
    Rule(name="unlike", looks_at="what the source said before", of=substitutes.unlike),
    Rule(name="headline-only", looks_at="whether there is a sentence under the headline", of=shells.headline_only),
    Rule(name="shrunk", looks_at="how much is left of what the source said before", of=shells.shrunk),
    Rule(name="certificate", looks_at="whether the certificate verifies", of=outcomes.certificate),
    Rule(name="moved", looks_at="where a redirect led, and whether the page looks alike", of=redirects.moved),
    Rule(name="good", looks_at="nothing more", of=_good),
)
