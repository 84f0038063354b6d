"""Names that have each other's place: who bought whom."""

import pytest

from archive.domain.support import CARRIED, SupportState, weigh
from tests.archive.domain.support.pages import page


@pytest.mark.parametrize(
    ("claim", "like"),
    [
        ("Norland Steel acquired Ostmar for $2.1 billion.", "Ostmar acquired Norland Steel for $2.1 billion."),
        ("Ida Tolland beat Karl Brenner in the final.", "Karl Brenner beat Ida Tolland in the final."),
        ("Inflation in Norland was higher than in Ostmar.", "Inflation in Ostmar was higher than in Norland."),
        ("Ida Tolland was born in Oslo and died in Rome.", "Ida Tolland was born in Rome and died in Oslo."),
        ("The train leaves from Basel to Milan.", "The train leaves from Milan to Basel."),
        ("Company A sued Company B over patents.", "Company B sued Company A over patents."),
        ("Tolland verklagte Brenner wegen Patenten.", "Brenner verklagte Tolland wegen Patenten."),
        ("Sales rose in Norland but fell in Ostmar.", "Sales rose in Ostmar but fell in Norland."),
        ("Tolland sued Brenner over patents.", "Tolland was sued by Brenner over patents."),
        ("Women earn less than men in Velmark.", "Men earn less than women in Velmark."),
        ("Rents rose faster than wages in Velmark.", "Wages rose faster than rents in Velmark."),
    ],
)
def test_names_that_changed_places_make_a_lookalike(claim: str, like: str) -> None:
    support = weigh(claim, page(like))
    assert support.state == SupportState.AMBIGUOUS
    assert '" for "' in support.why


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Norland Steel acquired Ostmar for $2.1 billion.", "Ostmar was acquired by Norland Steel for $2.1 billion."),
        ("Tolland verklagte Brenner wegen Patenten.", "Brenner wurde von Tolland wegen Patenten verklagt."),
        ("Norland and Ostmar signed the treaty in May.", "Ostmar and Norland signed the treaty in May."),
        ("Sales rose in Norland but fell in Ostmar.", "Sales fell in Ostmar but rose in Norland."),
        ("The drug helps adults and children.", "The drug helps children and adults."),
        (
            "Exports fell 5 percent in May while imports rose 3 percent.",
            "Imports rose 3 percent in May, while exports fell 5 percent.",
        ),
        ("In Velmark, Tolland sold 40 tonnes of grain.", "Tolland sold 40 tonnes of grain in Velmark."),
        ("Ida Tolland was born in Oslo and died in Rome.", "Born in Oslo, Ida Tolland died in Rome."),
        ("Inflation in Norland was higher than in Ostmar.", "Inflation in Ostmar was lower than in Norland."),
    ],
)
def test_names_in_another_order_that_keep_their_part_are_no_lookalike(claim: str, other: str) -> None:
    assert weigh(claim, page(other)).state in CARRIED
