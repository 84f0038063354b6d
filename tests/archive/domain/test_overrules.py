"""A person's word takes the place of the verdict it was spoken on, and of no other."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.overrules import OVERRULED, Overrule, found_by_machine, overruled, spoken_standing
from archive.domain.verdicts import Judgement, Reason, Verdict

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
WALL = Judgement(
    verdict=Verdict.BOT_WALL, reasons=(Reason(sign="cloudflare", seen="title", rule="ours"),), quality=0.0, probe=True
)


def word(value: str, instead_of: str | None, *, days: int = 0) -> Overrule:
    what = "verdict" if value in set(Verdict) else "standing"
    return Overrule(
        what=what,  # type: ignore[arg-type]  # one of the two
        value=value,
        instead_of=instead_of,
        why="it is the page",
        who="anna",
        at=AT + timedelta(days=days),
    )


def test_a_word_on_a_verdict_takes_its_place_and_keeps_the_machine_s_reasons() -> None:
    judgement = overruled(WALL, [word("ok", "bot-wall")])
    assert (judgement.verdict, judgement.quality, judgement.shows_page, judgement.probe) == ("ok", 1.0, True, False)
    assert judgement.reasons == (Reason(sign=OVERRULED, seen="bot-wall", rule="anna: it is the page"), *WALL.reasons)


@pytest.mark.parametrize("words", [[], [word("ok", "paywall")], [word("dead", "bot-wall")]])
def test_what_nobody_spoke_on_stays_as_it_is(words: list[Overrule]) -> None:
    assert overruled(WALL, words) is WALL


def test_a_verdict_that_is_no_page_keeps_the_quality() -> None:
    assert overruled(WALL, [word("paywall", "bot-wall")]).quality == WALL.quality


def test_the_latest_word_counts() -> None:
    words = [word("paywall", "bot-wall", days=1), word("login-wall", "bot-wall")]
    assert overruled(WALL, words).verdict == "paywall"
    assert spoken_standing([word("dead", None, days=2), word("alive", None), *words]) == word("dead", None, days=2)
    assert spoken_standing(words) is None


def test_what_the_machine_found_is_known_behind_a_word() -> None:
    judgement = overruled(WALL, [word("ok", "bot-wall")])
    assert found_by_machine(judgement.verdict, judgement.reasons) == "bot-wall"
    assert found_by_machine(WALL.verdict, WALL.reasons) == "bot-wall"
    assert found_by_machine("timeout", ()) == "timeout"
