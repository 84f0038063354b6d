"""Each state that a claim can be in, on small pages of ours."""

import pytest

from archive.domain.atoms import AtomKind
from archive.domain.support import CARRIED, Rendition, SupportState, weigh
from tests.archive.domain.support.pages import ABOUT, MORE, bulletin, carried_in, page

GRAIN = "The silo at Velmark holds 48,000 tonnes of grain, and was opened by Ida Tolland in May 2019."


def state(claim: str, *sentences: str) -> SupportState:
    return weigh(claim, page(*sentences)).state


def test_a_claim_that_stands_there_word_for_word_is_verbatim() -> None:
    support = weigh(GRAIN, page(GRAIN))
    assert support.state == SupportState.VERBATIM
    assert support.score == 1
    assert support.passage is not None
    assert support.passage.text == GRAIN
    assert support.missing == ()


def test_another_connective_leaves_a_claim_verbatim() -> None:
    assert state(GRAIN.replace(", and was", "; it was"), GRAIN) == SupportState.VERBATIM


def test_other_words_with_every_figure_date_and_name_are_a_rewording() -> None:
    told = "In May 2019 Tolland opened a grain silo in Velmark with room for 48 000 tonnes."
    support = weigh(GRAIN, page(told))
    assert support.state == SupportState.REWORDED
    assert support.passage is not None
    assert support.passage.text == told


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("The silo at Velmark, which holds grain, was opened by Ida Tolland in May 2019.", "48,000 tonnes"),
        ("The silo at Velmark holds 48,000 tonnes of grain, and was opened by Ida Tolland in June 2019.", "May 2019"),
        (
            "The silo at Velmark holds 48,000 tonnes of grain, and was opened by Karl Brenner in May 2019.",
            "Ida Tolland",
        ),
    ],
)
def test_a_passage_about_the_statement_that_lacks_an_atom_carries_it_partly_and_says_which(
    told: str, missing: str
) -> None:
    support = weigh(GRAIN, page(told))
    assert support.state == SupportState.PARTLY
    assert support.missing == (missing,)
    assert missing in support.why


def test_the_same_statement_with_another_figure_contradicts_the_claim() -> None:
    support = weigh(GRAIN, page(GRAIN.replace("48,000", "43,000")))
    assert support.state == SupportState.CONTRADICTED
    assert (support.was, support.became) == ("48,000 tonnes", "43,000 tonnes")
    (figure,) = [each for each in support.findings if each.kind == AtomKind.FIGURE]
    assert not figure.found
    assert figure.seen == "43,000 tonnes"


def test_a_score_of_another_shape_than_a_figure_contradicts_as_well() -> None:
    claim = "In the final the sailors of Velmark beat Ostmar by 6–5."
    support = weigh(claim, page("In the final the sailors of Velmark beat Ostmar by 6–4."))
    assert (support.state, support.became) == (SupportState.CONTRADICTED, "6–4")


def test_another_quantity_of_the_same_subject_is_never_carried() -> None:
    told = "The silo at Velmark cost 48,000 crowns, and was opened by Ida Tolland in May 2019."
    assert state(GRAIN, told) not in CARRIED


def test_two_figures_in_the_same_place_leave_the_answer_open() -> None:
    like = GRAIN.replace(", and was opened by Ida Tolland in May 2019", "")
    told = (like.replace("48,000", "43,000"), like.replace("48,000", "45,000"))
    assert state(like, *told) == SupportState.AMBIGUOUS


def test_a_figure_that_stands_elsewhere_on_the_page_is_not_contradicted() -> None:
    told = (GRAIN.replace("48,000", "43,000"), "With its annexes there is room for 48,000 tonnes.")
    assert state(GRAIN, *told) == SupportState.AMBIGUOUS


def test_a_passage_that_says_the_opposite_contradicts_the_claim() -> None:
    claim = "The authority of Velmark closed the northern basin to fishing boats in winter."
    for told in (
        "The authority of Velmark never closed the northern basin to fishing boats in winter.",
        "The authority of Velmark opened the northern basin to fishing boats in winter.",
    ):
        support = weigh(claim, page(told))
        assert support.state == SupportState.CONTRADICTED
        assert "opposite" in support.why


def test_a_page_on_something_else_has_nothing_of_the_claim() -> None:
    claim = "Parliament adopted the budget of the university hospital after a quarrel about nurses' wages."
    support = weigh(claim, page())
    assert support.state == SupportState.GONE
    assert support.passage is None


def test_a_page_on_the_subject_without_the_statement_is_ambiguous() -> None:
    claim = "The pilots of Velmark went on strike for higher wages in the old harbour."
    assert state(claim) == SupportState.AMBIGUOUS


def test_a_short_claim_is_not_carried_by_two_words_that_meet() -> None:
    assert state("Tolland is Catholic.", "A Catholic school stands near the harbour.") not in CARRIED


