"""Words are found in every snapshot, whatever a person types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.queries import search
from archive.queries.scopes import Scope
from archive.store.citing import find_document
from archive.store.database import Transaction
from tests.archive.example import DOCUMENT, RIVERS


def found(tx: Transaction, words: str, *, every_version: bool = False) -> list[search.Hit]:
    wanted = search.Wanted(terms=search.parse(words), every_version=every_version)
    return list(search.find(tx, wanted, limit=None))


@pytest.mark.parametrize(
    "words",
    [
        "river",
        "RIVER night",
        '"four metres"',
        "metr*",
        "研究",
        "水位上升",
        "river 研究",
        "nobody expected",
        "café",
        "said.",
    ],
)
def test_a_text_is_found_by_its_words_phrases_beginnings_and_characters(tx: Transaction, words: str) -> None:
    assert [hit.url for hit in found(tx, words)] == [RIVERS]


@pytest.mark.parametrize("words", ["riv", "metres four", '"metres four"', "研水", "river absent", "%", "_"])
def test_what_does_not_stand_in_a_text_is_not_found(tx: Transaction, words: str) -> None:
    expected = [RIVERS] if words == "metres four" else []
    assert [hit.url for hit in found(tx, words)] == expected


def test_a_source_is_told_once_unless_every_version_is_asked_for(tx: Transaction) -> None:
    assert len(found(tx, "night")) == 1
    assert {hit.snapshot for hit in found(tx, "night", every_version=True)} == {1, 2}
    assert [hit.snapshot for hit in found(tx, "four")] == [1]


def test_a_search_can_be_narrowed_to_a_document(tx: Transaction) -> None:
    scope = Scope(document=find_document(tx, DOCUMENT))
    assert list(search.find(tx, search.Wanted(terms=search.parse("post"), scope=scope), limit=None)) == []


def test_the_extract_shows_where_the_words_stand(tx: Transaction) -> None:
    (hit,) = found(tx, "expected café")
    assert [hit.extract.text[start:end] for start, end in hit.extract.matches] == ["expected", "café"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=30) | st.text("\"*'\\()^:-+&|!<> aé研\0", max_size=15))
def test_nothing_that_is_typed_is_a_syntax_error(tx: Transaction, words: str) -> None:
    terms = search.parse(words)
    if terms:
        assert len(list(search.find(tx, search.Wanted(terms=terms), limit=3))) <= 3
