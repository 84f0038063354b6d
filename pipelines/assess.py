"""The decision: what a visit showed, whether it is a new version, and when to look again. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from archive.domain.captures import Exchange
from archive.domain.changes import compare_texts
from archive.domain.judging import PAGES, judge
from archive.domain.readings import Body
from archive.domain.recrawl import next_due
from archive.domain.signs import Sign
from archive.domain.visits import Assessment, Captured, GoodPage, KnownPage, Understood, Validators


def assess(
    understood: Understood,
    known: KnownPage | None,
    current_text: str | None,
    *,
    signs: Sequence[Sign],
    every: timedelta,
) -> Assessment:
    """Everything that the record keeps of one visit.

    `known` and `current_text` are the source's last good page and the text of its current snapshot, as they
    stand in the record now; both are None before the first.
    """
    captured = understood.captured
    fetched = captured.fetched
    judgement = judge(fetched, understood.body, signs)
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
        page=_page(captured, understood.body, known, current_text) if judgement.verdict in PAGES else None,
        next_due=next_due(fetched.at, every=every),
    )


def _page(captured: Captured, body: Body | None, known: KnownPage | None, current_text: str | None) -> GoodPage | None:
    answer = captured.answer
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
        change=compare_texts(current_text or "", body.reading.text) if new and known else None,
        body_digest=body.digest,
        validators=_validators(captured),
    )


def _validators(captured: Captured) -> Validators | None:
    """What the answer gives for the next conditional request; None where it gives nothing."""
    answer: Exchange | None = captured.fetched.last
    if answer is None:
        return None
    etag, last_modified = answer.header("etag"), answer.header("last-modified")
    if not etag and not last_modified:
        return None
    return Validators(url=captured.fetched.final_url, etag=etag, last_modified=last_modified)
