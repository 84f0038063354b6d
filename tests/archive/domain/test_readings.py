"""The digest of what a page says."""

from archive.domain.readings import Reading


def _reading(text: str, title: str = "T") -> Reading:
    return Reading(extractor="e", title=title, text=text)


def test_white_space_and_title_do_not_change_what_a_text_says() -> None:
    assert _reading("one  two\nthree").digest == _reading("one two three ", title="other").digest


def test_one_digit_does() -> None:
    assert _reading("24 %").digest != _reading("21 %").digest


def test_lone_surrogates_have_a_digest_too() -> None:
    assert _reading("a\ud800").digest.startswith("sha256:")
