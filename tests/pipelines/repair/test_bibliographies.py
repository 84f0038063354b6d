"""BibTeX, CSL-JSON and RIS: fields of the copy beside those of the entry, set as its others are."""

import json

import pytest

from pipelines.intake import read_document
from tests.pipelines.repair.making import repair, version

URL = "https://a.example/x"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            f"@online{{a,\n  title = {{T}},\n  url   = {{{URL}}}\n}}\n",
            f"@online{{a,\n  title = {{T}},\n  url   = {{{URL}}},\n  archiveurl = {{{version(URL)}}},\n"
            "  archivedate = {2020-04-01}\n}\n",
        ),
        (
            f'@online{{a,\r\n\turl={{{URL}}},\r\n\tnote="a, {{b}} \\" c" # x,\r\n}}\r\n',
            f'@online{{a,\r\n\turl={{{URL}}},\r\n\tnote="a, {{b}} \\" c" # x,\r\n\tarchiveurl={{{version(URL)}}},\r\n'
            "\tarchivedate={2020-04-01},\r\n}\r\n",
        ),
        (
            f"@misc{{a, title={{T}}, url={{{URL}}}}}",
            f"@misc{{a, title={{T}}, url={{{URL}}}, archiveurl={{{version(URL)}}}, archivedate={{2020-04-01}}}}",
        ),
        (
            f"@misc{{a, ArchiveDate = 1999, title = {{T}}, howpublished = {{\\url{{{URL}}}}}}}",
            f"@misc{{a, ArchiveDate = {{2020-04-01}}, title = {{T}}, howpublished = {{\\url{{{URL}}}}}, "
            f"archiveurl = {{{version(URL)}}}}}",
        ),
    ],
)
def test_bibtex_entries_get_the_fields_of_the_copy(before: str, after: str) -> None:
    others = "% a comment\n@string{x = {y}}\n\n", "\n\n@misc{b, url = {https://b.example/}}\n"
    made = repair(others[0] + before + others[1], URL, name="a.bib")
    assert made.payload.decode() == others[0] + after + others[1]
    assert repair(made.payload, URL, name="a.bib").payload == made.payload


def test_a_bibtex_entry_keeps_its_address() -> None:
    made = repair(f"@misc{{a,\n url = {{{URL}}}}}\n", URL, name="a.bib")
    assert [each.url for each in read_document(made.payload, name="a.bib").references] == [URL]


def test_items_of_csl_json_get_the_members_of_the_copy() -> None:
    text = (
        '[\n  {\n    "id": "b",\n    "title": "B \\"{[",\n    "URL": "https://b.example/"\n  },\n'
        f'  {{\n    "id": "a",\n    "title": "T",\n    "URL": "{URL}"\n  }}\n]\n'
    )
    made = repair(text, URL, name="a.json").payload.decode()
    added = (
        f'"{URL}",\n    "archive": "Archive",\n    "archive_location": "{version(URL)}",\n'
        f'    "custom": {{"archive-url": "{version(URL)}", "archive-date": "2020-04-01"}}\n'
    )
    assert made == text.replace(f'"{URL}"\n', added)
    assert repair(made, URL, name="a.json").payload.decode() == made


@pytest.mark.parametrize("shelf", ["FO 371/1", "https://web.example/copy"])
def test_a_shelf_mark_in_csl_json_stays_and_an_older_copy_does_not(shelf: str) -> None:
    item = {"id": "a", "title": "T", "archive": "Kew", "archive_location": shelf, "custom": {"x": 1}, "URL": URL}
    made = json.loads(repair(json.dumps({"items": [item]}), URL, name="a.json").payload)["items"][0]
    kept = shelf.startswith("FO")
    assert made["archive_location"] == (shelf if kept else version(URL))
    assert made["archive"] == ("Kew" if kept else "Archive")
    assert made["custom"] == {"x": 1, "archive-url": version(URL), "archive-date": "2020-04-01"}


def test_records_of_ris_get_a_link_and_a_note_before_their_end() -> None:
    text = f"TY  - ELEC\r\nTI  - T\r\nUR  - {URL}\r\nER  - \r\n\r\nTY  - ELEC\r\nUR  - https://b.example/\r\nER  - \r\n"
    made = repair(text, URL, name="a.ris").payload.decode()
    rows = f"L2  - {version(URL)}\r\nN1  - Archived on 2020-04-01: {version(URL)}\r\nER"
    assert made == text.replace("ER", rows, 1)
    assert repair(made, URL, name="a.ris").payload.decode() == made


def test_another_full_text_in_ris_stays_and_an_older_note_of_ours_does_not() -> None:
    text = (
        f"TY  - ELEC\nUR  - {URL}\nL2  - https://other.example/pdf\nN1  - mine\n"
        "N1  - Archived on 1999-01-01: https://old.example/\nER  -\n"
    )
    made = repair(text, URL, name="a.ris").payload.decode()
    assert made == text.replace(
        "Archived on 1999-01-01: https://old.example/", f"Archived on 2020-04-01: {version(URL)}"
    )
