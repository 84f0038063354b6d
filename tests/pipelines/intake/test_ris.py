"""RIS: records with addresses, DOIs or neither."""

import pytest

from archive.errors import NoReferences, UnsupportedDocument
from tests.pipelines.intake.reading import document, urls

TEXT = """TY  - JOUR
AU  - Smith, A
TI  - Title
UR  - https://a.example/x;y
ID  - s1
ER  -

TY  - WEB
TI  - Second
DO  - 10.1000/abc
ER  -

TY  - BOOK
TI  - Third
ER  -
"""


TEXT = TEXT.replace("ER  -", "ER  - ")


def test_records_are_references_labelled_by_id_or_number() -> None:
    read = document(TEXT, "a.ris")
    assert urls(read) == [("s1", "https://a.example/x;y"), ("2", "https://doi.org/10.1000/abc"), ("3", None)]
    assert read.references[0].text == "Smith, A. Title"
    assert read.claims == ()


def test_an_address_between_angles_is_taken_without_them() -> None:
    read = document("TY  - WEB\nUR  - <https://a.example/x>\nER  - \n", "a.ris")
    assert urls(read) == [("1", "https://a.example/x")]


def test_a_truncated_file_is_refused_with_its_reason() -> None:
    with pytest.raises((UnsupportedDocument, NoReferences)):
        document("TY  - JOUR\nTI  - Title\n", "a.ris")


def test_an_entry_with_several_addresses_says_which_is_watched() -> None:
    read = document(
        "TY  - WEB\nID  - a\nUR  - https://a.example/1\nUR  - https://a.example/2\nER  - \n"
        "TY  - WEB\nID  - b\nUR  - https://b.example/\nER  - \n",
        "a.ris",
    )
    assert urls(read) == [("a", "https://a.example/1"), ("b", "https://b.example/")]
    assert read.notes[0] == "only the first address is watched of the entries that name several: a"