def test_what_a_rendition_lacks_makes_a_claim_unverifiable_but_not_if_it_is_there() -> None:
    lack = "only the teaser is shown"
    for claim, expected in ((GRAIN, SupportState.UNVERIFIABLE), (ABOUT[3], SupportState.VERBATIM)):
        support = weigh(claim, Rendition(text=page().text, lack=lack))
        assert support.state == expected
    assert weigh(GRAIN, Rendition(text=page().text, lack=lack)).why == lack


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "too little text"),
        ("Accept all cookies", "too little text"),
        ("По данным порта, зерно хранится в новом элеваторе, который построили весной. " * 8, "script"),
        ("Der Hafen hat ein neues Lager für das Getreide, und die Schiffe warten auf der Reede. " * 8, "language"),
    ],
)
def test_a_text_that_could_not_have_the_claim_says_why(text: str, why: str) -> None:
    support = weigh(
        "The farmers sold their grain to the mill that was built with the money of the bank.", Rendition(text=text)
    )
    assert support.state == SupportState.UNVERIFIABLE
    assert why in support.why


def test_what_only_the_page_shows_is_found_there() -> None:
    support = weigh(GRAIN, Rendition(text="\n".join(ABOUT), page="\n".join((*MORE, GRAIN))))
    assert support.state == SupportState.VERBATIM
    assert support.passage is not None
    assert support.passage.of == "page"


def test_every_sentence_of_a_claim_must_be_carried() -> None:
    two = f"{GRAIN} Its roof was blown off by a storm in the winter after the opening."
    assert state(two, GRAIN) == SupportState.PARTLY
    assert state(two, GRAIN, MORE[0], two.removeprefix(GRAIN).strip()) == SupportState.VERBATIM


def test_a_passage_that_stands_among_others_now_has_moved() -> None:
    old = "\n".join((*ABOUT[:3], GRAIN, *ABOUT[3:], *MORE))
    new = "\n".join((*ABOUT, *MORE[:2], GRAIN, *MORE[2:]))
    support = weigh(GRAIN, Rendition(text=new), carried=carried_in(GRAIN, old))
    assert support.state == SupportState.MOVED


def test_a_paragraph_before_or_after_moves_nothing() -> None:
    old = "\n".join((*ABOUT[:3], GRAIN, *ABOUT[3:]))
    for new in (
        "\n".join((*MORE, *ABOUT[:3], GRAIN, *ABOUT[3:])),
        "\n".join((*ABOUT[:3], *MORE, GRAIN, *ABOUT[3:])),
        "\n".join((*ABOUT[:3], GRAIN, *MORE, *ABOUT[3:])),
    ):
        assert weigh(GRAIN, Rendition(text=new), carried=carried_in(GRAIN, old)).state == SupportState.VERBATIM


def test_a_carried_passage_that_vanished_is_gone() -> None:
    old = "\n".join((*ABOUT[:3], GRAIN, *ABOUT[3:], *MORE))
    support = weigh(GRAIN, page(), carried=carried_in(GRAIN, old))
    assert support.state == SupportState.GONE
    assert "that carried it is gone" in support.why


def test_a_heading_that_keeps_the_subject_is_not_what_became_of_the_sentence() -> None:
    claim = "The mill at Velmark ground flour for the town until it closed."
    head = "The mill at Velmark"
    old, new = ("\n".join((head, *ABOUT, sentence, *MORE)) for sentence in (claim, "The village has a school."))
    support = weigh(claim, Rendition(text=new, title=head), carried=carried_in(claim, old))
    assert support.state == SupportState.GONE


def test_what_stood_beside_a_sentence_before_is_not_what_became_of_it() -> None:
    claim, beside = "The mill at Velmark ground flour and oats for the town.", "The mill at Velmark is white."
    old, new = "\n".join((*ABOUT, claim, beside, *MORE)), "\n".join((*ABOUT, beside, *MORE))
    assert weigh(claim, Rendition(text=new), carried=carried_in(claim, old)).state == SupportState.GONE


def test_a_daily_figure_is_carried_on_its_day_and_changed_on_every_later_one() -> None:
    claim = "On 3 March 2021, 41 ships were waiting outside Velmark."
    stable = "Pilots of Velmark are trained for three years at the naval school of Ostmar."
    days = (
        ("4 March 2021", "38", "12"),
        ("5 March 2021", "1,052", "7"),
        ("9 May 2021", "5", "4"),
    )
    first = bulletin(day="3 March 2021", waiting="41", cargo="12")
    carried, steady = carried_in(claim, first), carried_in(stable, first)
    assert weigh(claim, Rendition(text=first)).state in CARRIED
    for at, (day, waiting, cargo) in enumerate(days):
        text = bulletin(day=day, waiting=waiting, cargo=cargo, before=MORE[: at + 1], after=MORE[at + 1 :])
        support = weigh(claim, Rendition(text=text), carried=carried)
        assert support.state == SupportState.FIGURE_CHANGED
        assert (support.was, support.became) == ("41", waiting)
        assert support.passage is not None
        assert waiting in support.passage.text
        assert weigh(stable, Rendition(text=text), carried=steady).state in CARRIED
