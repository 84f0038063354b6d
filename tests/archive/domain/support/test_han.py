"""Claims in Chinese, which has no spaces between words."""

import pytest

from archive.domain.support import CARRIED, Rendition, SupportState, weigh
from archive.domain.support.han import turned_in_han

TOLD = "市政厅去年秋天重新粉刷。合唱团每周二排练。{}图书馆新添了书架。周日停车免费。消防队举办了活动。"


@pytest.mark.parametrize(
    ("claim", "like", "word"),
    [
        ("2022年上海出口汽车120万辆。", "2022年上海没有出口汽车120万辆。", "没有"),
        ("公司裁员400人。", "公司没有裁员400人。", "没有"),
        ("政府批准了该计划。", "政府未批准该计划。", "未"),
        ("政府批准了该计划。", "政府否决了该计划。", "否决"),
        ("公司的利润为85亿美元。", "公司的亏损为85亿美元。", "亏损"),
        ("失业率上升到5.5%。", "失业率下降到5.5%。", "下降"),
    ],
)
def test_a_denial_or_an_opposite_turns_the_statement(claim: str, like: str, word: str) -> None:
    found = turned_in_han(claim, TOLD.format(like))
    assert found is not None
    assert found.word == word
    assert weigh(claim, Rendition(text=TOLD.format(like))).state not in CARRIED


def test_a_character_within_another_word_denies_nothing() -> None:
    claim = "2022年上海出口汽车120万辆。"
    assert turned_in_han(claim, "2022年上海不仅出口汽车120万辆，还出口船舶。") is None
    assert weigh(claim, Rendition(text=TOLD.format("2022年，上海汽车出口120万辆。"))).state in CARRIED


def test_the_denial_of_a_claim_that_its_statement_lacks_contradicts_it() -> None:
    told = TOLD.format("2022年上海出口汽车120万辆。")
    assert weigh("2022年上海没有出口汽车120万辆。", Rendition(text=told)).state == SupportState.CONTRADICTED


def test_other_scripts_are_left_to_other_rules() -> None:
    assert turned_in_han("The city exported cars.", "The city never exported cars.") is None
