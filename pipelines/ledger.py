"""The claim ledger: what each snapshot of a source, and each archived copy, makes of the claims that rest on it."""

from collections.abc import Collection, Mapping, Sequence

from archive.data import renditions
from archive.domain.renditions import lack_of
from archive.domain.support import CARRIED, RULES, Carried, Rendition, Support, weigh
from archive.store import claims, support
from archive.store.claims import Resting, Shown
from archive.store.database import Database, Transaction

AROUND = 300
"""Characters before and after a passage that are remembered with it."""

AT_ONCE = 20
"""Snapshots that are weighed in one transaction where there are many: other writers must not wait for long."""


def weigh_source(
    tx: Transaction, key: str, *, since: int = 1, only: Collection[int] | None = None, most: int | None = None
) -> int | None:
    """Weigh what rests on a source against its snapshots from the number `since` on, and against every copy of it.

    `only` names claims by their row ids. Where there are more than `most` snapshots, so many are weighed, and the
    number to go on from is returned. Nothing happens where there is no such source.
    """
    source = claims.lock_source(tx, key)
    resting = [] if source is None else claims.resting_on(tx, source)
    wanted = [each for each in resting if only is None or each.id in only]
    if source is None or not wanted:
        return None
    numbers = claims.numbers(tx, source, since=since)
    _weigh_in_order(tx, source, wanted, numbers[:most])
    if most is not None and len(numbers) > most:
        return numbers[most]
    for copy in claims.copies_of(tx, source):
        _weigh_apart(tx, source, wanted, copy)
    return None


def weigh_copy(tx: Transaction, cited_key: str, copy_key: str) -> None:
    """Weigh what rests on the cited source against what an archived copy of it shows.

    Nothing happens where one of the two is not in the record.
    """
    # Both are held: a document that is added meanwhile finds the copy, or is found here.
    source, copy = claims.lock_source(tx, cited_key), claims.lock_source(tx, copy_key)
    if source is not None and copy is not None:
        _weigh_apart(tx, source, claims.resting_on(tx, source), copy)


def weigh_missing(database: Database, *, document: str | None = None) -> int:
    """Weigh the claims that a snapshot was not weighed against yet, or by older rules; returns of how many sources.

    Each source has transactions of its own; what is seen of it meanwhile is weighed with the rest. `document` asks for
    the claims of the document of this name alone.
    """
    with database.read() as tx:
        missing = claims.unweighed(tx, rules=RULES, document=document)
    for key, ids in missing.items():
        since: int | None = 1
        while since is not None:
            with database.begin() as tx:
                since = weigh_source(tx, key, since=since, only=ids, most=AT_ONCE)
    return len(missing)


def supports(tx: Transaction, source: int, resting: Sequence[Resting], number: int) -> dict[int, Support]:
    """What the source's snapshot makes of the claims, by their row ids; those not weighed by today's rules are now."""
    found = support.at(tx, source, number, [each.id for each in resting]) if resting else {}
    missing = [each for each in resting if each.id not in found]
    return found | weigh_new(tx, source, missing, number)


def weigh_new(tx: Transaction, source: int, resting: Sequence[Resting], number: int) -> dict[int, Support]:
    """Weigh the claims against the source's snapshot of this number, which none of them was weighed against."""
    if not resting:
        return {}
    return _weighed(tx, source, resting, claims.shown(tx, source, number), _carried(tx, source, resting, number))


def _weigh_in_order(tx: Transaction, source: int, resting: Sequence[Resting], numbers: Sequence[int]) -> None:
    """Weigh against one snapshot after the other: where one carries a claim is where the next is looked at first."""
    carried = _carried(tx, source, resting, numbers[0]) if numbers else {}
    for number in numbers:
        page = claims.shown(tx, source, number)
        wanted = [each for each in resting if each.is_weighed_against(page.first_seen)]
        found = _weighed(tx, source, wanted, page, carried)
        carried |= {
            claim: _around(each, page.reading.page if each.passage.of == "page" else page.reading.text)
            for claim, each in found.items()
            if each.state in CARRIED and each.passage is not None
        }


def _weigh_apart(tx: Transaction, source: int, resting: Sequence[Resting], copy: int) -> None:
    """Weigh against what a copy shows, which stands in no order with the source's own snapshots."""
    for number in claims.numbers(tx, copy) if resting else ():
        page = claims.shown(tx, copy, number)
        _weighed(tx, source, [each for each in resting if each.is_weighed_against(page.first_seen)], page, {})


def _weighed(
    tx: Transaction, source: int, resting: Sequence[Resting], page: Shown, carried: Mapping[int, Carried]
) -> dict[int, Support]:
    """What the snapshot makes of the claims, kept; one sentence in several documents or editions is weighed once."""
    rendition = _rendition(page)
    once: dict[tuple[str, Carried | None], Support] = {}
    found: dict[int, Support] = {}
    for each in resting:
        asked = each.citing.text, carried.get(each.id)
        if asked not in once:
            once[asked] = weigh(asked[0], rendition, carried=asked[1])
        found[each.id] = once[asked]
    support.save(tx, source, page.snapshot, found)
    return found


def _rendition(page: Shown) -> Rendition:
    reading = page.reading
    lack = lack_of(
        reading,
        url=page.url,
        media_type=page.media_type,
        verdict=page.verdict,
        quality=page.quality,
        signs=renditions(),
    )
    return Rendition(text=reading.text, page=reading.page, title=reading.title, language=reading.language, lack=lack)


def _carried(tx: Transaction, source: int, resting: Sequence[Resting], before: int) -> dict[int, Carried]:
    kept = support.carried(tx, source, [each.id for each in resting], before=before)
    return {claim: _around(each.support, each.text) for claim, each in kept.items() if each.support.passage}


def _around(found: Support, text: str) -> Carried:
    assert found.passage is not None
    start, end = found.passage.start, found.passage.end
    return Carried(passage=found.passage, before=text[max(0, start - AROUND) : start], after=text[end : end + AROUND])
