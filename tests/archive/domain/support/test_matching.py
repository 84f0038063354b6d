"""How the names, dates and quotations of a claim are found."""

import pytest

from archive.domain.atoms import AtomKind
from archive.domain.support import Finding, Rendition, weigh
from tests.archive.domain.support.pages import ABOUT, MORE


def findings(claim: str, *sentences: str, title: str | None = None) -> dict[str, Finding]:
    text = "\n".join((*ABOUT, *sentences, *MORE))
    return {each.text: each for each in weigh(claim, Rendition(text=text, title=title)).findings}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ida Maria Tolland", "Tolland"),
        ("Amar Basindawa", "Mr Basindwa"),
        ("World Health Organization", "the WHO"),
        ("Egypt", "the Egyptian fleet"),
        ("São Vicente", "Sao Vicente"),
    ],
)
def test_a_name_is_found_by_surname_initials_or_another_spelling(name: str, told: str) -> None:
    found = findings(
        f"In spring the ferry was sold to {name} after long talks.", f"After long talks {told} bought the ferry."
    )
    assert found[name].found


@pytest.mark.parametrize(
    ("name", "told"), [("Ida Tolland", "Ida Brenner"), ("Alma Marks", "At 9 AM"), ("Norway", "Denmark")]
)
def test_another_name_is_not_found(name: str, told: str) -> None:
    claim = f"In spring the ferry was sold to {name} after long talks."
    assert not findings(claim, f"After long talks {told} bought the ferry in spring.")[name].found


CLAIM = "The ferry sank on 16 September 2014 near the breakwater."


@pytest.mark.parametrize(
    "told",
    [
        ("The ferry sank near the breakwater on 16 Sept. 2014.",),
        ("What happened on 16 September 2014?", "The ferry sank near the breakwater."),
    ],
)
def test_a_date_is_found_in_the_passage_or_before_it(told: tuple[str, ...]) -> None:
    assert findings(CLAIM, *told)["16 September 2014"].found


def test_a_date_is_found_in_the_title() -> None:
    told = "The ferry sank near the breakwater."
    assert findings(CLAIM, told, title="Disaster of 16 September 2014")["16 September 2014"].found
    assert not findings(CLAIM, told, title="Disaster of 17 September 2014")["16 September 2014"].found


def test_a_passage_with_another_date_leans_on_no_other() -> None:
    told = ("What happened on 16 September 2014?", "The ferry sank near the breakwater on 18 September 2014.")
    assert not findings(CLAIM, *told)["16 September 2014"].found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("he called the harbour “a cold and honest place”", True),
        ("he called the harbour “a cold, and honest place”", True),
        ("he called the harbour a warm and hostile place", False),
    ],
)
def test_a_quotation_is_found_as_it_was_said(said: str, found: bool) -> None:
    claim = "Tolland called the harbour “a cold and honest place” in her diary."
    told = findings(claim, f"In her diary Tolland said that {said}.")
    assert [each.found for each in told.values() if each.kind == AtomKind.QUOTATION] == [found]
