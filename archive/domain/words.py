"""Texts as words: what counts as one word when texts are counted and compared."""

import re

# Han, kana and their extensions are written without spaces: each character counts as a word.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")


def split_words(text: str) -> list[str]:
    """The words of a text in order, punctuation kept with its word; Han and kana one character each."""
    return _WORD.findall(text)
