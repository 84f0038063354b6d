"""Small words that exclude each other: "few" for "most", "after" for "before"."""

import pytest

from archive.domain.support import CARRIED, SupportState, weigh
from tests.archive.domain.support.pages import page


@pytest.mark.parametrize(
    ("claim", "like"),
    [
        ("Most of the sailors opposed the tax.", "Few of the sailors opposed the tax."),
        ("All schools in Velmark were closed in winter.", "Some schools in Velmark were closed in winter."),
        ("Alle Schulen in Velmark waren geschlossen.", "Einige Schulen in Velmark waren geschlossen."),
        ("Todos los colegios de Velmark cerraron.", "Algunos colegios de Velmark cerraron."),
        ("Oil prices rose before the strike.", "Oil prices rose after the strike."),
        ("Oil prices rose before the strike.", "After the strike, oil prices rose."),
    ],
)
def test_a_small_word_exchanged_makes_a_lookalike(claim: str, like: str) -> None:
    support = weigh(claim, page(like))
    assert support.state == SupportState.AMBIGUOUS
    assert '" for "' in support.why


def test_another_period_is_another_statement_in_other_languages_too() -> None:
    claim = "L'usine produit 12 000 tonnes de papier par an."
    assert weigh(claim, page(claim)).state == SupportState.VERBATIM
    assert weigh(claim, page(claim.replace("par an", "par mois"))).state not in CARRIED


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("All schools in Velmark were closed in winter.", "In winter every school in Velmark was closed."),
        ("Oil prices rose before the strike.", "Before the strike oil prices rose, and fell after it."),
        (
            "The pump loses 40 litres of water a year.",
            "Each year the pump loses 40 litres of water, month after month.",
        ),
    ],
)
def test_a_small_word_that_is_said_otherwise_or_stands_elsewhere_harms_nothing(claim: str, other: str) -> None:
    assert weigh(claim, page(other)).state in CARRIED
