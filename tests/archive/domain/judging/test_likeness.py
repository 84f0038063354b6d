"""How much two texts share."""

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.judging.likeness import same_title, shared


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= shared(one, other) <= 1
    assert shared(one, other) == shared(other, one)


@given(st.lists(st.sampled_from(["harbour", "wall", "stone", "ferry"]), min_size=1).map(" ".join))
def test_a_text_is_like_itself(text: str) -> None:
    assert shared(text, text) == 1


def test_other_words_share_nothing_in_any_script() -> None:
    assert shared("the harbour wall was rebuilt", "fish and chips are sold here") == 0
    assert shared("北京是中国的首都", "北京是中国的首都") == 1


def test_a_title_is_the_same_with_the_sites_name_after_it() -> None:
    assert same_title("Harbour wall rebuilt after storm", "Harbour Wall Rebuilt After Storm | The Daily")
    assert not same_title("Harbour", "Harbour wall rebuilt")
    assert not same_title(None, "")
