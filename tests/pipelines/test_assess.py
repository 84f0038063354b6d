"""The decision: new version, same version, or no version at all."""

from dataclasses import replace
from datetime import timedelta

from archive.domain.readings import Body, Reading
from archive.domain.visits import Assessment, Captured, KnownPage, Remembered, Understood, Validators
from pipelines.assess import assess
from tests.pipelines.visits import AT, CAPTURE, EXCHANGE, KNOWN, URL, body, captured


def _assess(visit: Captured, read: Body | None, known: KnownPage | None = None, text: str | None = None) -> Assessment:
    before = Reading(extractor="x/1", title=None, text=text) if text is not None else None
    remembered = Remembered(page=known, reading=before)
    return assess(Understood(captured=visit, body=read), remembered, signs=(), every=timedelta(hours=6))


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
    page = _assess(captured(known=KNOWN), body("one  two\nthree"), KNOWN).page
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
