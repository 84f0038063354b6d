"""A text made ready to be searched."""

from archive.domain.support.texts import prepare


def test_sentences_end_at_lines_and_long_runs_are_cut() -> None:
    prepared = prepare("Menu\nHome of ships. They wait.\n" + "word " * 400)
    pieces = [prepared.text[start:end] for start, end in zip(prepared.starts, prepared.ends, strict=True)]
    assert pieces[:3] == ["Menu", "Home of ships.", "They wait."]
    assert all(len(piece) <= 700 for piece in pieces)
    assert sum(piece.count("word") for piece in pieces) == 400


def test_a_word_is_found_with_its_kin_and_a_long_name_in_another_spelling() -> None:
    prepared = prepare("The Qatari ship. A port. A portal. Mr Basindwa waits.")
    assert list(prepared.holders("qatar", stretch=3)) == [0]
    assert list(prepared.holders("port", stretch=2)) == [1]
    assert list(prepared.holders("basindawa", stretch=3, name=True)) == [3]
    assert list(prepared.holders("basindawa", stretch=3)) == []


def test_entities_that_are_shown_as_they_are_are_no_words() -> None:
    prepared = prepare("The mayor&#8217;s&nbsp;ship waits&amp;sails.")
    assert "nbsp" not in prepared.postings
    assert "8217" not in prepared.postings
    assert prepared.text.count("&") == 3


def test_an_empty_text_has_no_pieces() -> None:
    assert prepare("").size == 0
    assert prepare(" \n ").size == 0
