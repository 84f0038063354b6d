"""CSL-JSON: items as Zotero and Pandoc write them."""

import json

import pytest

from archive.errors import UnsupportedDocument
from tests.pipelines.intake.reading import document, urls

ITEMS = [
    {
        "id": "a",
        "type": "webpage",
        "title": "T",
        "URL": "https://a.example/1",
        "author": [{"given": "A", "family": "B"}],
    },
    {"id": "b", "type": "article", "DOI": "10.1000/x", "issued": {"date-parts": [[2020, 1]]}},
    {"id": "c", "type": "book", "title": "No address"},
]


@pytest.mark.parametrize("data", [ITEMS, {"items": ITEMS}, {"references": ITEMS}])
def test_items_are_references_labelled_by_id(data: object) -> None:
    read = document(json.dumps(data), "a.json")
    assert urls(read) == [("a", "https://a.example/1"), ("b", "https://doi.org/10.1000/x"), ("c", None)]
    assert read.references[0].text == "A B. T"


@pytest.mark.parametrize("text", ["{}", "[1, 2]", '{"a": ', "[" * 100_000, '[{"x": 1}]'])
def test_other_json_is_unsupported(text: str) -> None:
    with pytest.raises(UnsupportedDocument):
        document(text, "a.json")
