"""What remains of two texts once everything that both say is taken away, and how it is paired."""

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.comparing.pairs import pair_up
from archive.domain.comparing.passages import MOST, Leftovers, Passage, leftovers

LINES = st.lists(st.sampled_from(["One line.", "Two lines.", "Three 3 lines.", "Four 4 lines."]), max_size=8)


def rest(before: list[str], after: list[str], *frame: str) -> Leftovers:
    return leftovers(before, after, lambda: frozenset(frame))


def said(*texts: str) -> list[Passage]:
    return [Passage(text=text, place=place) for place, text in enumerate(texts)]


def test_only_the_sentence_that_differs_is_left_of_a_paragraph() -> None:
    found = rest(["One stays. Two goes. Three stays."], ["One stays. Three stays."])
    assert [each.text for each in found.gone] == ["Two goes."]
    assert found.come == ()


def test_words_of_the_frame_are_not_said() -> None:
    found = rest(["A text."], ["A text.", "More news"], "More news")
    assert (found.come, found.noise) == ((), 1)


@given(LINES, LINES)
def test_what_is_left_is_what_one_side_has_more_often(before: list[str], after: list[str]) -> None:
    found = rest(before, after)
    for text in {*before, *after}:
        surplus = before.count(text) - after.count(text)
        assert sum(each.text == text for each in found.gone) == max(0, surplus)
        assert sum(each.text == text for each in found.come) == max(0, -surplus)


@given(LINES)
def test_turning_the_order_round_moves_all_lines_but_one_run(lines: list[str]) -> None:
    found = rest(lines, lines[::-1])
    assert (found.gone, found.come) == ((), ())
    assert 0 <= found.moved <= max(0, len(lines) - 1)


def test_passages_that_differ_in_digits_alone_belong_together_wherever_they_stand() -> None:
    paired = pair_up(said("Dams held 4.", "Rivers rose by 24."), said("Rivers rose by 21.", "Dams held 5."))
    assert [(pair.before.text, pair.after.text) for pair in paired.edited] == [
        ("Rivers rose by 24.", "Rivers rose by 21."),
        ("Dams held 4.", "Dams held 5."),
    ]


def test_what_is_too_unlike_is_removed_and_added() -> None:
    paired = pair_up(said("The river rose in one night."), said("Bread is baked from flour and salt."))
    assert (len(paired.edited), len(paired.removed), len(paired.added)) == (0, 1, 1)


@given(
    st.lists(st.text(alphabet="ab 12", min_size=1), max_size=6),
    st.lists(st.text(alphabet="ab 12", min_size=1), max_size=6),
)
def test_every_passage_is_edited_removed_or_added_once(gone: list[str], come: list[str]) -> None:
    paired = pair_up(said(*gone), said(*come))
    assert sorted([*(p.before.text for p in paired.edited), *(p.text for p in paired.removed)]) == sorted(gone)
    assert sorted([*(p.after.text for p in paired.edited), *(p.text for p in paired.added)]) == sorted(come)


def test_of_a_page_that_says_far_too_much_anew_only_equal_lines_go() -> None:
    old = ["The same.", *(f"Old line {number}." for number in range(MOST))]
    new = ["The same.", *(f"New line {number}." for number in range(MOST)), "4 minutes ago"]
    found = rest(old, new)
    assert (len(found.gone), len(found.come), found.noise) == (MOST, MOST + 1, 0)
