"""Short claims without figures: no word of theirs may be missing."""

import pytest

from archive.domain.support import CARRIED, Rendition, weigh

TOLD = (
    "Der Rat tagte am Montag. {} Die Sitzung dauerte bis zum Abend, und viele Bürger kamen in das Rathaus. "
    "Ein Chor sang im Hof, und die Feuerwehr lud zu einem Fest auf dem Markt ein."
)


@pytest.mark.parametrize(
    ("claim", "like"),
    [
        ("Das Gericht wies die Klage des Bauern ab.", "Das Gericht gab der Klage des Bauern statt."),
        ("Der Ausschuss lehnte den Antrag ab.", "Der Ausschuss nahm den Antrag an."),
        ("The mayor supports the plan for a tram.", "The mayor is against the plan for a tram."),
    ],
)
def test_without_its_verb_a_short_claim_is_not_carried(claim: str, like: str) -> None:
    assert weigh(claim, Rendition(text=TOLD.format(like))).state not in CARRIED


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Der Ausschuss lehnte den Antrag ab.", "Der Antrag wurde vom Ausschuss abgelehnt."),
        ("The court rejected the appeal of the fishermen.", "The court dismissed the appeal by the fishermen."),
        ("Negotiators failed to reach a deal in Geneva.", "Negotiators did not reach a deal in Geneva."),
    ],
)
def test_a_word_alike_stands_for_it(claim: str, other: str) -> None:
    assert weigh(claim, Rendition(text=TOLD.format(other))).state in CARRIED


def test_a_date_alone_makes_no_short_claim_of_what_lacks_its_verb() -> None:
    told = "The harbour was founded in 1924 by merchants. The mill at Velmark is white. " + TOLD.format("")
    assert weigh("The mill at Velmark ground flour until 1924.", Rendition(text=told)).state not in CARRIED
