"""Where the sentences of a text begin and end."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

_END = re.compile(r"(?:(?<![.!?…؟۔।])[.!?…؟۔।]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[”’」』）]*)\s*")
_OPENERS = "\"'“‘«([{¿¡-–—• "
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«]*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")

_NEVER_LAST = frozenset(
    re.findall(
        r"\S+",
        """
    mr mrs ms dr prof gen sen rep gov sgt capt lt col st rev hon messrs mme mlle e.g i.e eg ie vs v cf viz al
    fig figs no nos vol vols ch sec art eq ed eds pp p approx ca resp est dept univ jan feb mar apr jun jul aug
    sep sept oct nov dec bzw z.b d.h u.a vgl nr usw
        """,
    )
)
"""Abbreviations that are always followed by more of their sentence."""

_MAYBE_LAST = frozenset(
    re.findall(
        r"\S+",
        """
    inc corp ltd co llc plc jr sr etc a.m p.m ph.d m.d b.c a.d bros
        """,
    )
)
"""Abbreviations that may stand last: the next word decides."""

_STARTERS = frozenset(
    re.findall(
        r"\S+",
        """
    the this that these those it its he she they we you i in on at by for from with without as but and yet so or
    however although though while when where since because if after before despite instead meanwhile moreover
    there here our their his her both each many most some several all no not now today critics officials what
    why how an a another other still even only also according
        """,
    )
)
"""Words that, written with a capital, begin an English sentence rather than carry on a name."""


def split(text: str, breaks: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """The half-open spans of the sentences of `text`, in order, without the white space around them.

    A sentence ends at a full stop, question or exclamation mark or ellipsis (with the quotation marks and brackets
    that close there) before white space and anything but a lower-case letter; in scripts written without spaces, at
    their own full stop. It does not end after an abbreviation or initial unless the next word can only begin a sentence
    (a capitalised "The", "However" …). A line break is white space. `breaks` are ascending offsets at which a sentence
    ends besides.
    """
    start = 0
    for end, resume in _ends(text, breaks):
        span = _stripped(text, start, end)
        if span is not None:
            yield span
        start = resume
    last = _stripped(text, start, len(text))
    if last is not None:
        yield last


def _ends(text: str, breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    done = 0
    for match in _END.finditer(text):
        upto = bisect_left(breaks, match.end(), done)
        yield from ((point, point) for point in breaks[done:upto])
        done = upto
        if _ends_here(text, match.start(), match.end()):
            yield match.end(), match.end()
    yield from ((point, point) for point in breaks[done:])


def _ends_here(text: str, stop: int, after: int) -> bool:
    follows = text[after : after + 40].lstrip(_OPENERS)
    if not follows:
        return True
    if follows[0].islower():
        return False
    if text[stop] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, stop - 24), stop)
    return _word_may_end(word.group() if word else "", follows)


def _word_may_end(word: str, follows: str) -> bool:
    folded = word.casefold().rstrip(".")
    if folded in _NEVER_LAST:
        return folded in {"no", "art", "mar", "sec", "ed"} and not follows[0].isdigit() and word.islower()
    initials = all(len(part) == 1 and part.isalpha() for part in folded.split(".")) and word[:1].isupper()
    if not initials and folded not in _MAYBE_LAST:
        return True
    following = _NEXT_WORD.match(follows)
    return following is not None and following.group().casefold() in _STARTERS


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None
