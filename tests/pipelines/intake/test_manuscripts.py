"""Blocks of text, and what is asked of their links."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.intake.manuscripts import Spans

STRETCHES = st.tuples(st.integers(0, 30), st.integers(0, 5)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(STRETCHES, max_size=8), STRETCHES)
def test_stretches_meet_where_any_of_them_overlaps(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Spans(spans).meet(start, end) == any(low < end and start < high for low, high in spans)
