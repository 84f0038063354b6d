"""Script and language of a text."""

import pytest

from archive.domain.support.languages import language_of, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Ships wait.", "latin"),
        ("Корабли ждут.", "cyrillic"),
        ("船が待っている", "han"),
        ("سفن", "arabic"),
        ("12 34", None),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, script: str | None) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ships of the town were waiting for the pilots and have been seen from this tower.", "en"),
        ("Die Schiffe der Stadt warten auf den Lotsen, und das wird nicht mit einem Turm getan.", "de"),
        ("Les navires de la ville attendent dans le port, et ce sont les pilotes qui sont en retard.", "fr"),
        ("Ships wait.", None),
    ],
)
def test_the_language_is_told_by_its_function_words(text: str, language: str | None) -> None:
    assert language_of(text, least=3) == language


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Le taux de chômage en France en 2019 a reculé de 0,8 point.", "fr"),
        ("En Bretagne, le nombre de fermes en 2019 était de 400.", "fr"),
        ("Het aantal boerderijen in de provincie was in 2019 niet gedaald.", "nl"),
        ("El número de granjas en la provincia no bajó en 2019.", "es"),
        ("De 2019 en 2020.", None),
    ],
)
def test_words_that_languages_share_count_for_each_and_tell_nothing_alone(claim: str, language: str | None) -> None:
    assert language_of(claim, least=2) == language
