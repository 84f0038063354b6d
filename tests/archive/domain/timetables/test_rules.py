"""Rules as people write them."""

from datetime import timedelta

import pytest

from archive.domain.timetables import Cron, Every, rule


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("6h", timedelta(hours=6)),
        (" 7d ", timedelta(days=7)),
        ("2w", timedelta(days=14)),
    ],
)
def test_an_interval_is_a_number_and_a_unit(text: str, span: timedelta) -> None:
    assert rule(text) == Every(text=text.strip(), span=span)


def test_five_fields_are_a_cron_line_and_off_is_none() -> None:
    line = rule("0  3 * * Sun")
    assert isinstance(line, Cron)
    assert line.text == "0 3 * * sun"
    assert rule("OFF") is None


@pytest.mark.parametrize("text", ["", "often", "15", "m", "0m", "1.5h", "-5m", "0 3 * *", "@daily"])
def test_anything_else_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"write an interval|a second at least|five"):
        rule(text)
