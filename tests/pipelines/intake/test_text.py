"""Plain text: paragraphs, bullets, tables run flat, and reference lists of every habit."""

import pytest

from pipelines.intake.text import paragraphs
from tests.pipelines.intake.reading import claims, document, urls

REFERENCES = "\n".join(f"{number}. https://example.org/{number}" for number in range(1, 15))


@pytest.mark.parametrize("form", ["{}. {}", "[{}] {}", "{}) {}", "({}) {}", "[{}]: {}", "{} {}"])
def test_a_reference_list_is_known_in_every_form(form: str) -> None:
    lines = [form.format(number, f"https://example.org/{number}") for number in range(1, 4)]
    read = document("It grew [2].\n\n" + "\n".join(lines), "a.txt")
    assert urls(read) == [(str(number), f"https://example.org/{number}") for number in range(1, 4)]
    assert claims(read) == [("It grew.", "2")]


def test_entries_may_run_over_lines_and_hold_words() -> None:
    text = """It grew [1]. It fell [2, 3].

References

[1] Smith, J. (2020). A long title
    that goes on. https://example.org/long/pa-
    th/x.html (accessed 3 May 2024).
[2] Doe, A. Another. https://en.example.org/wiki/X_(y).
[3] Roe, B. A book without an address. 2019.
"""
    assert urls(document(text, "a.txt")) == [
        ("1", "https://example.org/long/pa-th/x.html"),
        ("2", "https://en.example.org/wiki/X_(y)"),
        ("3", None),
    ]


def test_an_address_may_stand_on_a_line_of_its_own() -> None:
    text = "It grew [1].\n\nSources\n1. First\n\nhttps://example.org/1\n\n2. Second\n\nhttps://example.org/2\n"
    assert urls(document(text, "a.txt")) == [("1", "https://example.org/1"), ("2", "https://example.org/2")]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_(b)_c",
        "https://example.org/%20a;b,c'd~e",
        "https://example.org/Apple_Inc.",
        "https://example.org/de/ü-ß",
        "https://example.org/?q=a|b&c=[d]",
    ],
)
def test_an_entry_that_is_an_address_is_taken_as_written(url: str) -> None:
    assert urls(document(f"It grew [1].\n\n1. {url}\n2. https://example.org/2\n", "a.txt"))[0] == ("1", url)


def test_the_same_address_in_two_entries_makes_two_references() -> None:
    text = "It grew [1][2].\n\n1. https://example.org/\n2. https://example.org/\n"
    assert urls(document(text, "a.txt")) == [("1", "https://example.org/"), ("2", "https://example.org/")]


def test_sentences_are_whole_though_lines_were_wrapped() -> None:
    text = (
        "The U.S. market grew by $8.5B+ in 2024, e.g. in the field of machines that\n"
        "translate, as Dr. Li and others of his school wrote at the time [1]. Others\n"
        "did not agree [2].\n\n" + REFERENCES
    )
    first, second = claims(document(text, "a.txt"))
    assert first[0].startswith("The U.S. market grew by $8.5B+ in 2024, e.g. in")
    assert first[0].endswith("that translate, as Dr. Li and others of his school wrote at the time.")
    assert second == ("Others did not agree.", "2")


def test_a_bullet_is_a_block_of_its_own() -> None:
    text = "Reasons:\n• Money grew fast [1]\n• Talent: it came [2]\n- It stayed [3].\n\n" + REFERENCES
    assert claims(document(text, "a.txt")) == [
        ("Money grew fast", "1"),
        ("Talent: it came", "2"),
        ("It stayed.", "3"),
    ]


def test_cells_of_a_flattened_table_end_at_their_marks() -> None:
    text = "Area Plans Others\nState funding Broad, $8.5B+ spending67 Market-driven goals45 None\n\n" + REFERENCES
    assert claims(document(text + "\n\nIt is so here8.", "a.txt"))[:2] == [
        ("State funding Broad, $8.5B+ spending", "6 7"),
        ("Market-driven goals", "4 5"),
    ]


def test_marks_on_lines_of_their_own_belong_to_the_sentence_before() -> None:
    read = document("It grew.\n[1]\n[2]\nIt fell. [3]\n\n" + REFERENCES, "a.txt")
    assert claims(read) == [("It grew.", "1 2"), ("It fell.", "3")]


def test_equal_sentences_are_kept_apart_in_order() -> None:
    read = document("It grew [1]. It fell [2]. It grew [3].\n\n" + REFERENCES, "a.txt")
    assert claims(read) == [("It grew.", "1"), ("It fell.", "2"), ("It grew.", "3")]
    assert [claim.where for claim in read.claims] == ["line 1"] * 3


def test_a_mark_without_an_entry_keeps_its_sentence_with_a_note() -> None:
    read = document("It grew [21]. It fell [1, 22].\n\n" + REFERENCES, "a.txt")
    assert claims(read) == [("It grew.", ""), ("It fell.", "1")]
    assert read.notes == (
        "mark [21] has no entry in the reference list",
        "mark [22] has no entry in the reference list",
    )


def test_an_undecided_mark_is_ambiguous_with_a_note() -> None:
    read = document("They built capabilities12.\n\n" + REFERENCES, "a.txt")
    assert [(claim.labels, claim.ambiguous) for claim in read.claims] == [(("1", "2", "12"), True)]
    assert "more than one way" in read.notes[0]


def test_furniture_after_the_list_is_no_reference() -> None:
    read = document(f"It grew [1].\n\n{REFERENCES}\n\nComments\n\nhttps://example.org/avatar.jpg\n", "a.txt")
    assert len(read.references) == 14


def test_addresses_in_sentences_are_references_where_there_is_no_list() -> None:
    read = document("See https://example.org/a for more. Or read on (https://example.org/b).", "a.txt")
    assert urls(read) == [("1", "https://example.org/a"), ("2", "https://example.org/b")]
    assert claims(read) == [("See for more.", "1"), ("Or read on.", "2")]


def test_a_doi_is_an_address() -> None:
    read = document("It grew [1].\n\nReferences\n\n1. Smith, J. Title. doi:10.1000/xyz-1.\n", "a.txt")
    assert urls(read) == [("1", "https://doi.org/10.1000/xyz-1")]


def test_an_unwrapped_line_is_a_paragraph_and_says_its_line() -> None:
    blocks = list(paragraphs(["One", "", "• Two goes", "on here", "3. Three"]))
    assert [(block.text, block.place) for block in blocks] == [("One", 1), ("Two goes\non here", 3), ("3. Three", 5)]


def test_a_flood_of_words_that_end_in_numbers_is_not_weighed_word_by_word() -> None:
    read = document("word12 " * 210_000 + "\n\n12. http://a.example/x", "a.txt")
    assert "so many words end in a number" in read.notes[0]
    assert urls(read) == [("12", "http://a.example/x")]


def test_an_image_that_is_linked_in_markdown_has_two_addresses() -> None:
    read = document("It is so [![chart](https://a.example/c.png)](https://b.example/x).\n", "a.txt")
    assert [each.url for each in read.references] == ["https://a.example/c.png", "https://b.example/x"]
