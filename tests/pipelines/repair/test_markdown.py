"""Markdown: links become Robust Links, definitions lead to the copy, and code stays."""

import time

import pytest

from pipelines.intake import read_document
from tests.pipelines.repair.making import link, repair, version

URL = "https://a.example/x"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"It [grew *fast*]({URL}) then.", f"It {link(URL, 'grew *fast*')} then."),
        (f"> It [grew\n> fast](<{URL}>) then.", f"> It {link(URL, 'grew' + chr(10) + '> fast')} then."),
        (f"-\tIt [grew]({URL}) then.", f"-\tIt {link(URL, 'grew')} then."),
        (f"It grew, see <{URL}> there.", f"It grew, see {link(URL, 'https&#58;//a.example/x')} there."),
        (f"It grew, see {URL}.", f"It grew, see {link(URL, 'https&#58;//a.example/x')}."),
        ("It grew, see www.a.example/x.", "It grew, see {}."),
        (f"It <a href='{URL}'>grew</a> then.", "It {} then."),
        (f"# It [grew]({URL}) #", f"# It {link(URL, 'grew')} #"),
    ],
)
def test_a_link_becomes_a_robust_link(before: str, after: str) -> None:
    url = "http://www.a.example/x" if "www" in before else URL
    words = "www.a.example/x" if "www" in before else "grew"
    made = repair(f"A\n\n{before}\n", url, name="a.md")
    assert made.payload.decode() == f"A\n\n{after.format(link(url, words))}\n"
    assert [reference.url for reference in read_document(made.payload, name="a.md").references] == [version(url)]
    assert repair(made.payload, url, name="a.md").payload == made.payload


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[1]: {URL}", f'[1]: <{version(URL)}> "Archived on 2020-04-01 from {URL}"'),
        (f"[1]: <{URL}>  'Foo'", f"[1]: <{version(URL)}>  'Foo; Archived on 2020-04-01 from {URL}'"),
        (f"[1]:\n  {URL}\n  (Foo)", f"[1]:\n  <{version(URL)}>\n  (Foo; Archived on 2020-04-01 from {URL})"),
    ],
)
def test_a_definition_leads_to_the_copy_and_its_title_names_the_original(before: str, after: str) -> None:
    made = repair(f"It grew [1].\n\n{before}\n", URL, name="a.md")
    assert made.payload.decode() == f"It grew [1].\n\n{after}\n"
    assert repair(made.payload, URL, name="a.md").payload == made.payload


def test_a_definition_of_a_living_page_keeps_its_address() -> None:
    made = repair(f"It grew [1].\n\n[1]: {URL}\n", URL, name="a.md", lives=True)
    assert made.payload.decode() == f'It grew [1].\n\n[1]: {URL} "Archived on 2020-04-01: {version(URL)}"\n'
    assert repair(made.payload, URL, name="a.md", lives=True).payload == made.payload


def test_code_stays() -> None:
    code = f"```\n[x]({URL})\n```\n\nNot `[x](a)` here.\n"
    made = repair(f"{code}\nIt [grew]({URL}).\n", URL, name="a.md")
    assert made.payload.decode() == f"{code}\nIt {link(URL, 'grew')}.\n"


def test_cells_of_a_table_are_told_apart() -> None:
    table = "| a | b |\n|---|---|\n| It [grew]({0}) then. | It [grew]({0}) then. |\n"
    made = repair("It grew.\n\n" + table.format(URL), URL, name="a.md")
    assert made.payload.decode().count(f'href="{version(URL)}"') == 2


def test_a_numbered_list_of_bare_addresses_is_repaired_and_read_as_before() -> None:
    text = "# T\n\nIt grew [1]. It fell [2].\n\n## References\n\n1. https://a.example/x\n2. https://b.example/y_z_\n"
    made = repair(text, URL, name="a.md")
    read = read_document(made.payload, name="a.md")
    assert [(each.label, each.url) for each in read.references] == [
        ("1", version(URL)),
        ("2", "https://b.example/y_z_"),
    ]
    assert [claim.labels for claim in read.claims] == [("1",), ("2",)]


def test_an_address_that_the_reader_takes_for_words_stays() -> None:
    text = f"It grew.[^n]\n\n- item {URL}\n\n[^n]: See {URL}, there.\n"
    made = repair(text, URL, name="a.md")
    linked = link(URL, "https&#58;//a.example/x")
    assert made.payload.decode() == f"It grew.[^n]\n\n- item {URL}\n\n[^n]: See {linked}, there.\n"


def test_what_cannot_be_replaced_without_changing_what_is_cited_is_left_with_the_reason() -> None:
    text = f"It grew, see https://a.example/long\n/x there. It [fell]({URL}).\n"
    made = repair(text, URL, "https://a.example/none", name="a.md")
    assert [each.url for each in made.made] == [URL]
    assert [(each.url, "by hand" in each.why) for each in made.left] == [("https://a.example/none", True)]


@pytest.mark.parametrize(
    "url", ["https://a.example/a|b", "https://a.example/*x*_y_", "https://a.example/(a)[b]", "https://a.example/`c`~d~"]
)
def test_signs_of_markup_in_an_address_stay_its_own(url: str) -> None:
    made = repair(f"It [grew](<{url}>) then.\n\nIt fell, see <{url}> there.\n", url, name="a.md")
    assert [each.url for each in made.made] == [url]
    assert {reference.url for reference in read_document(made.payload, name="a.md").references} == {
        made.made[0].version
    }


@pytest.mark.parametrize(
    "unit", ["a [b](c) www.d.example\n", "[", "<a ", "`", "![", "|a", "[x]: ", "www.a.example/b_ "]
)
def test_hostile_markup_costs_no_more_than_its_length(unit: str) -> None:
    text = f"It [grew]({URL}) then.\n\n" + unit * (40_000 // len(unit))
    began = time.perf_counter()
    repair(text, URL, name="a.md")
    assert time.perf_counter() - began < 30
