"""The decision: what a visit showed, whether it is a new version, and when to look again. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from archive.domain.captures import Exchange
from archive.domain.changes import Change
from archive.domain.comparing import compare
from archive.domain.judging import judge
from archive.domain.readings import Body, Reading
from archive.domain.recrawl import next_due
from archive.domain.signs import Sign
from archive.domain.visits import Assessment, Captured, GoodPage, Remembered, Understood, Validators


def assess(
    understood: Understood,
    remembered: Remembered,
    *,
    signs: Sequence[Sign],
    every: timedelta,
) -> Assessment:
    """Everything that the record keeps of one visit, given what it knows of the source now."""
    captured = understood.captured
    fetched = captured.fetched
    judgement = judge(fetched, understood.body, signs, before=remembered.reading, sibling=remembered.sibling)
    answer = fetched.last
    return Assessment(
        target=fetched.target,
        at=fetched.at,
        final_url=fetched.final_url,
        redirects=fetched.redirects,
        status=answer.status if answer else None,
        failure=fetched.failure,
        captures=captured.captures,
        judgement=judgement,
        page=_page(captured, understood.body, remembered) if judgement.shows_page else None,
        next_due=next_due(fetched.at, every=every),
    )


def _page(captured: Captured, body: Body | None, remembered: Remembered) -> GoodPage | None:
    answer, known = captured.answer, remembered.page
    if answer is None or body is None:
        return None
    if body.same_body:
        same = known.capture if known else answer.id
        return GoodPage(
            capture=answer.refers_to or same,
            reading=None,
            change=None,
            body_digest=None,
            validators=_validators(captured),
        )
    if body.reading is None:
        return None
    new = known is None or body.reading.digest != known.text_digest
    return GoodPage(
        capture=answer.refers_to or answer.id,
        reading=body.reading if new else None,
        change=_change(remembered.reading, body.reading, captured) if new and known else None,
        body_digest=body.digest,
        validators=_validators(captured),
    )


def _change(before: Reading | None, after: Reading, captured: Captured) -> Change:
    empty = Reading(extractor=after.extractor, title=None, text="")
    return compare(before or empty, after, url=captured.fetched.final_url)


def _validators(captured: Captured) -> Validators | None:
    """What the answer gives for the next conditional request; None where it gives nothing."""
    answer: Exchange | None = captured.fetched.last
    if answer is None:
        return None
    etag, last_modified = answer.header("etag"), answer.header("last-modified")
    if not etag and not last_modified:
        return None
    return Validators(url=captured.fetched.final_url, etag=etag, last_modified=last_modified)
