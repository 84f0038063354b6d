"""Weighing a claim against what one snapshot says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from archive.domain.support.bindings import without_unbound
from archive.domain.support.claims import NAMES, read_claim
from archive.domain.support.languages import UNSPACED, language_of, script_of
from archive.domain.support.replacing import without_displaced
from archive.domain.support.states import Judged, Look, judge
from archive.domain.support.texts import Prepared, prepare
from archive.domain.support.values import CARRIED, LOST, Carried, Finding, Passage, Rendition, Support, SupportState
from archive.domain.support.weighed import Weighed, weigh_part
from archive.domain.support.wording import why_of

RULES = 2
"""The version of these rules: a support that older ones gave is weighed again."""

_LITTLE = 30
_LITTLE_SAMPLE = 2_000
"""A text of fewer words cannot be expected to hold a claim."""
_CLAIM_WORDS, _TEXT_WORDS = 2, 20
"""Function words by which the language of a claim and of a text is known."""
_MANY, _HARDLY = 4, 10
"""Names that a text must lack, all but one in ten, for its language to excuse nothing."""
_JOINED = 6
"""Sentences apart of a claim's passages that are shown as one."""


def weigh(claim: str, rendition: Rendition, *, carried: Carried | None = None) -> Support:
    """Whether the rendition carries the claim; `carried` is how the latest earlier snapshot that did so did it.

    The text is asked first, and all that the page shows where the text does not carry the claim.
    """
    support = _weigh(claim, rendition, "text", carried)
    if support.state not in CARRIED and rendition.page and rendition.page != rendition.text:
        support = _better(support, _weigh(claim, rendition, "page", carried))
    if support.state in CARRIED:
        return support
    lack = rendition.lack or _lack(claim, rendition, support)
    return _unverifiable(support, lack) if lack else support


def _weigh(claim: str, rendition: Rendition, of: Literal["text", "page"], carried: Carried | None) -> Support:
    prepared = prepare(rendition.text if of == "text" else rendition.page)
    wanted = read_claim(claim, comma=prepared.comma)
    parts = [weigh_part(part, prepared, rendition.title, corrected=_corrected) for part in wanted.parts]
    found = tuple(each for each in parts if each is not None)
    if not found:
        findings = tuple(Finding(kind=each.kind, text=each.text, found=False) for each in wanted.atoms)
        why = "the text is empty" if wanted.parts else "the claim has no words to look for"
        return Support(state=SupportState.UNVERIFIABLE, score=0.0, why=why, findings=findings)
    return _support(judge(Look(prepared=prepared, parts=found), carried), of, carried)


def _corrected(weighed: Weighed) -> Weighed:
    return without_unbound(without_displaced(weighed))


def _support(judged: Judged, of: Literal["text", "page"], carried: Carried | None) -> Support:
    look = judged.look
    instead = {each.atom: each.became for each in judged.replaced}
    findings = [_instead(finding, instead.get(atom)) for each in look.parts for atom, finding in each.findings]
    changed = judged.replaced if judged.state in (SupportState.FIGURE_CHANGED, SupportState.CONTRADICTED) else ()
    return Support(
        state=judged.state,
        score=1.0 if judged.state == SupportState.VERBATIM else round(min(look.credit, 1.0), 3),
        why=why_of(judged, known=carried is not None),
        findings=tuple(findings),
        passage=None if judged.state == SupportState.GONE else _passage(judged, of),
        was="; ".join(each.was for each in changed) or None,
        became="; ".join(each.became for each in changed) or None,
    )


def _instead(finding: Finding, became: str | None) -> Finding:
    return finding if became is None else replace(finding, seen=became)


def _passage(judged: Judged, of: Literal["text", "page"]) -> Passage:
    prepared = judged.look.prepared
    if judged.replaced:
        return _cut(prepared, judged.replaced[0].first, judged.replaced[0].last, of)
    return _cut(prepared, *_together(judged.look.parts), of)


def _together(parts: Sequence[Weighed]) -> tuple[int, int]:
    """The pieces of all passages where they stand together, else those of the one that carries most."""
    first, last = min(each.place.first for each in parts), max(each.place.last for each in parts)
    if last - first < _JOINED:
        return first, last
    best = max(parts, key=lambda each: each.credit)
    return best.place.first, best.place.last


def _cut(prepared: Prepared, first: int, last: int, of: Literal["text", "page"]) -> Passage:
    start, end = prepared.span(first, last)
    return Passage(start=start, end=end, text=prepared.text[start:end], of=of)


def _better(text: Support, page: Support) -> Support:
    """What the page says where it carries the claim, or where the text told nothing."""
    if page.state in CARRIED:
        return page
    unknown = text.state in (SupportState.UNVERIFIABLE, SupportState.GONE)
    return page if unknown and page.state != SupportState.UNVERIFIABLE else text


def _lack(claim: str, rendition: Rendition, support: Support) -> str | None:
    """Why nothing of the claim could be found in these texts, whatever the source says: too short, another language."""
    told = _told(rendition.text if len(rendition.text) >= len(rendition.page) else rendition.page)
    if told.is_little:
        return "there is too little text to hold the claim"
    ours = script_of(claim)
    if ours and told.script and ours != told.script:
        return f"the text is written in another script ({told.script}) than the claim ({ours})"
    spoken = language_of(claim, least=_CLAIM_WORDS)
    if spoken and told.language and spoken != told.language and not _is_unnamed(support):
        return f"the text is in another language ({told.language}) than the claim ({spoken})"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a text is: its script and language, and whether there is hardly any."""

    is_little: bool
    script: str | None
    language: str | None


@lru_cache(maxsize=4)
def _told(text: str) -> _Told:
    script = script_of(text)
    words = len(text[:_LITTLE_SAMPLE].split()) if script not in UNSPACED else len(text)
    return _Told(is_little=words < _LITTLE, script=script, language=language_of(text, least=_TEXT_WORDS))


def _is_unnamed(support: Support) -> bool:
    """Whether a text has hardly any of the many names of a claim: languages of one script write them alike."""
    names = [each.found for each in support.findings if each.kind in NAMES]
    return len(names) >= _MANY and sum(names) * _HARDLY <= len(names)


def _unverifiable(support: Support, lack: str) -> Support:
    """The same findings, from which nothing follows."""
    if support.state not in LOST and support.state != SupportState.AMBIGUOUS and support.passage is not None:
        return support
    return Support(
        state=SupportState.UNVERIFIABLE,
        score=support.score,
        why=lack,
        findings=support.findings,
        passage=support.passage,
    )
