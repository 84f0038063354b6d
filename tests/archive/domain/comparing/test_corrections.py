"""Notes by which a page says itself that it was corrected."""

import pytest

from archive.domain.comparing.corrections import corrections_in
from archive.domain.comparing.passages import Passage


def is_note(text: str) -> bool:
    return bool(corrections_in([Passage(text=text, place=0)]))


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The river is the Elbe.",
        "Corrected on 3 May 2020: the river is the Elbe.",
        "CORRECTION — The river is the Elbe.",
        "Correction (3 May 2020): the river is the Elbe.",
        "Editor’s note: a figure was wrong.",
        "[Update: the ministry has answered.]",
        "Erratum",
        "An earlier version of this article named another river.",
        "This article was amended on 3 May to correct a figure.",
        "Berichtigung: Es war die Elbe.",
        "Korrekturhinweis: Es war die Elbe.",
        "In einer früheren Version dieses Textes hieß der Fluss anders.",
        "Rectificatif : il s'agit de l'Elbe.",
        "Corrección: es el Elba.",
        "Rettifica: è l'Elba.",
        "Исправление: это Эльба.",
        "更正：这是易北河。",
        "Hinweis der Redaktion: Es war die Elbe.",
        "Der Artikel wurde nachträglich korrigiert.",
        "Cet article a été modifié le 5 mars 2026.",
        "Este artículo ha sido corregido para precisar el río.",
        "Questo articolo è stato rettificato il 5 marzo 2026.",
        "تصحيح: كان النهر هو الإلبه.",
        "【訂正】川の名前が間違っていました。",
    ],
)
def test_correction_notes_of_many_languages_are_known(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "The correction of the river took ten years.",
        "Correction factors are listed below: two for each gauge.",
        "Updated: 3 May 2020",
        "Updated: 10:09am, 20 Jan, 2020",
        "Last updated 3 May 2020 by the office",
        "The difference is due to the office correcting some errors in its data.",
        "Updates",
    ],
)
def test_what_only_speaks_of_corrections_is_none(text: str) -> None:
    assert not is_note(text)
