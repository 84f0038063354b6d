"""A person's word on whether a source carries a claim: which claim is meant, and what is said of it."""

from datetime import datetime

from archive.cli.screen import one_line
from archive.domain.overrules import Overrule
from archive.domain.rulings import claim_key, evidence_of
from archive.domain.shells import command
from archive.domain.support import SupportState
from archive.errors import UsageError
from archive.queries.claims import Resting, matching
from archive.queries.overrules import Subject

_SENTENCE = 80
_NAMED = 5


def claim_meant(known: tuple[Resting, ...], words: str, url: str) -> Resting:
    """The one claim on this source that is meant by its number or by words of it; raises UsageError."""
    found = matching(known, words)
    if not known:
        raise UsageError(f"no claim cites {url}: `citewatch claims` lists what cites which source")
    if not found:
        raise UsageError(f"no claim like that cites {url}: `{command('claims', '--url', of=url)}` lists those that do")
    if len(found) > 1:
        which = ", ".join(f"{each.number} of {each.document} ({quoted(each.text)})" for each in found[:_NAMED])
        raise UsageError(f"{len(found)} claims are like that, say more words of the one: {which}")
    return found[0]


def word_on(claim: Resting, subject: Subject, value: str, *, why: str, who: str, at: datetime) -> Overrule:
    """What is said of the claim, bound to what the machine sees of it now; raises UsageError."""
    if value not in set(SupportState):
        raise UsageError(f"{value!r} is none of {', '.join(SupportState)}, which is what can be said of a claim")
    if claim.support is None:
        raise UsageError(
            f"{subject.url} was not held against {quoted(claim.text)} yet: there is no snapshot to speak of"
        )
    return Overrule(
        what="support",
        value=value,
        instead_of=claim.support.state,
        why=why,
        who=who,
        at=at,
        claim=claim.text,
        evidence=evidence_of(claim.support),
    )


def words_on(known: tuple[Resting, ...], subject: Subject, words: str) -> list[Overrule]:
    """What was said of the claims that are meant, also of one that no document has any more."""
    meant = {claim_key(each.text) for each in matching(known, words)}
    wanted = claim_key(words).casefold()
    return [
        word
        for word in subject.words
        if word.claim and (claim_key(word.claim) in meant or wanted in claim_key(word.claim).casefold())
    ]


def quoted(claim: str) -> str:
    """A claim in as many words as tell it from others."""
    text = one_line(claim)
    return f"“{text[:_SENTENCE]}{'…' if len(text) > _SENTENCE else ''}”"
