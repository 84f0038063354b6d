"""What a text puts in quotation marks, in the marks of many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.atoms.stopwords import STOP_WORDS
from archive.domain.atoms.words import fold

_LONGEST = 600
_TITLE = 8
_QUOTED = re.compile(
    "|".join(
        rf"{opening}(?P<{name}>[^{stops}]{{1,{_LONGEST}}}){closing}"
        for name, opening, closing, stops in (
            ("low", "„", '[“”"]', '„“”"'),
            ("curly", "“", '[”"]', "“”"),
            ("closing", r"(?<!\w)”(?=\w)", r"(?<=\S)”(?!\w)", "“”"),
            ("angular", "«", "»", "«»"),
            ("turned", "»", "«", "«»"),
            ("corner", "「", "」", "「」"),
            ("white", "『", "』", "『』"),
            ("book", "《", "》", "《》"),
            ("straight", r"(?<![\w\"])\"(?=\S)", r"(?<=\S)\"(?!\w)", '"'),
            ("single", r"(?<![\w’])‘(?=\w)", r"(?<=\S)’(?!\w)", '‘"“”'),
            ("tick", r"(?<![\w'])'(?=\w)", r"(?<=[\w.,!?])'(?!\w)", "'\"“”"),
        )
    )
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words between a pair of quotation marks, at `start` to `end`; `title` where they are written like one."""

    start: int
    end: int
    title: bool


def find_quoted(text: str) -> Iterator[Quoted]:
    """What stands between quotation marks, the marks themselves and a comma or full stop before the last left out."""
    for match in _QUOTED.finditer(text):
        inside = match[match.lastgroup or 0]
        start = match.start(match.lastgroup or 0) + len(inside) - len(inside.lstrip())
        bare = inside.strip().rstrip(".,;:!?… ")
        if _WORD.search(bare):
            yield Quoted(start=start, end=start + len(bare), title=_is_title(bare))


def _is_title(inside: str) -> bool:
    """Whether the words are few, the first and all that carry meaning with a capital: "Made in China 2025"."""
    words = _WORD.findall(inside)
    # German nouns have capitals in any quotation: "ein Geschenk für jedes Kind".
    if words and words[0][0].islower():
        return False
    heavy = [word for word in words if word[0].isalpha() and fold(word) not in STOP_WORDS and len(word) > 1]
    return len(words) <= _TITLE and bool(heavy) and all(word[0].isupper() for word in heavy)
