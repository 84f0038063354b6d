"""A change in one sentence for people."""

from collections.abc import Iterator, Sequence

from archive.domain.changes import Alteration, ChangeKind
from archive.domain.comparing.amounts import edited_words
from archive.domain.comparing.findings import Findings
from archive.domain.comparing.folding import one_line
from archive.domain.comparing.links import is_data, is_document
from archive.domain.readings import Link

_LONGEST = 300
_FIGURES = 3
_SEARCHED = 20
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def summarise(found: Findings, kind: ChangeKind) -> str:
    """What became of the page, the weightiest first; at most 300 characters, on one line."""
    if kind is ChangeKind.SAME:
        return "Nothing changed."
    if kind is ChangeKind.COSMETIC:
        return "Only the page's frame, typography or counters changed."
    clauses = list(dict.fromkeys(_clauses(found, kind)))
    sentence = clauses[0]
    for clause in clauses[1:]:
        if len(sentence) + len(clause) + 3 > _LONGEST:
            break
        sentence += "; " + clause
    return one_line(sentence[0].upper() + sentence[1:], _LONGEST - 1).rstrip(".") + "."


def counted(number: int, noun: str) -> str:
    """A number of things in words: "two figures", "1,204 words"."""
    amount = _SMALL[number] if number < len(_SMALL) else f"{number:,}"
    return f"{amount} {noun}" + ("" if number == 1 else "s")


def _clauses(found: Findings, kind: ChangeKind) -> Iterator[str]:
    yield from _wholesale(found, kind)
    if found.corrections:
        yield f"the page corrects itself: “{one_line(found.corrections[0], 120)}”"
    yield from _links_removed(found.links.removed)
    yield from _figures(found.figures)
    yield from _headline(found)
    yield from _quotations(found.quotations)
    yield from _text(found, kind)
    yield from _others(found)
    yield from _metadata(found)


def _wholesale(found: Findings, kind: ChangeKind) -> Iterator[str]:
    if kind is ChangeKind.REPLACED:
        yield "another article stands at this address"
    if kind is ChangeKind.TRUNCATED:
        amount = found.amount
        yield f"the text now ends early: {amount.words_after:,} of {counted(amount.words_before, 'word')} are left"
    if kind is ChangeKind.REWRITTEN:
        yield f"the text was rewritten: {1 - found.amount.similarity:.0%} of its words differ"


def _links_removed(links: Sequence[Link]) -> Iterator[str]:
    data = [link for link in links if is_data(link)]
    documents = [link for link in links if is_document(link) and not is_data(link)]
    if data:
        yield "removed the link to the data set" + _named(data)
    if documents:
        yield "removed the link to a document" + _named(documents)


def _named(links: Sequence[Link]) -> str:
    more = f" and {counted(len(links) - 1, 'other')}" if len(links) > 1 else ""
    return (f" “{one_line(links[0].text, 60)}”" if links[0].text else "") + more


def _figures(figures: Sequence[Alteration]) -> Iterator[str]:
    if not figures:
        return
    listed = ", ".join(f"{one_line(each.before, 30)} → {one_line(each.after, 30)}" for each in figures[:_FIGURES])
    yield f"{counted(len(figures), 'figure')} changed: {listed}" + (" …" if len(figures) > _FIGURES else "")


def _headline(found: Findings) -> Iterator[str]:
    title = found.altered("headline")
    if title:
        yield f"the headline changed from “{one_line(title.before, 80)}” to “{one_line(title.after, 80)}”"


def _quotations(quotations: Sequence[Alteration]) -> Iterator[str]:
    for each in quotations[:1]:
        more = f" (and {counted(len(quotations) - 1, 'other')})" if len(quotations) > 1 else ""
        if each.after:
            yield f"a quotation was reworded: “{one_line(each.before, 60)}” → “{one_line(each.after, 60)}”" + more
        else:
            yield f"a quotation is gone: “{one_line(each.before, 80)}”" + more


def _text(found: Findings, kind: ChangeKind) -> Iterator[str]:
    if not found.said or kind in (ChangeKind.REPLACED, ChangeKind.TRUNCATED):
        return
    added, removed = found.amount.added, found.amount.removed
    if kind is ChangeKind.FIGURE and added + removed <= 2 * len(found.figures):
        return
    if not added and not removed:
        yield "the text changed in its punctuation"
        return
    amounts = [f"{counted(added, 'word')} added"] if added else []
    amounts += [f"{counted(removed, 'word')} removed"] if removed else []
    yield " and ".join(amounts) + _example(found)


def _example(found: Findings) -> str:
    """The passage that shows a small change best: the longest that came or went, or the words that were edited."""
    edited, removed, added = found.paired.edited, found.paired.removed, found.paired.added
    if found.corrections:
        return ""
    if edited and not removed and not added and not found.figures:
        was, now = edited_words(edited[0].before.text, edited[0].after.text)
        if was or now:
            return f": “{one_line(was, 60)}” → “{one_line(now, 60)}”" if was and now else f": “{one_line(was or now)}”"
    whole = () if edited or (removed and added) else (removed or added)
    return f": “{one_line(max((each.text for each in whole[:_SEARCHED]), key=len))}”" if whole else ""


def _others(found: Findings) -> Iterator[str]:
    links, media = found.links, found.media
    plain = [link for link in links.removed if not is_data(link) and not is_document(link)]
    if plain:
        yield f"{counted(len(plain), 'link')} removed" + _shown(plain[0])
    if links.added:
        yield f"{counted(len(links.added), 'link')} added" + _shown(links.added[0])
    if links.moved:
        verb = "leads" if len(links.moved) == 1 else "lead"
        yield f"{counted(len(links.moved), 'link')} {verb} elsewhere: “{one_line(links.moved[0].after.text, 60)}”"
    if links.self_removed:
        yield "the page's link to itself is gone"
    if media.removed:
        caption = media.removed[0].text
        yield f"{counted(len(media.removed), 'image')} removed" + (f": “{one_line(caption, 60)}”" if caption else "")
    if media.added:
        yield f"{counted(len(media.added), 'image')} added"
    if media.captions:
        yield f"{counted(len(media.captions), 'caption')} changed"


def _shown(link: Link) -> str:
    return f": “{one_line(link.text, 60)}”" if link.text else ""


def _metadata(found: Findings) -> Iterator[str]:
    names = {"published": "the date of publication", "modified": "the page's own date of change"}
    for each in found.metadata:
        if each.what == "byline":
            yield f"the byline changed: {one_line(each.before, 50)} → {one_line(each.after, 50)}"
        if each.what in names:
            was, now = one_line(each.before, 50) or "none", one_line(each.after, 50) or "none"
            yield f"{names[each.what]} went from {was} to {now}"
