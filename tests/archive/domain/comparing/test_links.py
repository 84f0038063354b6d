"""Which links differ, and which of them matter."""

import pytest

from archive.domain.changes import Change, ChangeKind
from archive.domain.comparing import compare
from archive.domain.comparing.links import is_data, is_document, place_of
from archive.domain.readings import Link
from tests.archive.domain.comparing.readings import PROSE, URL, link, reading

TEXT = PROSE + "\nThe office for water publishes its levels every day."


def became(before: Link | None, after: Link | None) -> Change:
    sides = (reading(TEXT, links=(each,) if each else ()) for each in (before, after))
    return compare(*sides, url=URL)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.rivers.example/levels/",
        "https://rivers.example/levels#today",
        "https://rivers.example/levels?utm_source=mail&fbclid=1",
        "https://rivers.example/levels;jsessionid=4A?sid=77",
        "https://rivers.example/levels?1652276083494",
    ],
)
def test_schemes_fragments_and_tracking_make_no_other_place(url: str) -> None:
    assert place_of(url) == place_of("https://rivers.example/levels")
    assert became(link("https://rivers.example/levels", "levels"), link(url, "levels")).kind is ChangeKind.COSMETIC


def test_a_link_of_the_text_that_leads_elsewhere_is_told() -> None:
    change = became(link("https://rivers.example/levels", "levels"), link("https://lakes.example/other", "levels"))
    assert change.kind is ChangeKind.LINKS_ONLY
    assert "One link leads elsewhere: “levels”" in change.summary
    assert 0 < change.significance < 0.6


@pytest.mark.parametrize(
    "frame",
    [
        link("https://rivers.example/jobs", "Jobs", furniture=True),
        link("https://rivers.example/story", "A teaser that stands nowhere in the text"),
        link("https://twitter.com/intent/tweet?text=levels", "levels"),
        link("https://rivers.example/cdn-cgi/l/email-protection#4a2b", "levels"),
    ],
)
def test_links_of_the_frame_and_for_sharing_are_cosmetic(frame: Link) -> None:
    assert became(frame, None).kind is ChangeKind.COSMETIC


@pytest.mark.parametrize(
    ("url", "text", "data", "document"),
    [
        ("https://a.example/levels.CSV?x=1", "", True, False),
        ("https://a.example/levels", "Download the data", True, False),
        ("https://a.example/levels", "Datensatz", True, False),
        ("https://a.example/levels.pdf", "Report", False, True),
        ("https://a.example/data-protection", "Data protection", False, False),
    ],
)
def test_data_and_documents_are_told_by_ending_and_words(url: str, text: str, *, data: bool, document: bool) -> None:
    assert (is_data(link(url, text)), is_document(link(url, text))) == (data, document)


def test_a_page_that_no_longer_links_to_itself_is_told() -> None:
    assert became(link(URL + "#top", "report"), None).kind is ChangeKind.LINKS_ONLY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("show?id=7", "show?id=8"),
        ("download?id=7&file=a.pdf", "download?id=8&file=a.pdf"),
        ("t?table=gdp", "t?table=cpi"),
    ],
)
def test_another_value_of_a_parameter_that_chooses_a_page_leads_elsewhere(old: str, new: str) -> None:
    change = became(link(f"https://rivers.example/{old}", "levels"), link(f"https://rivers.example/{new}", "levels"))
    assert change.kind is ChangeKind.LINKS_ONLY


@pytest.mark.parametrize(("old", "new"), [("sig=0a1b2c3d", "sig=4e5f6a7b"), ("_ga=3", "_ga=9")])
def test_another_stamp_or_signature_of_one_path_is_cosmetic(old: str, new: str) -> None:
    change = became(
        link(f"https://rivers.example/a?{old}", "levels"), link(f"https://rivers.example/a?{new}", "levels")
    )
    assert change.kind is ChangeKind.COSMETIC


def test_a_link_that_came_or_went_is_told_by_its_words() -> None:
    levels = link("https://rivers.example/levels", "levels")
    assert became(levels, None).summary == "One link removed: “levels”."
    assert became(None, levels).summary == "One link added: “levels”."
