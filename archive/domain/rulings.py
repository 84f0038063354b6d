"""A person's word on whether a source carries a claim, and for how long it speaks of what the machine finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from archive.domain.overrules import Overrule
from archive.domain.support import Support, SupportState


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The state of a claim at a source, with the person's word on it, None where nobody spoke.

    `state` is the person's while the word `holds`, else the machine's.
    """

    state: SupportState
    word: Overrule | None = None
    holds: bool = False

    @property
    def disputed(self) -> bool:
        """Whether a person spoke of what the machine no longer finds: a word to be shown, and to be thought over."""
        return self.word is not None and not self.holds


def evidence_of(support: Support | None) -> str:
    """ "sha256:" + hex over what a person saw: the state, the passage, what it lacks, and which figure became which.

    White space is folded. Where it stands, its score and the words of the reason are not part of it: they change with
    the page around it and with our rules, and say nothing else. None stands for a source that never showed a page.
    """
    seen = ["nothing was seen"] if support is None else _seen(support)
    return "sha256:" + sha256("\0".join(map(_folded, seen)).encode("utf-8", "surrogatepass")).hexdigest()


def ruled(support: Support | None, words: Iterable[Overrule], claim: str) -> Ruled:
    """What holds of the claim, given what the machine makes of it and what people said of its source.

    A word holds while the machine's evidence is what it was when the person spoke: it is never silently overwritten,
    and hides no later change.
    """
    found = SupportState.UNVERIFIABLE if support is None else support.state
    word = spoken_support(words, claim)
    if word is None or word.evidence != evidence_of(support):
        return Ruled(state=found, word=word)
    return Ruled(state=SupportState(word.value), word=word, holds=True)


def spoken_support(words: Iterable[Overrule], claim: str) -> Overrule | None:
    """The word on this claim, the latest one; None where nobody spoke on it."""
    mine = claim_key(claim)
    said = [each for each in words if each.what == "support" and each.claim and claim_key(each.claim) == mine]
    return max(said, key=lambda each: each.at, default=None)


def claim_key(claim: str) -> str:
    """What a claim is known by through the editions of its document: its words, with white space folded."""
    return _folded(claim)


def _seen(support: Support) -> list[str]:
    passage = support.passage.text if support.passage else ""
    figures = [f"{name}={value}" for name, value in (("was", support.was), ("became", support.became)) if value]
    return [support.state, passage, *figures, *(f"without {each}" for each in support.missing)]


def _folded(text: str) -> str:
    return " ".join(text.split())
