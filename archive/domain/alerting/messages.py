"""What a message says: one entry for each event, and a subject for all of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from archive.domain import shells
from archive.domain.alerting.grouping import Group
from archive.domain.alerting.keys import key_in, message_key
from archive.domain.alerting.values import Claimed, Entry, Message, Notice
from archive.domain.comparing.folding import one_line
from archive.domain.events import EventKind

_SENTENCE = 400
_RESTING = 20
"""Sentences that are named of those that rest on a page."""
_SUMMARY = 400
_SUBJECT = 120
_TITLE = 160


def message_for(group: Group, entries: Sequence[Entry], *, made_at: datetime) -> Message:
    """The message that tells of a group, the loudest entry first. Its key follows from the group's events alone."""
    ordered = tuple(sorted(_folded(entries), key=lambda entry: (-entry.loudness, entry.at, entry.key)))
    return Message(
        key=message_key(group.channel, [notice.key for notice in group.notices]),
        channel=group.channel,
        made_at=made_at,
        document=group.document,
        subject=subject(group.document, ordered),
        entries=ordered,
    )


def subject(document: str | None, entries: Sequence[Entry]) -> str:
    """One line of at most 120 characters: of whom, how many, and the first of those that people are shown."""
    shown = [entry for entry in entries if not entry.folded]
    about = one_line(document.rpartition("/")[2], 40) if document else "citewatch"
    count = f"{len(shown)} alerts, first: " if len(shown) > 1 else ""
    return one_line(f"{about}: {count}{shown[0].summary}", _SUBJECT)


def entry_for(
    notice: Notice, *, snapshots: tuple[int, int] | None = None, copy: str | None = None, page: str | None = None
) -> Entry:
    """What is said of one event.

    `snapshots` are the numbers of the versions before and after, where it comes of a change; `copy` is the address of
    an archived copy. `page` is a template of addresses in which {url} stands for the source's, percent-encoded, and
    {before} and {after} for the numbers; one that needs numbers is left out where there are none.
    """
    title = notice.details.get("title")
    return Entry(
        key=notice.key,
        at=notice.at,
        kind=notice.kind,
        loudness=notice.loudness,
        url=notice.url,
        title=one_line(title, _TITLE) if title else None,
        summary=one_line(notice.summary, _SUMMARY),
        was=notice.was,
        became=notice.became,
        claims=claims_of(notice),
        command=_command(notice.url, snapshots),
        page=_filled(page, notice.url, snapshots) if page else None,
        copy=notice.details.get("uri") or copy,
    )


def claims_of(notice: Notice) -> tuple[Claimed, ...]:
    """The citing sentences that an event touches: its own claim, those that a change harmed, or all on the page."""
    if notice.claim is not None:
        document = notice.documents[0] if notice.documents else ""
        return (_claimed(notice.claim, document, notice.was, notice.became),)
    if notice.kind != EventKind.CHANGE:
        return tuple(_claimed(text, document, None, None) for document, text in notice.resting[:_RESTING])
    return tuple(
        _claimed(each["text"], each["document"], each["was"], each["became"]) for each in harmed(notice.details)
    )


def harmed(details: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Of the claims in a change's details those that it harmed; other events only have their number there."""
    claims = details.get("claims")
    return [each for each in claims if each.get("harmed")] if isinstance(claims, list) else []


def told_in(notice: Notice, document: str) -> Notice:
    """The event as one document is told of it. One about the whole page has a key of its own in each document."""
    if notice.claim is not None:
        return notice
    resting = tuple(each for each in notice.resting if each[0] == document)
    return replace(notice, key=key_in(notice.key, document), documents=(document,), resting=resting)


def _folded(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, a page's change folded away where each claim that it harmed has an entry of the same look."""
    told = {
        (entry.url, entry.at, claim.document, claim.text)
        for entry in entries
        if entry.kind == EventKind.SUPPORT
        for claim in entry.claims
    }
    return [replace(entry, folded=_is_told(entry, told)) for entry in entries]


def _is_told(entry: Entry, told: Collection[tuple[str, datetime, str, str]]) -> bool:
    if entry.kind != EventKind.CHANGE or not entry.claims:
        return False
    return all((entry.url, entry.at, claim.document, claim.text) in told for claim in entry.claims)


def _claimed(text: str, document: str, was: str | None, became: str | None) -> Claimed:
    return Claimed(text=one_line(text, _SENTENCE), document=document, was=was, became=became)


def _command(url: str, snapshots: tuple[int, int] | None) -> str:
    """The command that shows the change, or what became of the source."""
    if snapshots is None:
        return shells.command("history", of=url)
    before, after = snapshots
    return f"{shells.command('diff', of=url)} {before} {after}"


def _filled(template: str, url: str, snapshots: tuple[int, int] | None) -> str | None:
    if snapshots is None and ("{before}" in template or "{after}" in template):
        return None
    before, after = snapshots or (0, 0)
    address = template.replace("{before}", str(before)).replace("{after}", str(after))
    return address.replace("{url}", quote(url, safe=""))
