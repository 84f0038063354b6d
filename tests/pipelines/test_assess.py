"""The decision: new version, same version, or no version at all."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from archive.domain.overrules import Overrule
from archive.domain.readings import Body, Link
from archive.domain.recrawl.policies import Policy
from archive.domain.standings import Standing
from archive.domain.visits import Assessment, Captured, KnownPage, Remembered, Understood, Validators
from pipelines.assess import assess
from tests.pipelines.visits import AT, CAPTURE, EXCHANGE, KNOWN, URL, body, captured


def _assess(
    visit: Captured, read: Body | None, known: KnownPage | None = None, text: str | None = None, **more: Any
) -> Assessment:
    before = body(text).reading if text is not None else None
    remembered = Remembered(page=known, reading=before, **more)
    return assess(
        Understood(captured=visit, body=read),
        remembered,
        signs=(),
        policy=Policy(every=timedelta(hours=6), learns=False),
    )


def _word(value: str, *, instead_of: str) -> Overrule:
    return Overrule(what="verdict", value=value, instead_of=instead_of, why="I looked", who="Ada", at=AT)


def test_the_first_page_is_a_version_without_a_change() -> None:
    page = _assess(captured(), body("one two")).page
    assert page is not None
    assert page.reading is not None
    assert page.change is None
    assert page.capture == CAPTURE.id


def test_new_words_are_a_version_with_a_change() -> None:
    page = _assess(captured(known=KNOWN), body("one two four"), KNOWN, "one two three").page
    assert page is not None
    assert page.change is not None
    assert (page.change.added_words, page.change.removed_words) == (1, 1)


def test_the_same_words_in_new_bytes_are_no_version_but_the_new_bytes_are_known() -> None:
    page = _assess(captured(known=KNOWN), body("one  two\nthree"), KNOWN, "one two three").page
    assert page is not None
    assert (page.reading, page.change) == (None, None)
    assert (page.capture, page.body_digest) == (CAPTURE.id, "sha256:new-body")


def test_an_unchanged_answer_points_to_the_capture_that_holds_the_page() -> None:
    visit = captured(known=KNOWN, exchange=replace(EXCHANGE, status=304, payload=b""))
    same = Body(media_type="text/html", digest=KNOWN.body_digest, size=0, same_body=True)
    page = _assess(visit, same, KNOWN).page
    assert page is not None
    assert (page.capture, page.reading) == (KNOWN.capture, None)


def test_an_error_page_is_evidence_and_no_version() -> None:
    visit = captured(known=KNOWN, exchange=replace(EXCHANGE, status=404))
    assessment = _assess(visit, body("not here"), KNOWN, "one two three")
    assert assessment.page is None
    assert assessment.judgement.verdict == "not-found"
    assert assessment.captures == visit.captures


def test_validators_are_those_of_the_answer_and_of_its_address() -> None:
    page = _assess(captured(), body("one")).page
    assert page is not None
    assert page.validators == Validators(url=URL, etag='"2"', last_modified=None)


def test_an_answer_without_validators_leaves_none() -> None:
    page = _assess(captured(exchange=replace(EXCHANGE, headers=())), body("one")).page
    assert page is not None
    assert page.validators is None


def test_the_source_is_due_again_after_the_interval() -> None:
    assert _assess(captured(), body("one")).next_due == AT + timedelta(hours=6)


def test_other_links_under_the_same_words_are_a_version() -> None:
    linked = body("one two three", links=(Link(url="https://a.example/data.csv", text="the data"),))
    page = _assess(captured(known=KNOWN), linked, KNOWN, "one two three").page
    assert page is not None
    assert page.reading is not None
    assert page.change is not None
    assert page.change.kind == "links-only"


def test_a_page_that_says_what_it_said_in_an_earlier_version_shows_that_one() -> None:
    page = _assess(captured(known=KNOWN), body("four five six"), KNOWN, "one two three", shown_before=7).page
    assert page is not None
    assert (page.shows, page.reading, page.change) == (7, None, None)
    assert page.body_digest == "sha256:new-body"


def test_a_page_that_did_not_change_stays_the_current_version_whatever_was_shown_before() -> None:
    page = _assess(captured(known=KNOWN), body("one two three"), KNOWN, "one two three", shown_before=7).page
    assert page is not None
    assert page.shows is None


def test_a_persons_word_on_a_verdict_lets_the_page_become_a_version() -> None:
    visit = captured(exchange=replace(EXCHANGE, status=403))
    assessment = _assess(visit, body("one two three"), overrules=(_word("ok", instead_of="forbidden"),))
    assert assessment.judgement.verdict == "ok"
    assert assessment.judgement.shows_page
    assert assessment.judgement.reasons[0].sign == "overruled"
    assert assessment.page is not None
    assert assessment.health is not None
    assert assessment.health.standing is Standing.ALIVE


def test_a_persons_word_keeps_a_page_from_becoming_a_version() -> None:
    said = _word("soft-404", instead_of="ok")
    assessment = _assess(captured(known=KNOWN), body("nothing here"), KNOWN, "one two three", overrules=(said,))
    assert assessment.judgement.verdict == "soft-404"
    assert assessment.page is None


def test_what_a_host_answers_to_a_probe_is_kept_where_it_is_no_error_and_only_there() -> None:
    visit = captured()
    asked = replace(visit, fetched=replace(visit.fetched, target=replace(visit.fetched.target, probe=True)))
    assert _assess(asked, body("Sorry. Not found.", title="Page not found")).page is not None
    missing = captured(exchange=replace(EXCHANGE, status=404))
    refused = replace(missing, fetched=replace(missing.fetched, target=asked.fetched.target))
    assert _assess(refused, body("Sorry. Not found.")).page is None
