"""Events as they are told."""

from dataclasses import replace

from archive.domain.changes import ChangeKind
from archive.domain.events import LOUD, EventKind, change_event, copy_event, ruling_event, standing_event, support_event
from archive.domain.mementos import Memento
from archive.domain.standings import Health, Standing
from archive.domain.support import SupportState
from tests.archive.domain.events.examples import AT, CLAIM, SOURCE, change, support, touched

LONG = replace(CLAIM, text="The harbour wall was rebuilt " * 40)


def test_a_changed_figure_is_told_with_the_sentence_and_both_figures() -> None:
    before = support("verbatim", passage="The wall cost 8.5 million pounds.")
    after = support("figure-changed", passage="The wall cost 9 million pounds.", was="8.5 million", became="9 million")
    event = support_event(CLAIM, source=SOURCE, at=AT, before=before, after=after)
    assert event is not None
    assert (event.kind, event.source, event.claim) == (EventKind.SUPPORT, SOURCE.key, CLAIM.text)
    assert (event.was, event.became) == ("verbatim", "figure-changed")
    assert event.summary == (
        "Its figure changed in the source: “The harbour wall cost 8.5 million pounds.” [3], "
        "8.5 million → 9 million (verbatim → figure-changed)."
    )
    assert event.details["labels"] == ["3"]
    assert event.details["url"] == SOURCE.url
    assert event.details["passage_before"] == "The wall cost 8.5 million pounds."
    assert event.details["figure_after"] == "9 million"


def test_what_is_missing_is_named() -> None:
    after = support("partly", missing=("8.5 million",))
    event = support_event(CLAIM, source=SOURCE, at=AT, before=support("verbatim"), after=after)
    assert event is not None
    assert "without “8.5 million”" in event.summary
    assert event.details["missing"] == ["8.5 million"]


def test_a_first_look_says_that_the_source_does_not_say_it_and_not_that_it_no_longer_does() -> None:
    event = support_event(CLAIM, source=SOURCE, at=AT, before=None, after=support("gone"))
    assert event is not None
    assert event.summary.startswith("The source does not say it: ")
    assert (event.was, event.details["first"]) == (None, True)
    assert support_event(CLAIM, source=SOURCE, at=AT, before=None, after=support("verbatim")) is None


def test_a_claim_that_came_back_is_told_as_such() -> None:
    event = support_event(CLAIM, source=SOURCE, at=AT, before=support("gone"), after=support("verbatim"))
    assert event is not None
    assert event.summary.startswith("The source says it word for word again: ")


def test_a_long_sentence_is_shortened_in_the_summary_alone() -> None:
    event = support_event(LONG, source=SOURCE, at=AT, before=support("verbatim"), after=support("gone"))
    assert event is not None
    assert len(event.summary) < 250
    assert event.claim == LONG.text


def test_a_change_names_the_worst_that_it_did_to_a_claim() -> None:
    became = [touched("verbatim", "verbatim"), touched("verbatim", "partly"), touched("reworded", "gone")]
    event = change_event(SOURCE, at=AT, change=change(0.1), touched=became)
    assert event is not None
    assert event.loudness >= LOUD
    assert event.summary == (
        "The page changed and touches 2 citing sentences: “The harbour wall cost 8.5 million pounds.” is now gone, "
        "and 1 more; 12 words added."
    )
    assert [each["harmed"] for each in event.details["claims"]] == [False, True, True]
    assert event.details["figures"] == [["8.5 million", "9 million"]]


def test_a_change_that_keeps_every_claim_says_so() -> None:
    event = change_event(SOURCE, at=AT, change=change(1.0), touched=[touched("verbatim", "reworded")])
    assert event is not None
    assert event.loudness <= 0.2
    assert event.summary == "The page changed and still carries a citing sentence: 12 words added."


def test_what_is_no_version_is_no_event() -> None:
    assert change_event(SOURCE, at=AT, change=change(kind=ChangeKind.COSMETIC)) is None


def test_a_standing_is_told_with_its_grounds_and_what_rests_on_the_page() -> None:
    health = Health(standing=Standing.DEAD, since=AT, why="3 failures over 15 days, the last not-found")
    event = standing_event(SOURCE, at=AT, before=Standing.DOUBTFUL, after=health, claims=2)
    assert event is not None
    assert event.summary == (
        "The page is gone: 3 failures over 15 days, the last not-found; 2 claims rest on it (doubtful → dead)."
    )
    assert standing_event(SOURCE, at=AT, before=Standing.DEAD, after=health) is None


def test_a_copy_is_told_with_what_it_carries() -> None:
    memento = Memento(archive="An Archive", original=SOURCE.url, at=AT, uri="https://archive.example/1", raw="")
    event = copy_event(SOURCE, at=AT, memento=memento, carries=1, claims=2)
    assert event.summary == (
        "A copy of 2026-03-01 in An Archive carries 1 of the 2 claims on the page: https://archive.example/1."
    )
    assert event.details["uri"] == memento.uri


def test_a_persons_word_is_told_quietly_with_who_said_it() -> None:
    event = ruling_event(
        CLAIM, source=SOURCE, at=AT, who="Ada", why="read it", machine=support("gone"), value=SupportState.REWORDED
    )
    assert event.summary.startswith("Ada ruled that the source says it in other words: ")
    assert event.summary.endswith("(gone → reworded).")
    assert event.loudness < LOUD
    assert event.details["why"] == "read it"
