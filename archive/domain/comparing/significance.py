"""How much a change matters, 0..1, as the sum of what its rules see."""

from collections.abc import Iterator
from math import e, log

from archive.domain.changes import ChangeKind, Part
from archive.domain.comparing.findings import Findings
from archive.domain.comparing.folding import one_line
from archive.domain.comparing.links import is_data, is_document

_SEEN = 120
_QUIET = 0.15


def parts_of(found: Findings, kind: ChangeKind) -> tuple[Part, ...]:
    """What every rule adds. Text and links begin from EDGI's priority formula (web-monitoring-task-sheets, analyze.py):
    0.65 f(share of the text) + 0.35 for a long passage + 0.30 f(share of the links), f(r) = ln(1 + (e - 1) r)."""
    if kind is ChangeKind.SAME:
        return ()
    sides = [Part(rule="sides", weight=0.0, seen=found.sides.why)] if found.sides.why else []
    if kind is ChangeKind.COSMETIC:
        return (*sides, *_quiet(found))
    rules = [*_wholesale(kind), *_text(found), *_told(found), *_metadata(found), *_links(found), *_media(found)]
    return (*sides, *(part for part in rules if part.weight))


def significance_of(parts: tuple[Part, ...]) -> float:
    """The sum of the parts, kept within 0..1."""
    return round(min(1.0, max(0.0, sum(part.weight for part in parts))), 4)


def factor(share: float) -> float:
    """EDGI's priority factor: 0 for 0, 1 for 1, steeper at first."""
    return log(1 + (e - 1) * min(1.0, max(0.0, share)))


def _quiet(found: Findings) -> Iterator[Part]:
    counted = found.noise + found.moved + found.links.minor
    if counted:
        seen = f"{found.noise} lines of noise, {found.moved} moved, {found.links.minor} links of the frame"
        yield Part(rule="noise", weight=round(_QUIET * factor(counted / (counted + 20)), 4), seen=seen)


def _wholesale(kind: ChangeKind) -> Iterator[Part]:
    weights = {ChangeKind.REPLACED: 0.6, ChangeKind.TRUNCATED: 0.45, ChangeKind.REWRITTEN: 0.2}
    if kind in weights:
        yield Part(rule=str(kind), weight=weights[kind], seen=f"the text was {kind}")


def _text(found: Findings) -> Iterator[Part]:
    if not found.said:
        return
    amount = found.amount
    share = 1 - amount.similarity
    scale = 0.25 if found.home else 1.0
    yield Part(rule="prose", weight=0.1, seen="the main text says something else")
    seen = f"{share:.1%} of the words differ"
    yield Part(rule="text share (EDGI)", weight=_rounded(scale * 0.65 * factor(share)), seen=seen)
    if amount.longest > 100:
        weight = _rounded(scale * 0.35 * (min(amount.longest, 600) - 100) / 500)
        yield Part(rule="long passage (EDGI)", weight=weight, seen=f"{amount.longest} characters came or went whole")


def _told(found: Findings) -> Iterator[Part]:
    if found.figures:
        first = found.figures[0]
        weight = min(0.6, 0.35 + 0.05 * (len(found.figures) - 1))
        yield Part(rule="figures", weight=_rounded(weight), seen=_clip(f"{first.before} → {first.after}"))
    if found.quotations:
        seen = _clip(found.quotations[0].before)
        weight = min(0.5, 0.25 + 0.1 * len(found.quotations))
        yield Part(rule="quotations", weight=_rounded(weight), seen=seen)
    if found.turned:
        weight = min(0.2, 0.1 + 0.05 * (len(found.turned) - 1))
        yield Part(rule="force of a sentence", weight=_rounded(weight), seen=_clip(found.turned[0]))
    if found.corrections:
        yield Part(rule="correction", weight=0.5, seen=_clip(found.corrections[0]))


def _metadata(found: Findings) -> Iterator[Part]:
    weights = {"headline": 0.25, "byline": 0.1, "published": 0.05, "modified": 0.02}
    for each in found.metadata:
        yield Part(rule=each.what, weight=weights[each.what], seen=_clip(f"{each.before} → {each.after}"))


def _links(found: Findings) -> Iterator[Part]:
    links = found.links
    if not links.matter:
        return
    data = [link for link in links.removed if is_data(link)]
    documents = [link for link in links.removed if is_document(link) and not is_data(link)]
    if data:
        yield Part(rule="data link removed", weight=0.5, seen=_clip(data[0].text or data[0].url))
    if documents:
        seen = _clip(documents[0].text or documents[0].url)
        yield Part(rule="document link removed", weight=0.15 if documents[0].furniture else 0.3, seen=seen)
    if any(is_data(each.before) or is_document(each.before) for each in links.moved):
        yield Part(rule="data or document moved", weight=0.1, seen=_clip(links.moved[0].after.url))
    if links.self_removed:
        yield Part(rule="link to itself removed (EDGI)", weight=0.25, seen="no link of the page leads to itself now")
    weight = _rounded(0.05 + 0.30 * factor(links.share))
    seen = f"{len(links.removed)} removed, {len(links.added)} added, {len(links.moved)} moved"
    yield Part(rule="link share (EDGI)", weight=weight, seen=seen)


def _media(found: Findings) -> Iterator[Part]:
    media = found.media
    if media.removed:
        told = [image for image in media.removed if len(image.text.split()) > 2]
        seen = _clip(told[0].text if told else media.removed[0].url)
        yield Part(rule="image removed", weight=0.3 if told else 0.15, seen=seen)
    if media.added:
        yield Part(rule="image added", weight=0.1, seen=_clip(media.added[0].text or media.added[0].url))
    if media.captions:
        yield Part(rule="caption", weight=0.1, seen=_clip(media.captions[0][1].text))


def _clip(text: str) -> str:
    return one_line(text, _SEEN)


def _rounded(weight: float) -> float:
    return round(weight, 4)
