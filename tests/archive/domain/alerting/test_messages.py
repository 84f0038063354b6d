"""A message says what changed, which claims it touches, and where to look."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.alerting import Claimed, Group, entry_for, message_for, told_in
from archive.domain.alerting.messages import subject
from tests.archive.domain.alerting.notices import NOW, notice

PAGE = "https://watch.example/diff?of={url}&from={before}&to={after}"


def test_an_entry_names_the_claim_the_turn_and_where_to_look() -> None:
    entry = entry_for(notice(), snapshots=(1, 2), copy="https://archive.example/1", page=PAGE)
    claim = Claimed(text="It rose.", document="/home/me/energy.md", was="verbatim", became="gone")
    assert entry.claims == (claim,)
    assert entry.command == "citewatch diff https://data.example.org/report 1 2"
    assert entry.page == "https://watch.example/diff?of=https%3A%2F%2Fdata.example.org%2Freport&from=1&to=2"
    assert entry.copy == "https://archive.example/1"


def test_without_versions_to_compare_it_points_to_the_history() -> None:
    entry = entry_for(notice(kind="standing", claim=None), page=PAGE)
    assert entry.command == "citewatch history https://data.example.org/report"
    assert entry.page is None


def test_a_change_touches_the_claims_that_it_harmed() -> None:
    claims = [
        {"document": "a.md", "labels": ["1"], "text": "Lost.", "was": "verbatim", "became": "gone", "harmed": True},
        {"document": "a.md", "labels": ["1"], "text": "Kept.", "was": "verbatim", "became": "moved", "harmed": False},
    ]
    entry = entry_for(notice(kind="change", claim=None, details={"claims": claims}))
    assert [claim.text for claim in entry.claims] == ["Lost."]


def test_an_event_of_the_whole_page_names_the_sentences_that_rest_on_it() -> None:
    both = notice(
        kind="standing", claim=None, resting=(("a.md", "It rose."), ("b.md", "It fell.")), details={"claims": 2}
    )
    assert [(each.document, each.text, each.became) for each in entry_for(both).claims] == [
        ("a.md", "It rose.", None),
        ("b.md", "It fell.", None),
    ]
    one = told_in(both, "b.md")
    assert [each.text for each in entry_for(one).claims] == ["It fell."]
    assert len({both.key, one.key, told_in(both, "a.md").key}) == 3
    assert told_in(notice(), "b.md") == notice()


def test_the_event_of_a_copy_points_to_that_copy() -> None:
    found = notice(kind="copy", claim=None, details={"uri": "https://archive.example/2"})
    assert entry_for(found, copy="https://archive.example/1").copy == "https://archive.example/2"


def test_the_loudest_comes_first_and_the_key_follows_from_the_events() -> None:
    notices = (notice(key="a", loudness=0.2, summary="Quiet."), notice(key="b", loudness=0.9, summary="Loud."))
    group = Group(channel="mail", document="/home/me/energy.md", due=NOW, notices=notices)
    message = message_for(group, [entry_for(each) for each in notices], made_at=NOW)
    again = message_for(group, [entry_for(each) for each in reversed(notices)], made_at=NOW)
    assert message == again
    assert message.subject == "energy.md: 2 alerts, first: Loud."
    assert [entry.key for entry in message.entries] == ["b", "a"]


def test_a_change_is_not_shown_beside_the_claims_that_it_harmed() -> None:
    harm = {"document": "/home/me/energy.md", "was": "verbatim", "became": "gone", "harmed": True}
    both = {"claims": [harm | {"text": "It rose."}, harm | {"text": "It fell."}]}
    change = notice(key="change", kind="change", claim=None, loudness=0.9, details=both)
    rose, fell = notice(key="rose"), notice(key="fell", claim="It fell.")
    for told, shown in (((change, rose, fell), 2), ((change, rose), 2), ((change,), 1)):
        group = Group(channel="mail", document="energy.md", due=NOW, notices=told)
        message = message_for(group, [entry_for(each) for each in told], made_at=NOW)
        assert (len(message.entries), len(message.shown)) == (len(told), shown)
    later = notice(key="later", kind="change", claim=None, at=NOW + timedelta(days=1), details=both)
    apart = message_for(group, [entry_for(each) for each in (later, rose, fell)], made_at=NOW)
    assert len(apart.shown) == 3
    assert apart.subject.startswith("energy.md: 3 alerts, first: ")


@given(st.text(min_size=1), st.text(), st.none() | st.text(min_size=1))
def test_no_words_of_strangers_break_or_reorder_a_line(words: str, claim: str, document: str | None) -> None:
    fields: dict[str, Any] = {"summary": words, "claim": claim, "details": {"title": words}}
    entry = entry_for(notice(**fields))
    for line in (subject(document, [entry]), entry.summary, entry.title or "", entry.claims[0].text):
        assert line.isprintable()
    assert len(subject(document, [entry])) <= 120
