"""Whether a passage says the opposite of a claim: a "not" that the claim lacks, or "fell" where it has "rose"."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from rapidfuzz.distance import LCSseq

from archive.domain.comparing.folding import fold
from archive.domain.sentences import split

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CUES = frozenset(
    re.findall(
        r"\S+",
        """
    not no never neither nor without cannot none nobody deny denies denied denying false falsely untrue refuse refused
    refuses fail failed fails reject rejected rejects unlikely hardly barely unable disputed disputes debunked
    nicht kein keine keinen keiner nie niemals pas jamais aucun aucune nunca jamás ningún ninguna mai nessun não niet
    geen nooit не нет никогда
        """,
    )
)
_OPPOSED = tuple(
    frozenset(pair.split("/"))
    for pair in re.findall(
        r"\S+",
        """
    rose/fell rise/fall rises/falls rising/falling rose/dropped rose/declined increase/decrease increased/decreased
    increases/decreases increasing/decreasing increased/fell increased/declined grew/shrank
    higher/lower highest/lowest largest/smallest best/worst confirmed/denied accepted/rejected approved/rejected
    won/lost win/lose wins/loses success/failure legal/illegal guilty/innocent convicted/acquitted opened/closed
    supported/opposed supports/opposes allowed/banned
        """,
    )
)
_REACH = 3
"""A "not" bears on the words of the claim that stand so close after it."""
_LONGEST = 400
_STOP = "."


def turned(claim: str, passage: str) -> str | None:
    """The word that turns the passage against the claim, or None; both are compared word by word, in order.

    Only a word that stands among those of the claim counts: a "not" elsewhere in the passage denies something else.
    """
    ours, theirs = tokens(claim), _in_sentences(passage)
    matched = in_order(ours, theirs)
    if not matched:
        return None
    spoken = frozenset(ours)
    return _denial(spoken, theirs, matched) or _opposite(spoken, theirs, matched)


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared in order, function words too, in small letters."""
    return [_plain(word) for word in _TOKEN.findall(fold(text).casefold())[:_LONGEST]]


def _in_sentences(passage: str) -> list[str]:
    """The words of a passage, with a mark after each sentence."""
    words = (word for start, end in split(passage) for word in (*tokens(passage[start:end]), _STOP))
    return list(islice(words, _LONGEST))


def in_order(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """The places in `theirs` of the longest run of words, in order, that both have."""
    return [
        place
        for code in LCSseq.opcodes(ours, theirs)
        if code.tag == "equal"
        for place in range(code.dest_start, code.dest_end)
    ]


def _plain(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _is_cue(word: str) -> bool:
    return word in _CUES or word.endswith("n't")


def _denial(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> str | None:
    if any(map(_is_cue, spoken)):
        return None
    held = frozenset(matched)
    first, last = matched[0], matched[-1]
    for place in range(max(0, first - 2), last):
        if not _is_cue(theirs[place]):
            continue
        after = takewhile(lambda each: theirs[each] != _STOP, range(place + 1, min(place + 1 + _REACH, last + 1)))
        if any(each in held and len(theirs[each]) > _REACH for each in after):
            return theirs[place]
    return None


def _opposite(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> str | None:
    there = theirs[max(0, matched[0] - 2) : matched[-1] + 2]
    said = frozenset(there)
    for pair in _OPPOSED:
        mine, other = pair & spoken, pair & said
        if len(mine) == 1 and len(other) == 1 and mine != other and not mine & said:
            return str(*other)
    return None
