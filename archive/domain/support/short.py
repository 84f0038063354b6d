"""Whether a short claim without figures lacks a word in a passage: then nothing tells that both say the same."""

from archive.domain.atoms import AtomKind, content_words, fold
from archive.domain.support.claims import STRICT
from archive.domain.support.counted import is_kin
from archive.domain.support.languages import FUNCTION_WORDS, UNSPACED, script_of
from archive.domain.support.opposites import ALIKE, AUXILIARIES, COMPARED, CUES, DOWN, UP
from archive.domain.support.tokens import tokens
from archive.domain.support.vocabulary import words
from archive.domain.support.weighed import Weighed

_MOST = 5
"""A claim of so many words is short."""
_WHOLE = 4
"""A verb of so many letters is known again within another: "lehnte … ab" in "abgelehnt"."""
_EXACT = STRICT - {AtomKind.DATE}
"""What a passage hardly has by chance."""
_LITTLE = FUNCTION_WORDS | AUXILIARIES
_SAME = (UP, DOWN, COMPARED, CUES, *ALIKE)
"""Which of two that compare or deny turns the claim is judged elsewhere."""
_PARTS = words("ab an auf aus bei ein los mit nach statt um vor weg zu zurück zusammen op af uit")
"""What stands apart from its verb in German and Dutch, or before it."""


def lacks_word(weighed: Weighed) -> bool:
    """Whether a word of a short claim has nothing alike in the passage."""
    terms = [term for term in weighed.part.terms if not term.hint and term.word not in _LITTLE]
    if len(terms) > _MOST or any(atom.kind in _EXACT for atom in weighed.part.atoms):
        return False
    text = weighed.part.text
    if script_of(text) in UNSPACED:
        return False
    lacked = {term.word for bit, term in enumerate(weighed.part.terms) if not weighed.place.inside >> bit & 1}
    there = _written(weighed.place.text)
    named = {word for each in weighed.findings if each[1].found for word, _, _ in content_words(each[1].text)}
    return any(
        not any(_stands_for(fold(text[start:end]), other) for other in there)
        for word, start, end in content_words(text)
        if word in lacked - named - _LITTLE
    )


def _written(text: str) -> list[str]:
    denials = [word for word in map(fold, tokens(text)) if word in CUES]
    return [*denials, *(fold(text[start:end]) for _, start, end in content_words(text))]


def _stands_for(one: str, other: str) -> bool:
    if is_kin(one, other) or any(one in group and other in group for group in _SAME):
        return True
    return (one in _PARTS and other.startswith(one)) or _is_within(one, other) or _is_within(other, one)


def _is_within(one: str, other: str) -> bool:
    """Whether a word is within another, but for its last letter where it is longer."""
    return len(one) >= _WHOLE and (one in other or (len(one) > _WHOLE and one[:-1] in other))
