"""The decision: what a visit showed, whether it is a new version, how the source stands, when to look again. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from archive.domain.captures import Exchange
from archive.domain.changes import QUIET, Change
from archive.domain.comparing import compare
from archive.domain.copies import refusal, unwrapped
from archive.domain.judging import judge
from archive.domain.overrules import overruled
from archive.domain.readings import Body, Reading
from archive.domain.recrawl.due import Circumstances, due
from archive.domain.recrawl.hearing import Heard, heard
from archive.domain.recrawl.learning import Pace, learnt
from archive.domain.recrawl.policies import Policy
from archive.domain.recrawl.wishes import wished
from archive.domain.signs import Sign
from archive.domain.standings import Health, stand
from archive.domain.verdicts import Judgement
from archive.domain.visits import Assessment, Captured, Fetched, GoodPage, Remembered, Understood, Validators


def assess(
    understood: Understood,
    remembered: Remembered,
    *,
    signs: Sequence[Sign],
    policy: Policy,
) -> Assessment:
    """Everything that the record keeps of one visit, given what it knows of the source now."""
    captured = understood.captured
    fetched = captured.fetched
    machine = judge(unwrapped(fetched), understood.body, signs, before=remembered.reading, sibling=remembered.sibling)
    judgement = overruled(machine, remembered.overrules)
    answer = fetched.last
    refused = refusal(fetched, judgement)
    shows_page = _shows_page(captured, judgement, refused)
    page = _page(captured, understood.body, remembered) if shows_page else None
    health = _health(fetched, remembered, judgement, shows_page=shows_page)
    pace = _pace(fetched, remembered, page)
    facts = Circumstances(
        at=fetched.at,
        pace=pace or remembered.pace,
        shares=remembered.shares,
        claims=remembered.claims,
        health=health,
        wish=wished(remembered.overrules),
        heard=_heard(fetched),
    )
    planned = due(policy, facts)
    return Assessment(
        target=fetched.target,
        at=fetched.at,
        final_url=fetched.final_url,
        redirects=fetched.redirects,
        status=answer.status if answer else None,
        failure=fetched.failure,
        captures=captured.captures,
        judgement=judgement,
        page=page,
        next_due=planned.at,
        health=health,
        refused=refused,
        pace=pace,
        due_why=planned.why,
        pull=planned.pull,
    )


def _health(fetched: Fetched, remembered: Remembered, judgement: Judgement, *, shows_page: bool) -> Health | None:
    """How the source stands now; a copy, looked at once, stands in no way."""
    if fetched.target.copy is not None:
        return None
    return stand(remembered.health, judgement.verdict, shows_page=shows_page, at=fetched.at)


def _pace(fetched: Fetched, remembered: Remembered, page: GoodPage | None) -> Pace | None:
    """How the source changes, by this visit too; None where it taught nothing, and of a copy, looked at once."""
    if page is None or fetched.target.copy is not None:
        return None
    changed = page.change is not None or page.shows is not None
    return learnt(remembered.pace, fetched.at, changed=changed)


def _heard(fetched: Fetched) -> Heard | None:
    answer = fetched.last
    if answer is None:
        return None
    headers = {name: answer.header(name) for name in ("retry-after", "cache-control", "age")}
    return heard(headers, at=fetched.at)


def _shows_page(captured: Captured, judgement: Judgement, refused: str | None) -> bool:
    """Whether what came becomes a version: of a probe whatever answered, of a copy what is not refused."""
    target = captured.fetched.target
    if target.probe:
        return _answered(captured)
    return judgement.shows_page if target.copy is None else refused is None


def _answered(captured: Captured) -> bool:
    """Whether an address that cannot exist was answered as if it did: what a probe is made to find out."""
    answer = captured.fetched.last
    return captured.fetched.failure is None and answer is not None and answer.status is not None and answer.status < 300


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
    seen = GoodPage(
        capture=answer.refers_to or answer.id,
        reading=None,
        change=None,
        body_digest=body.digest,
        validators=_validators(captured),
    )
    return _compared(seen, body.reading, remembered, url=captured.fetched.final_url)


def _compared(seen: GoodPage, reading: Reading, remembered: Remembered, *, url: str) -> GoodPage:
    """The page seen, with its reading where it is a version: equal texts are no proof, links may have changed."""
    if remembered.page is None:
        return replace(seen, reading=reading)
    change = _change(remembered.reading, reading, url=url)
    if change.kind in QUIET:
        return seen
    if remembered.shown_before is not None:
        return replace(seen, shows=remembered.shown_before)
    return replace(seen, reading=reading, change=change)


def _change(before: Reading | None, after: Reading, *, url: str) -> Change:
    empty = Reading(extractor=after.extractor, title=None, text="")
    return compare(before or empty, after, url=url)


def _validators(captured: Captured) -> Validators | None:
    """What the answer gives for the next conditional request; None where it gives nothing."""
    answer: Exchange | None = captured.fetched.last
    if answer is None:
        return None
    etag, last_modified = answer.header("etag"), answer.header("last-modified")
    if not etag and not last_modified:
        return None
    return Validators(url=captured.fetched.final_url, etag=etag, last_modified=last_modified)
