"""What a change mainly is."""

import re

from rapidfuzz.distance import Indel

from archive.domain.changes import ChangeKind
from archive.domain.comparing.findings import Findings

_LITTLE = 0.1
_TEASER = re.compile(
    r"\b(?:subscribe|subscription|subscribers? only|log ?in|sign ?(?:in|up)|register)\b.{0,60}"
    r"\b(?:continue|read|access|full|unlock|more)\b|\b(?:continue|keep) reading\b|"
    r"\bread (?:more|the full|the rest)\b|\bto read the (?:full|rest)\b|"
    r"\b(?:weiterlesen|jetzt abonnieren|mit .{0,30}abo lesen|lire la suite|réservé aux abonnés|s'abonner pour|"
    r"seguir leyendo|solo para suscriptores|suscríbete para|continua a leggere|riservato agli abbonati|continue lendo|"
    r"lees verder|читать далее|続きを読む|全文)\b",
    re.IGNORECASE,
)
_CUT = 0.7
_MOST_BESIDE = 800


def kind_of(found: Findings) -> ChangeKind:
    """The one kind that tells most of what was found."""
    if found.identical:
        return ChangeKind.SAME
    if not found.said:
        return ChangeKind.CORRECTION if found.corrections else _beside_text(found)
    if is_replaced(found):
        return ChangeKind.REPLACED
    if is_truncated(found):
        return ChangeKind.TRUNCATED
    if found.corrections:
        return ChangeKind.CORRECTION
    if is_rewritten(found):
        return ChangeKind.REWRITTEN
    if found.figures and figures_lead(found):
        return ChangeKind.FIGURE
    return _by_amount(found)


def is_replaced(found: Findings) -> bool:
    """Whether another article stands there: text and headline share almost nothing with what stood there."""
    amount = found.amount
    if min(amount.words_before, amount.words_after) < 20:
        return False
    before, after = found.titles
    if not before or not after:
        return amount.similarity < 0.05
    if amount.similarity >= 0.2:
        return False
    return Indel.normalized_similarity(before.casefold().split(), after.casefold().split()) < 0.5


def is_truncated(found: Findings) -> bool:
    """Whether the page now ends early: what is left is the beginning of what stood there, or a teaser of it."""
    amount, kept = found.amount, found.amount.words_before - found.amount.removed
    if amount.words_after > _CUT * amount.words_before or amount.words_before < 20:
        return False
    if not amount.words_after:
        return True
    teased = any(_TEASER.search(each.text[:400]) for each in found.paired.added)
    if amount.added > max(30, kept) and not teased:
        return False
    return teased or (kept > 0 and amount.added <= _LITTLE * amount.removed and _ends_early(found))


def is_rewritten(found: Findings) -> bool:
    """Whether more than half of the words differ, with much gone and much new."""
    amount = found.amount
    return amount.similarity < 0.5 and min(amount.added, amount.removed) >= 30


def figures_lead(found: Findings) -> bool:
    """Whether altered figures tell more than the rest of the change: the more of them, the longer it may be."""
    rest = found.amount.added + found.amount.removed
    return rest <= min(_MOST_BESIDE, 50 + 100 * len(found.figures))


def _ends_early(found: Findings) -> bool:
    """Whether nearly all that is gone stood behind all that is left."""
    gone = {each.place for each in found.paired.removed}
    lines = found.sides.before
    start = min(gone, default=0)
    # A sentence that was cut in its middle is an edited passage; everything after it is gone.
    behind = sum(len(line.split()) for line in lines[start:])
    return start > 0 and found.amount.removed >= (1 - 2 * _LITTLE) * behind


def _beside_text(found: Findings) -> ChangeKind:
    links, media = found.links, found.media
    if found.figures:
        return ChangeKind.FIGURE
    if found.altered("headline"):
        return ChangeKind.METADATA
    if links.matter:
        return ChangeKind.LINKS_ONLY
    if media.matter:
        return ChangeKind.MEDIA_ONLY
    # A date that only the markup gives moves with every build of the page.
    told = found.altered("byline") or (found.metadata and found.seen)
    return ChangeKind.METADATA if told else ChangeKind.COSMETIC


def _by_amount(found: Findings) -> ChangeKind:
    amount = found.amount
    if not amount.added and not amount.removed:
        return ChangeKind.EDIT
    if amount.removed <= _LITTLE * amount.added:
        return ChangeKind.ADDITION
    if amount.added <= _LITTLE * amount.removed:
        return ChangeKind.REMOVAL
    return ChangeKind.EDIT
