"""What holds of every figure, every neighbour and every respelling."""

import re

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.support import CARRIED, Carried, Rendition, SupportState, weigh
from tests.archive.domain.support.pages import ABOUT, MORE, carried_by

CLAIM = "The granary of Velmark was built by Ida Tolland in 1931 and holds {} tonnes of barley."
OTHERS = (*MORE, "Tickets for the museum of knots cost less on rainy days.", "Bees are kept on the roof of the bank.")
numbers = st.integers(min_value=11, max_value=9_999_999)


def text_of(sentence: str) -> str:
    return "\n".join((*ABOUT[:3], sentence, *ABOUT[3:]))


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(numbers, st.integers(min_value=0, max_value=6), st.integers(min_value=1, max_value=9), st.booleans())
def test_a_figure_with_a_digit_changed_is_never_carried(number: int, place: int, step: int, known: bool) -> None:
    digits = str(number)
    at = place % len(digits)
    other = digits[:at] + str((int(digits[at]) + step) % 10) + digits[at + 1 :]
    if other.startswith("0"):
        return
    claim, text = CLAIM.format(grouped(number, ",")), text_of(CLAIM.format(grouped(number, ",")))
    first = weigh(claim, Rendition(text=text))
    carried = carried_by(text, first) if known else None
    support = weigh(claim, Rendition(text=text_of(CLAIM.format(grouped(int(other), ",")))), carried=carried)
    assert first.state == SupportState.VERBATIM
    assert support.state == (SupportState.FIGURE_CHANGED if known else SupportState.CONTRADICTED)
    assert support.became is not None
    assert re.sub(r"\D", "", support.became) == other


@given(numbers, st.sampled_from([" ", "\u00a0", "\u202f", "’", ""]))
def test_a_figure_that_is_written_otherwise_is_still_carried(number: int, mark: str) -> None:
    claim, told = CLAIM.format(grouped(number, ",")), CLAIM.format(grouped(number, mark))
    assert weigh(claim, Rendition(text=text_of(told))).state in CARRIED


@given(st.lists(st.sampled_from(OTHERS), max_size=12), st.lists(st.sampled_from(OTHERS), max_size=12), st.booleans())
def test_paragraphs_around_a_passage_never_lose_it_and_its_offsets_are_right(
    before: list[str], after: list[str], known: bool
) -> None:
    claim = CLAIM.format("4,200")
    told = "Ida Tolland built the granary of Velmark in 1931; it holds 4 200 tonnes of barley."
    first = weigh(claim, Rendition(text=text_of(told)))
    carried = carried_by(text_of(told), first) if known else None
    text = "\n".join((*before, text_of(told), *after))
    support = weigh(claim, Rendition(text=text), carried=carried)
    assert support.state in CARRIED
    assert support.passage is not None
    assert text[support.passage.start : support.passage.end] == support.passage.text
    assert told in support.passage.text


@given(st.text(max_size=300), st.text(max_size=600), st.text(max_size=200), st.booleans())
def test_no_text_is_too_odd_to_be_weighed(claim: str, text: str, page: str, known: bool) -> None:
    rendition = Rendition(text=text, page=page)
    support = weigh(claim, rendition)
    carried = Carried(passage=support.passage) if known and support.passage else None
    again = weigh(claim, rendition, carried=carried)
    for each in (support, again):
        assert 0 <= each.score <= 1
        assert each.why
        if each.passage is not None:
            whole = text if each.passage.of == "text" else page
            assert whole[each.passage.start : each.passage.end] == each.passage.text
