"""Words that turn what a sentence says round or change how binding it is: "not", "may", "rose" for "fell"."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from archive.domain.comparing.folding import one_line
from archive.domain.comparing.pairs import Pair

_FORCE = frozenset(
    re.findall(
        r"\w+",
        "not no never none neither nor without cannot must shall should may might can will unless except only all "
        "nicht nie niemals ohne muss müssen darf dürfen soll sollen kann können nur alle "
        "pas jamais aucun aucune sans doit doivent peut peuvent sauf "
        "ningún ninguna nunca jamás sin debe deben puede pueden "
        "non mai senza deve devono può possono não sem pode podem niet geen nooit zonder moet mag "
        "не нет никогда без должен должны может могут",
    )
)
# Words of which another says the opposite: one that takes the place of the other turns the sentence.
_OPPOSED = frozenset(
    re.findall(
        r"\w+",
        "rose fell rise fall rises falls rising falling increase decrease increased decreased increases decreases "
        "more less fewer highest lowest higher lower above below deny denies denied confirm confirms confirmed "
        "accept accepts accepted reject rejects rejected win won lose lost best worst largest smallest success failure "
        "legal illegal guilty innocent approved refused gestiegen gesunken "
        "mehr weniger höchste niedrigste hausse baisse",
    )
)
_MONTH = re.compile(r"\bMay\b")
_NONE = re.compile(r"kein\w{0,2}\Z")
_RUN = re.compile(r"\w+(?:['’]t\b)?")
_APOSTROPHES = ("'", "’")
_LONGEST_WORD = 11
_PAIRS = 500
_LONGEST = 5_000


def turned(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """The later wording of the edited sentences in which such a word came or went while most of the rest stayed."""
    found = (pair.after.text for pair in islice(pairs, _PAIRS) if _is_turned(pair))
    return tuple(one_line(text, 200) for text in found)


def _is_turned(pair: Pair) -> bool:
    if len(pair.before.text) > _LONGEST or len(pair.after.text) > _LONGEST:
        return _words(pair.before.text[:_LONGEST]) != _words(pair.after.text[:_LONGEST])
    # None of these words has white space in it, so the words around what differs cancel each other out.
    before, after = pair.differing
    if len(before) == len(after):
        unlike = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
        before, after = [was for was, _ in unlike], [now for _, now in unlike]
    return _words(" ".join(before)) != _words(" ".join(after)) or _are_opposed(before, after)


def _are_opposed(before: list[str], after: list[str]) -> bool:
    """Whether words that have an opposite took the place of others that have one."""
    old, new = ({word.strip(".,;:!?").casefold() for word in side} & _OPPOSED for side in (before, after))
    return bool(old - new and new - old)


def _words(text: str) -> Counter[str]:
    return Counter(filter(None, map(_force, _RUN.findall(_MONTH.sub("", text).casefold()))))


def _force(run: str) -> str:
    """The word of this kind that a run of letters is: "can" of "can't", "wouldn't" whole, else ""."""
    word = run[:-2] if run[-2:-1] in _APOSTROPHES else run
    if word in _FORCE or (word[0] == "k" and _NONE.match(word)):
        return word
    return run[-_LONGEST_WORD:] if word is not run and word[-1] == "n" and len(word) > 2 else ""
