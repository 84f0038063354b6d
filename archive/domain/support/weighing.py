"""Weighing a claim against what one snapshot says."""

from archive.domain.atoms import find_atoms
from archive.domain.support.values import Carried, Finding, Passage, Rendition, Support, SupportState

RULES = 1
"""The version of these rules: a support that older ones gave is weighed again."""


def weigh(claim: str, rendition: Rendition, *, carried: Carried | None = None) -> Support:
    """Whether the rendition carries the claim; `carried` is how the latest earlier snapshot that did so did it."""
    at = rendition.text.find(claim)
    atoms = find_atoms(claim)
    if at >= 0:
        findings = tuple(Finding(kind=each.kind, text=each.text, found=True, seen=each.text) for each in atoms)
        passage = Passage(start=at, end=at + len(claim), text=claim)
        return Support(
            state=SupportState.VERBATIM, score=1.0, why="the words stand there", findings=findings, passage=passage
        )
    findings = tuple(Finding(kind=each.kind, text=each.text, found=False) for each in atoms)
    state = SupportState.UNVERIFIABLE if rendition.lack else SupportState.GONE
    why = rendition.lack or ("the passage that carried it is gone" if carried else "nothing there comes near")
    return Support(state=state, score=0.0, why=why, findings=findings)
