"""What stands before a number: its sign, its currency, a comparison, or a name that the number belongs to."""

import re
from dataclasses import dataclass

from archive.domain.figures.currencies import CODES_BEFORE, SIGN_PREFIXES, SIGNS
from archive.domain.figures.phrases import BEFORE, HAN_BEFORE, LABELS, LAST_WORDS, SIGNS_BEFORE
from archive.domain.figures.values import Comparison

_WINDOW = 48
_LONGEST_PHRASE = 3
_LETTERS_NEAR = "\u0590"
"""From here on scripts write numbers without a space before them."""
_NAMING = frozenset("/\\=&_@#:;,.'’%^+|*")
_TWO_SIGNS: dict[str, Comparison] = {">=": ">=", "<=": "<="}
_NO_CURRENCY = frozenset("abcdefghijklmnopqtuvwxyz/_0123456789")
_SPACES = " \t\u00a0\u2009\u202f"
_CODE = re.compile(r"(?:\b[A-Za-z]{2,3}\.?|\b[A-Z.]{1,4}[$¥])\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """Where the figure starts, and what the words before say of it; `words` are the last of them, in lower case.

    `named` marks a number that is part of a name, an address or another number.
    """

    start: int
    unit: str | None = None
    sign: str = ""
    negative: bool = False
    comparison: Comparison = ""
    approximate: bool = False
    words: tuple[str, ...] = ()
    named: bool = False


def look_back(text: str, start: int) -> Leading:
    """What stands before the number that starts at `start`."""
    if start and text[start - 1] in _NO_CURRENCY:
        return Leading(start=start, named=True)
    floor = max(0, start - _WINDOW)
    window = text[floor:start]
    window, negative = _minus(window)
    unit, sign, window = _currency(window)
    if unit is not None and not negative:
        window, negative = _minus(window)
    if _is_named(window, money=unit is not None):
        return Leading(start=start, named=True)
    place = floor + len(window)
    while place < start and text[place] in _SPACES:
        place += 1
    comparison, approximate, words = _hedge(window)
    negative = negative or words[-1:] == ("minus",)
    return Leading(
        start=place,
        unit=unit,
        sign=sign,
        negative=negative,
        comparison=comparison,
        approximate=approximate,
        words=words,
    )


def _minus(window: str) -> tuple[str, bool]:
    """The window without the sign of the number, and whether that is a minus."""
    if not window or window[-1] not in "-−–+‑":
        return window, False
    before = window[-2:-1]
    if before and not (before.isspace() or before in '([{|“‘"~≈<>' or before >= "\u2e80"):
        return window, False
    return window[:-1], window[-1] != "+"


def _currency(window: str) -> tuple[str | None, str, str]:
    """The currency that ends the window, as code and as written, and what is left of the window."""
    bare = window.rstrip(_SPACES)
    if not bare:
        return None, "", window
    if bare[-1] in SIGNS:
        prefix = next((sign for size in (4, 3, 2) if (sign := bare[-size:]) in SIGN_PREFIXES), bare[-1])
        return SIGN_PREFIXES.get(prefix) or SIGNS[bare[-1]], prefix, bare[: -len(prefix)]
    if bare[-1].isalpha() or bare[-1] == ".":
        code = _CODE.search(bare, max(0, len(bare) - 6))
        if code is not None and code[0] in CODES_BEFORE:
            return CODES_BEFORE[code[0]], code[0], bare[: code.start()]
    return None, "", window


def _is_named(window: str, *, money: bool) -> bool:
    """Whether what the number is glued to makes it part of a name or of something longer."""
    if not window:
        return False
    last = window[-1]
    if last.isalnum():
        return last < _LETTERS_NEAR or last == "第"
    if last in "-‐‑–—−":
        return not money and bool(window[:-1]) and (window[-2].isalnum() and window[-2] < "\u2e80")
    if last == ":":
        return window[-2:-1].isdigit()
    if last in _NAMING:
        return last != "|" and window[-2:] not in _TWO_SIGNS
    return last == "(" and _in_address(window)


def _in_address(window: str) -> bool:
    token = window.split()[-1:] or [""]
    return len(token[0]) > 1 and any(sign in token[0] for sign in ("/", "_", "=", "%", "@"))


def _hedge(window: str) -> tuple[Comparison, bool, tuple[str, ...]]:
    """Comparison, approximation and the last words before the figure."""
    bare = window.rstrip()
    if bare[-2:] in _TWO_SIGNS:
        return _TWO_SIGNS[bare[-2:]], False, ()
    if bare and bare[-1] in SIGNS_BEFORE:
        sign = SIGNS_BEFORE[bare[-1]]
        return sign, not sign, ()
    if bare and bare[-1] >= "\u2e80":
        phrase = next((each for each in HAN_BEFORE if bare.endswith(each)), "")
        return BEFORE.get(phrase, ""), bool(phrase) and not BEFORE[phrase], (phrase,)
    words = tuple(word.casefold().lstrip("(“\"‘'[—–") for word in bare.rsplit(None, _LONGEST_PHRASE)[-_LONGEST_PHRASE:])
    if words and words[-1] in {"a", "an", "the"}:
        words = words[:-1]
    if words and words[-1] in LAST_WORDS:
        for count in range(len(words), 0, -1):
            phrase = " ".join(words[-count:])
            if phrase in BEFORE:
                return BEFORE[phrase], not BEFORE[phrase], words
    return "", False, words


def is_label(words: tuple[str, ...]) -> bool:
    """Whether the word before makes the number a mere name: "Table 3"."""
    return bool(words) and words[-1].rstrip(".") in LABELS
