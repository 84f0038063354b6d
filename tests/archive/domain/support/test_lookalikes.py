"""Sentences that are like a claim and say something else: none of them carries it, and none is taken for its loss."""

import pytest

from archive.domain.support import CARRIED, SupportState, weigh
from tests.archive.domain.support.pages import page

LOOKALIKES = {
    "another subject": [
        ("Unemployment fell to 4.2 percent in March 2024.", "Inflation fell to 4.2 percent in March 2024."),
        ("Solar power met 24 percent of demand in 2025.", "Wind power met 24 percent of demand in 2025."),
        ("The museum drew 430,000 visitors last year.", "The zoo drew 430,000 visitors last year."),
        (
            "Operating profit rose 15 percent to 2.1 billion euros.",
            "Operating loss rose 15 percent to 2.1 billion euros.",
        ),
        ("Le chômage a baissé à 7,1 % en 2023.", "L'inflation a baissé à 7,1 % en 2023."),
        ("Der Umsatz stieg 2023 auf 8,5 Milliarden Euro.", "Der Verlust stieg 2023 auf 8,5 Milliarden Euro."),
    ],
    "another quantity of the subject": [
        ("The ferry carried 8,200 passengers in 2021.", "The ferry carried 6,100 passengers and 8,200 cars in 2021."),
        ("The virus infected 2,300 people in the province.", "The virus infected 2,300 pigs in the province."),
        ("The study covered 1,500 patients in 12 hospitals.", "The study covered 1,500 hospitals in 12 countries."),
        ("The reactor produces 900 megawatts of power.", "The reactor consumes 900 megawatts of power."),
        ("Solar power met 24 percent of demand in 2025.", "Solar power met 24 percent of supply in 2025."),
        ("The fund invested 40 million euros in AI firms.", "The fund invested 40 million euros in biotech firms."),
        ("Childhood obesity affects 14 percent of girls.", "Childhood obesity affects 14 percent of boys."),
    ],
    "a figure that is another's in the same sentence": [
        (
            "The yard sold 120,000 electric cars in Norland in 2022.",
            "The yard sold 120,000 diesel cars in Norland in 2022, and 45,000 electric cars.",
        ),
        (
            "The vaccine reduced hospital admissions by 62 percent among adults over 65.",
            "The vaccine reduced deaths by 62 percent among adults over 65, and hospital admissions by 41 percent.",
        ),
        (
            "Smoking raises the risk of stroke by 50 percent.",
            "Smoking raises the risk of dementia by 50 percent and of stroke by 30 percent.",
        ),
        (
            "Smoking raises the risk of stroke by 30 percent.",
            "Smoking raises the risk of stroke by 50 percent and of dementia by 30 percent.",
        ),
    ],
    "a word that stands only in another clause": [
        (
            "The ship sank near Malta in 1942 with 45 sailors.",
            "The ship sank near Crete in 1942 with 45 sailors; Malta sent help.",
        ),
        (
            "The harbour board approved the new ferry terminal in 2018.",
            "The harbour board approved the new ferry timetable in 2018, but not the terminal.",
        ),
        (
            "The harbour board approved the new ferry terminal in 2018.",
            "The city council approved the new ferry terminal in 2018, against the harbour board.",
        ),
    ],
    "figures that changed places": [
        (
            "Norland imported 50 million tonnes of coal and Ostmar 12 million tonnes.",
            "Norland imported 12 million tonnes of coal and Ostmar 50 million tonnes.",
        ),
        (
            "The ferry carried 8,200 passengers in 2021.",
            "The ferry carried 8,200 passengers in 2020 and 7,900 passengers in 2021.",
        ),
    ],
    "the opposite": [
        ("The bank raised its rate to 5.25 percent.", "The bank cut its rate to 5.25 percent."),
        ("Rainfall in June was 40 percent above average.", "Rainfall in June was 40 percent below average."),
        (
            "The minister said the budget would grow to 90 million.",
            "The minister denied the budget would grow to 90 million.",
        ),
    ],
    "by instead of to": [
        ("The bank raised its rate to 5.25 percent.", "The bank raised its rate by 5.25 percent."),
        ("Prices increased 3 percentage points in June.", "Prices increased 3 percent in June."),
    ],
    "what is only planned": [
        ("The northern fund raised $8.5 billion.", "The northern fund planned to raise $8.5 billion."),
        ("Solar power met 24 percent of demand in 2025.", "Solar power will meet 24 percent of demand in 2025."),
    ],
}

PARAPHRASES = [
    ("Unemployment fell to 4.2 percent in March 2024.", "In March 2024 the unemployment rate dropped to 4.2%."),
    ("The company earned $8.5 billion in 2023.", "In 2023 the company made 8.5 billion dollars."),
    ("Solar power met 24 percent of demand in 2025.", "Solar power covered 24% of demand in 2025."),
    ("One in five start-ups received state funding.", "20 percent of start-ups received state funding."),
    ("The bank raised its rate to 5.25 percent.", "The bank increased its key rate to 5.25%."),
    ("The museum drew 430,000 visitors last year.", "Last year 430,000 people visited the museum."),
    ("Sales were 12 tonnes in Ostmar.", "Sales were 40 tonnes in Norland and 12 tonnes in Ostmar."),
    ("The mill sold 40 tonnes in Norland.", "The mill sold 40 tonnes in Norland and 12 tonnes in Ostmar."),
    (
        "Smoking raises the risk of stroke by 50 percent.",
        "Smoking increases stroke risk by 50%, and the risk of dementia by 30%.",
    ),
    (
        "The ferry carried 8,200 passengers in 2021.",
        "In 2021 there were 8,200 passengers on the ferry, it carried no cars.",
    ),
    ("The council approved 117 AI models.", "The council has approved 117 artificial intelligence models."),
    ("Der Umsatz stieg 2023 auf 8,5 Milliarden Euro.", "Im Jahr 2023 wuchs der Umsatz auf 8,5 Mrd. Euro."),
]


