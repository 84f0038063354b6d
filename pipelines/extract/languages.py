"""In which language a text is written."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it ships no types

SAMPLE = 1000
"""Characters that are looked at: more of them change neither the answer nor, in proportion, the time."""

MIN_BYTES = 60
"""Bytes of letters in UTF-8 under which no answer is better than a guess: ten English words, twenty Han characters."""

MIN_CONFIDENCE = 0.5
"""Probability under which there is no answer: tables of figures and source code are in no language (0.1 to 0.3)."""

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NO_LANGUAGE = frozenset({"und", "zxx"})


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language of `text`; None where it is too short or too odd to tell."""
    sample = text[:SAMPLE]
    if len(_NOT_LETTERS.sub("", sample).encode()) < MIN_BYTES:
        return None
    code, _ = _identifier().classify(sample)
    return None if code in _NO_LANGUAGE else str(code)


@cache
def _identifier() -> LanguageIdentifier:
    """Loading it takes over half a second and 70 MB: once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=MIN_CONFIDENCE)
