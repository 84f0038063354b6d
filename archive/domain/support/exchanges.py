"""Whether two names of a claim have each other's place in a passage: who bought whom, and from where to where."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import LCSseq

from archive.domain import atoms
from archive.domain.support.frames import Swapped
from archive.domain.support.opposites import AGENTS, JOINTS, PASSIVE
from archive.domain.support.pieces import sentences
from archive.domain.support.tokens import forms, tells, tokens
from archive.domain.support.weighed import Weighed

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RUN = re.compile(r"\s+")
_GAIN = 2
"""How many words more must be in order once two names have changed places: the names themselves."""
_MOST = 12
"""Names and words of a sentence that are looked at."""
_NAMED, _WORDED = 0.6, 0.85
"""Share of the words of a claim that must then stand there, in order: for two names, and for other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word or a whole name, as it is compared, as it is written, and whether it is a name by its capitals."""

    form: str
    text: str
    named: bool


def find_misplaced(weighed: Weighed) -> Swapped | None:
    """The first two names of the claim that have each other's place in the sentence that has most of it."""
    ours = _words(weighed.part.text)
    search, main = weighed.search, weighed.place.main
    text = search.prepared.text[slice(*search.prepared.span(main, main))]
    theirs = (_words(text[start:end]) for start, end in sentences(text))
    return next((swap for each in theirs for swap in _misplaced(ours, each)), None)


def _misplaced(ours: Sequence[_Word], theirs: Sequence[_Word]) -> Iterator[Swapped]:
    wanted, there = [each.form for each in ours], [each.form for each in theirs]
    once = [each for each in ours if wanted.count(each.form) == 1 == there.count(each.form) and _may_move(each)]
    for one, two in combinations(once[:_MOST], 2):
        first, second = there.index(one.form), there.index(two.form)
        named = one.named and two.named
        if first < second:
            if named and _is_suffered(ours, theirs, one, two):
                yield Swapped(ours=one.text, theirs=two.text)
            continue
        if _is_joined(theirs, second, first) or _is_told_from_behind(ours, theirs, one, two):
            continue
        if _keep_company(ours, theirs, one, two):
            continue
        swapped = [*there]
        swapped[first], swapped[second] = two.form, one.form
        kept = LCSseq.similarity(wanted, swapped)
        share = _NAMED if named else _WORDED
        if kept >= LCSseq.similarity(wanted, there) + _GAIN and kept >= share * len(wanted):
            yield Swapped(ours=one.text, theirs=two.text)


def _keep_company(ours: Sequence[_Word], theirs: Sequence[_Word], one: _Word, two: _Word) -> bool:
    """Whether each has the same word before it, or after it, as in the claim: "fell in Italy, but rose in Spain"."""
    beside = [[(_beside(words, name, -1), _beside(words, name, 1)) for name in (one, two)] for words in (ours, theirs)]
    return any(all(a[side] == b[side] != "" for a, b in zip(*beside, strict=True)) for side in (0, 1))


def _beside(words: Sequence[_Word], name: _Word, step: int) -> str:
    """The nearest word of meaning before a name (-1) or after it (1)."""
    at = next(at for at, each in enumerate(words) if each.form == name.form)
    beside = words[:at][::-1] if step < 0 else words[at + 1 :]
    return next((each.form for each in beside if tells(each.text)), "")


def _may_move(word: _Word) -> bool:
    return word.named or (tells(word.text) and word.text.isalpha())


def _is_suffered(ours: Sequence[_Word], theirs: Sequence[_Word], one: _Word, two: _Word) -> bool:
    """Whether the second did there what the first does in the claim: "Acme was sued by Bolt" for "Acme sued Bolt"."""
    between = _between(theirs, one, two)
    if PASSIVE.isdisjoint(between) or not PASSIVE.isdisjoint(_between(ours, one, two)):
        return False
    return _is_agent(theirs, two) and not _is_agent(ours, two)


def _between(words: Sequence[_Word], one: _Word, two: _Word) -> list[str]:
    first, second = (next(at for at, each in enumerate(words) if each.form == name.form) for name in (one, two))
    return [atoms.fold(each.text) for each in words[first:second]]


def _is_joined(words: Sequence[_Word], first: int, last: int) -> bool:
    """Whether no more than an "and" stands between: both are in one place."""
    between = words[first + 1 : last]
    return len(between) <= 1 and all(each.form in JOINTS for each in between)


def _is_told_from_behind(ours: Sequence[_Word], theirs: Sequence[_Word], one: _Word, two: _Word) -> bool:
    """Whether a passive turns the names round: "Fitbit was bought by Google" for "Google bought Fitbit"."""
    return any(_is_agent(ours, each) != _is_agent(theirs, each) for each in (one, two))


def _is_agent(words: Sequence[_Word], name: _Word) -> bool:
    at = next(at for at, each in enumerate(words) if each.form == name.form)
    return any(each.form in AGENTS for each in words[max(0, at - 2) : at])


def _words(sentence: str) -> list[_Word]:
    """The words of a sentence, those with capitals that stand together as one name."""
    found: list[_Word] = []
    end = -1
    for match in _TOKEN.finditer(sentence):
        plain = tokens(match[0])
        if not plain:
            continue
        written = match[0].removesuffix("'s").removesuffix("’s")
        named = written[0].isupper() and (tells(written) or (bool(found) and len(written) == 1))
        if named and found and found[-1].named and _RUN.fullmatch(sentence, end, match.start()):
            last = found.pop()
            found.append(_Word(form=f"{last.form} {atoms.fold(written)}", text=f"{last.text} {written}", named=True))
        else:
            # A single letter is told by its case: "Company A" is not "a company".
            form = written if named and len(written) == 1 else forms(plain)[0]
            found.append(_Word(form=form, text=written, named=named))
        end = match.end()
    return found
