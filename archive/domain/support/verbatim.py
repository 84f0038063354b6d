"""Whether a passage has the words of a claim as they are, in their order."""

from archive.domain.atoms import AtomKind
from archive.domain.support.tokens import in_order, tokens
from archive.domain.support.weighed import Weighed

_NEARLY_ALL = 0.85
_LEAST = 4
"""A claim of fewer words stands in many texts by chance."""
_SPREAD = 1.5
"""How much longer than the claim the stretch may be over which its words are spread."""


def is_verbatim(weighed: Weighed) -> bool:
    """Whether the passage differs from the claim's sentence in no more than a connective."""
    ours, theirs = tokens(weighed.part.text), tokens(weighed.place.text)
    matched = in_order(ours, theirs)
    if len(ours) < _LEAST or len(matched) < _NEARLY_ALL * len(ours):
        return False
    stretch = matched[-1] - matched[0] + 1
    if stretch > _SPREAD * len(ours) or not _has_every_word(weighed):
        return False
    return _quotes_exactly(weighed) and _counts_exactly(weighed)


def _counts_exactly(weighed: Weighed) -> bool:
    """Whether each figure stands there with its value: one that agrees within a rounding is told in other words."""
    values = {figure.value for figure in weighed.place.figures}
    return all(atom.figure is None or atom.figure.value in values for atom, _ in weighed.findings)


def _quotes_exactly(weighed: Weighed) -> bool:
    return all(finding.seen == atom.text for atom, finding in weighed.findings if atom.kind == AtomKind.QUOTATION)


def _has_every_word(weighed: Weighed) -> bool:
    everything = sum(1 << bit for bit, term in enumerate(weighed.part.terms) if not term.hint)
    return everything & ~weighed.place.inside == 0