@pytest.mark.parametrize(
    ("claim", "like"), [pair for pairs in LOOKALIKES.values() for pair in pairs], ids=lambda text: text[:40]
)
def test_a_lookalike_carries_nothing_and_never_counts_as_verbatim(claim: str, like: str) -> None:
    support = weigh(claim, page(like))
    assert support.state not in CARRIED
    assert support.state != SupportState.GONE


@pytest.mark.parametrize(("claim", "other"), PARAPHRASES)
def test_the_same_statement_in_other_words_is_carried_all_the_same(claim: str, other: str) -> None:
    assert weigh(claim, page(other)).state in CARRIED


def test_where_the_sentence_itself_stands_a_lookalike_beside_it_harms_nothing() -> None:
    for pairs in LOOKALIKES.values():
        for claim, like in pairs:
            assert weigh(claim, page(like, claim)).state == SupportState.VERBATIM, claim


def test_the_word_that_stands_in_the_place_of_another_is_told() -> None:
    claim, like = LOOKALIKES["another subject"][0]
    support = weigh(claim, page(like))
    assert support.state == SupportState.AMBIGUOUS
    assert '"Inflation" for "Unemployment"' in support.why


def test_the_word_by_which_something_is_only_planned_is_told() -> None:
    claim, like = LOOKALIKES["what is only planned"][0]
    assert '"planned"' in weigh(claim, page(like)).why


def test_a_claim_of_what_is_planned_is_carried_by_a_plan() -> None:
    claim = "The northern fund plans to raise $8.5 billion."
    assert weigh(claim, page("The northern fund planned to raise $8.5 billion.")).state in CARRIED


def test_every_figure_that_others_stand_for_is_told() -> None:
    claim = "The harbour of Velmark has 41 new cranes, and steel for it comes from 12 countries."
    support = weigh(claim, page(claim.replace("41", "38").replace("12", "9")))
    assert support.state == SupportState.CONTRADICTED
    assert (support.was, support.became) == ("41; 12", "38; 9")


def test_an_unrelated_sentence_takes_no_year_from_the_date_line() -> None:
    told = (
        "Published 3 March 2025.",
        "The wall was rebuilt in 2024 by masons from the north.",
        "The new wall is liked.",
    )
    assert weigh("The wall was rebuilt in 2025 by masons.", page(*told)).state not in CARRIED


def test_a_date_is_contradicted_by_a_date_and_by_no_other_number() -> None:
    claim = "The town wall of Velmark was rebuilt by masons from the north in 2025."
    with_year = weigh(claim, page(claim.replace("2025", "2019")))
    assert (with_year.state, with_year.became) == (SupportState.CONTRADICTED, "2019")
    without = weigh(claim, page("The town wall of Velmark was rebuilt by 40 masons from the north."))
    assert without.state == SupportState.PARTLY
    assert without.missing == ("2025",)


def test_a_denial_that_stands_in_the_claim_alone_is_told_as_one_that_the_passage_lacks() -> None:
    claim = "The council of Velmark rejected the plan for a new harbour wall."
    support = weigh(claim, page(claim.replace("rejected", "never rejected")))
    assert 'it has "never"' in support.why
    support = weigh(claim.replace("rejected", "never rejected"), page(claim))
    assert 'it lacks the "never"' in support.why


def test_a_quotation_with_another_word_is_not_verbatim() -> None:
    claim = "The pilots of Velmark called it “the worst winter in living memory of the whole coast”."
    assert weigh(claim, page(claim)).state == SupportState.VERBATIM
    assert weigh(claim, page(claim.replace("winter in living", "winter of living"))).state == SupportState.REWORDED


def test_a_score_that_is_part_of_another_stands_nowhere_else() -> None:
    claim = "In the final the sailors of Velmark beat Ostmar by 6–5."
    support = weigh(claim, page(claim.replace("6–5", "16–5")))
    assert (support.state, support.became) == (SupportState.CONTRADICTED, "16–5")


def test_a_name_by_its_initials_counts_like_the_name() -> None:
    claim = "The World Harbour Organization counted 312 wrecks off Velmark."
    assert weigh(claim, page(claim.replace("World Harbour Organization", "WHO"))).state in CARRIED


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("12 June 2021", "12 June 8021"),
        ("Q2 2023", "Q2 2123"),
        ("11/05/2014", "11/06/2014"),
        ("11/05/2014", "31/05/2014"),
    ],
)
def test_a_digit_changed_in_a_date_is_seen(cited: str, told: str) -> None:
    claim = f"The bridge of Velmark was opened to traffic in the rain on {cited} by the mayor."
    assert weigh(claim, page(claim)).state == SupportState.VERBATIM
    assert weigh(claim, page(claim.replace(cited, told))).state not in CARRIED


def test_a_figure_that_agrees_only_within_its_rounding_is_not_verbatim() -> None:
    claim = "About 30,000 tonnes of waste were burned at Velmark in the summer."
    assert weigh(claim, page(claim)).state == SupportState.VERBATIM
    assert weigh(claim, page(claim.replace("30,000", "30,009"))).state == SupportState.REWORDED
