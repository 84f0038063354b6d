"""Whether a repaired document still says and cites what it did, but for the addresses that were replaced."""

from collections.abc import Sequence

from archive.domain.citations import Claim, Document, Reference
from pipelines.repair.values import Replacement


def difference(before: Document, after: Document | None, replacements: Sequence[Replacement]) -> str | None:
    """What else changed than the addresses, in words; None where nothing did.

    `after` is None where it cannot be read.
    """
    if after is None:
        return "it could not be read any more"
    if (before.title, before.media_type) != (after.title, after.media_type):
        return "its title or format would be another"
    if len(before.references) != len(after.references):
        return f"it would have {len(after.references)} references instead of {len(before.references)}"
    if len(before.claims) != len(after.claims):
        return f"it would have {len(after.claims)} claims instead of {len(before.claims)}"
    targets = {each.url: each.target for each in replacements}
    back = sorted(((each.version, each.url) for each in replacements), key=lambda pair: -len(pair[0]))
    for old, new in zip(before.references, after.references, strict=True):
        if not _same_reference(old, new, targets, back):
            return f"reference {old.label} would be another"
    for was, became in zip(before.claims, after.claims, strict=True):
        if not _same_claim(was, became, back):
            return f"the claim at {was.where} would be another"
    return None


def _same_reference(old: Reference, new: Reference, targets: dict[str, str], back: Sequence[tuple[str, str]]) -> bool:
    expected = {old.url, targets.get(old.url or "", old.url)}
    return old.label == new.label and new.url in expected and _original(old.text, back) == _original(new.text, back)


def _same_claim(was: Claim, became: Claim, back: Sequence[tuple[str, str]]) -> bool:
    same = was.labels == became.labels and was.ambiguous == became.ambiguous
    return same and _original(was.text, back) == _original(became.text, back)


def _original(text: str, back: Sequence[tuple[str, str]]) -> str:
    """The text with the addresses of copies as those they are copies of."""
    if "://" not in text:
        return text
    for version, url in back:
        text = text.replace(version, url)
    return text
