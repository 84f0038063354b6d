"""How much a change matters, and which rules say so."""

import pytest

from archive.domain.comparing import compare
from archive.domain.comparing.significance import factor
from tests.archive.domain.comparing.readings import PROSE, URL, became, reading


def test_the_significance_is_the_sum_of_its_parts() -> None:
    change = became(PROSE, PROSE.replace("24 %", "21 %"))
    assert change.significance == pytest.approx(sum(part.weight for part in change.parts), abs=1e-4)
    assert {"prose", "figures", "text share (EDGI)"} <= {part.rule for part in change.parts}


def test_the_factor_of_edgi_runs_from_nothing_to_all_and_is_steeper_at_first() -> None:
    assert (factor(0), factor(1)) == (0, pytest.approx(1))
    assert factor(0.1) > 0.1


def test_a_word_that_turns_a_sentence_round_weighs_more_than_another() -> None:
    turned = became(PROSE, PROSE.replace("is not known yet", "is known yet"))
    other = became(PROSE, PROSE.replace("long after", "shortly after"))
    assert turned.significance > other.significance
    assert "force of a sentence" in {part.rule for part in turned.parts}


def test_a_quotation_that_was_reworded_or_is_gone_weighs() -> None:
    reworded = became(PROSE, PROSE.replace("woke up on an island", "woke up by a lake"))
    assert [each.what for each in reworded.alterations] == ["quotation"]
    gone = became(PROSE, "\n".join(line for line in PROSE.splitlines() if "Nobody" not in line))
    assert [(each.what, each.after) for each in gone.alterations] == [("quotation", "")]
    assert min(reworded.significance, gone.significance) > 0.4


def test_the_text_of_a_home_page_weighs_less() -> None:
    before, after = reading(), reading(PROSE + "\nBehind the village the old bridge was carried away before dawn.")
    home = compare(before, after, url="https://rivers.example/")
    assert home.significance < compare(before, after, url=URL).significance


def test_a_summary_is_one_short_line_whatever_the_page_says() -> None:
    change = became(PROSE, PROSE + "\n" + "\x1b[31m“woe”\t" * 500)
    assert len(change.summary) <= 300
    assert change.summary.isprintable()
