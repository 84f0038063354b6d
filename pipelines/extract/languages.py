"""In which language a text is written."""

import re

import py3langid  # type: ignore[import-untyped]  # it ships no types

SAMPLE = 1500
"""Characters that are looked at: more of them change neither the answer nor, in proportion, the time."""

MIN_BYTES = 60
"""Bytes of letters in UTF-8 under which no answer is better than a guess: ten English words, twenty Han characters."""

_NOT_LETTERS = re.compile(r"[\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it is too short to tell."""
    sample = text[:SAMPLE]
    if len(_NOT_LETTERS.sub("", sample).encode()) < MIN_BYTES:
        return None
    return str(py3langid.classify(sample)[0])
