"""Why a claim is in its state, as one sentence for people."""

from archive.domain.atoms import fold
from archive.domain.support.claims import STRICT
from archive.domain.support.languages import UNSPACED, script_of
from archive.domain.support.replacing import Replaced
from archive.domain.support.states import Judged, Look
from archive.domain.support.tokens import tokens
from archive.domain.support.values import SupportState

_SHOWN = 4


def why_of(judged: Judged, *, known: bool) -> str:
    """Why the claim is in this state; `known`: an earlier snapshot carried it."""
    match judged.state:
        case SupportState.VERBATIM:
            return "the words of the claim stand there"
        case SupportState.REWORDED:
            return f"the passage says it in other words: {_found(judged.look)}"
        case SupportState.MOVED:
            return "the passage stands word for word in another place of the page"
        case SupportState.FIGURE_CHANGED:
            return f"the statement stands with another figure: {', '.join(map(_became, judged.replaced))}"
        case SupportState.CONTRADICTED:
            return _against(judged)
        case SupportState.GONE:
            return "the passage that carried it is gone" if known else "nothing on the page comes near the claim"
        case SupportState.PARTLY:
            return _partly(judged)
    return _unclear(judged)


def _became(replaced: Replaced) -> str:
    return f"{replaced.was} became {replaced.became}"


def _found(look: Look) -> str:
    atoms = [atom for each in look.parts for atom, _ in each.findings if atom.kind in STRICT]
    share = f"{look.inner:.0%} of its weight stands in the passage"
    return f"every figure, date and quotation is there, and {share}" if atoms else share


def _against(judged: Judged) -> str:
    if not judged.replaced:
        return f"the passage says the opposite: {_turning(judged)}"
    return f"the same statement stands with {', '.join(map(_instead, judged.replaced))}"


def _turning(judged: Judged) -> str:
    word = judged.turned.word if judged.turned else ""
    there = any(_has(each.place.text, word) for each in judged.look.parts)
    return f'{"it has" if there else "it lacks the"} "{word}"'


def _has(text: str, word: str) -> bool:
    """Whether a text has a word, which may stand within others in a script without spaces."""
    words = tokens(text)
    return word in words or word in map(fold, words) or (script_of(word) in UNSPACED and word in text)


def _instead(replaced: Replaced) -> str:
    return f"{replaced.became} for {replaced.atom.text}"


def _partly(judged: Judged) -> str:
    if judged.turned:
        return f"the passage may say the opposite: {_turning(judged)}"
    missing = _list(judged.look)
    return f"the passage is about the statement, but lacks {missing or 'much of what it says'}"


def _unclear(judged: Judged) -> str:
    if judged.replaced:
        return f"a passage like it has {_instead(judged.replaced[0])}, and another figure of the page may be meant"
    if judged.swapped is not None:
        return f'a passage like it has "{judged.swapped.theirs}" for "{judged.swapped.ours}"'
    if judged.planned is not None:
        if not any(judged.planned in each.place.text.casefold() for each in judged.look.parts):
            return f'the passage tells as it is what may be or is to come: it lacks the "{judged.planned}"'
        return f'the passage tells of what may be or is to come: it has "{judged.planned}"'
    missing = _list(judged.look)
    return f"the nearest passage has too little of the claim{f', and lacks {missing}' if missing else ''}"


def _list(look: Look) -> str:
    names = list(dict.fromkeys(atom.text for atom in look.missing))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
