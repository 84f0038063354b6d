"""Words that turn what a sentence says round or change how binding it is: "not", "never", "must", "may"."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from archive.domain.comparing.folding import one_line
from archive.domain.comparing.pairs import Pair

_FORCE = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|must|shall|should|may|might|can|will|unless|except|only|all|"
    r"nicht|kein\w{0,2}|nie|niemals|ohne|muss|müssen|darf|dürfen|soll|sollen|kann|können|nur|alle|"
    r"pas|jamais|aucune?|sans|doit|doivent|peut|peuvent|sauf|ninguna?|nunca|jamás|sin|debe|deben|puede|pueden|"
    r"non|mai|senza|deve|devono|può|possono|não|sem|pode|podem|niet|geen|nooit|zonder|moet|mag|"
    r"не|нет|никогда|без|должен|должны|может|могут)\b|\w{2,8}n['’]t\b",
    re.IGNORECASE,
)
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
    return _words(" ".join(before)) != _words(" ".join(after))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _FORCE.findall(text))
