"""Markdown: every way in which it cites."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.intake.reading import claims, document, urls


def test_the_sentence_that_holds_a_link_is_a_claim() -> None:
    read = document("# T\n\nWe *know* [this](https://a.example/x_y_z). And [that](https://b.example/). Done.", "a.md")
    assert read.title == "T"
    assert urls(read) == [("1", "https://a.example/x_y_z"), ("2", "https://b.example/")]
    assert claims(read) == [("We know this.", "1"), ("And that.", "2")]


def test_links_to_the_same_address_share_a_reference() -> None:
    read = document("See [a](https://a.example/). See [b](https://b.example/). See [c](https://a.example/).", "a.md")
    assert [claim.labels for claim in read.claims] == [("1",), ("2",), ("1",)]


def test_footnotes_are_references_cited_or_not() -> None:
    text = "It grew[^x]. It fell.[^2]\n\n[^x]: Foo. https://a.example/x\n[^2]: [Bar](https://a.example/2)\n"
    read = document(text + "[^never]: https://a.example/never\n", "a.md")
    assert urls(read) == [
        ("x", "https://a.example/x"),
        ("2", "https://a.example/2"),
        ("never", "https://a.example/never"),
    ]
    assert claims(read) == [("It grew.", "x"), ("It fell.", "2")]


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        (
            "First [1]. Noted^[see http://n.example/] here.\n\n1. http://a.example/\n2. http://b.example/\n",
            {"First.": "http://a.example/", "Noted here.": "http://n.example/"},
        ),
        (
            "Foot.[^1] Bracket [1].\n\n1. http://a.example/\n\n[^1]: http://n.example/\n",
            {"Foot.": "http://n.example/", "Bracket.": "http://a.example/"},
        ),
        (
            "Foot.[^1] Bracket [1].\n\n[1]: http://a.example/\n[^1]: http://n.example/\n",
            {"Foot.": "http://n.example/", "Bracket.": "http://a.example/"},
        ),
        (
            "Foot.[^2] Noted^[see http://b.example/] here.\n\n[^2]: http://n.example/\n",
            {"Foot.": "http://n.example/", "Noted here.": "http://b.example/"},
        ),
    ],
)
def test_a_footnote_and_a_listed_reference_of_one_number_are_told_apart(text: str, rests: dict[str, str]) -> None:
    read = document(text, "a.md")
    found = dict(urls(read))
    assert {claim.text: [found[label] for label in claim.labels] for claim in read.claims} == {
        words: [url] for words, url in rests.items()
    }


def test_reference_style_links_bear_their_names() -> None:
    read = document(
        "See [the report][Rand] or [other].\n\n[Rand]: https://a.example/r\n[other]: <https://b.example>\n", "a.md"
    )
    assert urls(read) == [("Rand", "https://a.example/r"), ("other", "https://b.example")]
    assert claims(read) == [("See the report or other.", "Rand other")]


def test_numbered_definitions_are_marks() -> None:
    read = document("It grew [1]. It fell [2].\n\n[1]: https://a.example/1\n[2]: https://a.example/2\n", "a.md")
    assert claims(read) == [("It grew.", "1"), ("It fell.", "2")]
    assert urls(read) == [("1", "https://a.example/1"), ("2", "https://a.example/2")]


def test_linked_numbers_are_marks_that_keep_their_numbers() -> None:
    text = "It grew [[3](https://a.example/3)][[1](https://a.example/1)]. In [2025](https://a.example/y) it fell."
    read = document(text, "a.md")
    assert claims(read) == [("It grew.", "3 1"), ("In 2025 it fell.", "2")]
    assert read.notes == ()


def test_numbered_lines_after_the_text_are_the_list() -> None:
    text = "It grew [1]. It fell [2][3].\n\n[1] https://a.example/x_y_z\n[2] Foo. https://b.example/%20(a)\n[3] https://c.example\n"
    assert urls(document(text, "a.md")) == [
        ("1", "https://a.example/x_y_z"),
        ("2", "https://b.example/%20(a)"),
        ("3", "https://c.example"),
    ]


def test_addresses_are_never_read_as_markup() -> None:
    listed = ["https://a.example/_b_/c*d*e~f~", "https://a.example/?a=1&copy=2&lt;b", "https://a.example/a(b)\\_c"]
    text = "It grew [1].\n\n## Sources\n\n" + "\n".join(f"{at}. {url}" for at, url in enumerate(listed, 1))
    assert [url for _, url in urls(document(text, "a.md"))] == listed


def test_a_list_of_bare_links_is_no_claim() -> None:
    read = document("Look:\n\n- [One](https://a.example/1)\n- Read [two](https://a.example/2) first.\n", "a.md")
    assert claims(read) == [("Read two first.", "2")]
    assert len(read.references) == 2


def test_unnumbered_entries_under_a_heading_are_references_without_claims() -> None:
    read = document(
        "It grew.\n\n## Sources\n\n- Smith. Title. https://a.example/1\n- [Doe](https://a.example/2), 2020.\n", "a.md"
    )
    assert urls(read) == [("1", "https://a.example/1"), ("2", "https://a.example/2")]
    assert read.claims == ()


def test_prose_after_an_unnumbered_list_is_prose() -> None:
    text = "It grew.\n\n**Sources:**\n\n- Smith. https://a.example/1\n\nWe thank [them](https://a.example/2) all.\n"
    assert claims(document(text, "a.md")) == [("We thank them all.", "2")]


def test_table_cells_are_blocks() -> None:
    text = "| a | b |\n|---|---|\n| cell one [1] | cell two [2] |\n\n1. https://a.example/1\n2. https://a.example/2\n"
    assert claims(document(text, "a.md")) == [("cell one", "1"), ("cell two", "2")]


def test_plain_text_pasted_into_a_markdown_file_is_read_as_such() -> None:
    text = "# T\n\n    They built capabilities24.\n\n" + "\n".join(
        f"    {n}. https://a.example/{n}" for n in range(1, 6)
    )
    assert claims(document(text, "a.md")) == [("They built capabilities.", "2 4")]


def test_code_and_front_matter_are_no_text() -> None:
    text = '---\ntitle: "My T"\nurl: https://no.example\n---\n\nSee [x](https://a.example).\n\n'
    text += "```\nhttps://no.example [1]\n```\n"
    read = document(text, "a.md")
    assert (read.title, len(read.references)) == ("My T", 1)


def test_two_marks_in_parentheses_leave_nothing_behind() -> None:
    text = "It grew ([1], [2]) and fell [1, 2].\n\n1. https://a.example/1\n2. https://a.example/2\n"
    assert claims(document(text, "a.md")) == [("It grew and fell.", "1 2")]


def test_a_document_of_586_real_addresses_comes_out_exactly(shared: Path, tmp_path: Path) -> None:
    written = tmp_path / "web.md"
    subprocess.run([sys.executable, str(shared / "replay" / "serve.py"), "--document", str(written)], check=True)
    text = written.read_text(encoding="utf-8")
    listed = [tuple(line.split(". ", 1)) for line in text.splitlines() if line[:1].isdigit()]
    read = document(text, written.name)
    assert urls(read) == listed
    assert claims(read) == [(f"This sentence rests on source {n}.", n) for n, _ in listed]


def test_an_address_in_a_second_paragraph_of_its_entry_belongs_to_it() -> None:
    text = "It grew [1].\n\n## Sources\n\n1. First\n\n   https://a.example/1\n\n2. Second\n\n   https://a.example/2\n"
    assert urls(document(text, "a.md")) == [("1", "https://a.example/1"), ("2", "https://a.example/2")]


def test_a_link_written_as_html_cites_and_one_without_an_address_does_not() -> None:
    read = document("It <A\nHREF='https://a.example/?a=1&amp;b'>grew *fast*</A>. <a name=\"x\">It fell</a>.\n", "a.md")
    assert urls(read) == [("1", "https://a.example/?a=1&b")]
    assert claims(read) == [("It grew fast.", "1")]


def test_an_entry_that_is_the_address_of_a_page_and_leads_to_its_copy_cites_the_copy() -> None:
    copy = "https://archive.example/2020/https://a.example/"
    linked = f'<a href="{copy}" data-originalurl="https://a.example/">https&#58;//a.example/</a>'
    read = document(
        f"It grew [1].\n\n## References\n\n1. {linked}\n2. [https://b.example/](https://t.example/r)\n", "a.md"
    )
    assert urls(read) == [("1", copy), ("2", "https://b.example/")]


def test_an_address_in_a_sentence_cites_and_is_no_word_of_it() -> None:
    page = "https://page.example/reports/annual/2020/summary.html"
    text = f"It grew in 2019 ({page}).\n\nIt fell, see http://b.example/mill?a=1&b=2.\n\nIt stood <{page}>.\n"
    read = document(text, "a.md")
    assert claims(read) == [("It grew in 2019.", "1"), ("It fell, see.", "2"), ("It stood.", "1")]


def test_an_address_that_begins_a_sentence_belongs_to_that_sentence() -> None:
    read = document("It grew. https://a.example/x says that it fell.\n", "a.md")
    assert claims(read) == [("says that it fell.", "1")]
