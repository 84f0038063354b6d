"""The words of a text that carry meaning, and one spelling for the forms of each."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.atoms import content_words


def normals(text: str) -> list[str]:
    return [normal for normal, _, _ in content_words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policy", "policies"),
        ("announced", "announcing"),
        ("announcement", "announces"),
        ("suspended", "suspends"),
        ("shrunk", "shrinking"),
        ("fell", "falls"),
        ("children", "child"),
        ("labour", "labor"),
        ("organisation", "organization"),
        ("organised", "organize"),
        ("centres", "center"),
        ("programme", "programs"),
        ("defence", "defense"),
        ("controlled", "control"),
        ("studies", "study"),
        ("rapidly", "rapid"),
        ("houses", "house"),
        ("boxes", "box"),
        ("Ćosić", "cosic"),
        ("Œuvre", "oeuvre"),
        ("cafe\u0301", "café"),
        ("Straße", "strasse"),
        ("government's", "governments"),
    ],
)
def test_the_forms_of_a_word_agree(one: str, other: str) -> None:
    assert normals(one) == normals(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("nation", "national"), ("universe", "university"), ("general", "generate"), ("spring", "spr"), ("2014", "2015")],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert normals(one) != normals(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is the one that they were with", []),
        ("Das ist nicht der Fall und wurde nie", ["fall", "nie"]),
        ("Ce n'est pas l’œuvre d'une femme", ["oeuvr", "fem"]),
        ("The US told us", ["us", "tell"]),
        ("the war of 1914", ["war", "1914"]),
        ("an open-source model", ["open", "sourc", "model"]),
        ("8.5 of 3,500", ["8.5", "3,500"]),
        ("这是一个测试", ["这是", "是一", "一个", "个测", "测试"]),
        ("東京で5年", ["東京", "京で", "5", "年"]),
        ("это был новый закон", ["новыи", "закон"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
    ],
)
def test_words_without_meaning_are_left_out(text: str, found: list[str]) -> None:
    assert normals(text) == found


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_places_are_right(text: str) -> None:
    for normal, start, end in content_words(text):
        assert normal
        assert text[start:end].strip() == text[start:end] != ""


@given(st.text(alphabet="aàbcdeé 漢字かなTHE't-1.,", max_size=60))
def test_a_text_has_the_words_of_its_parts(text: str) -> None:
    assert normals(f"{text} {text}") == normals(text) * 2


@pytest.mark.parametrize("piece", ["ab ", "a", "1", "1.", "漢字", "漢a", "the ", "'", "e\u0301", "\u0301"])
def test_a_long_text_takes_no_more_than_its_length(piece: str) -> None:
    started = time.perf_counter()
    content_words(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 8
