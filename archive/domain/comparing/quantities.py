"""Figures that stood and now stand otherwise: value to value, where the words around them stayed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel

from archive.domain.changes import Alteration
from archive.domain.comparing.digits import altered_digits
from archive.domain.comparing.folding import one_line
from archive.domain.comparing.pairs import Pair
from archive.domain.figures import Figure, find_figures
from archive.domain.words import split_words

_HERE = "\0figure"
_NEAR = 3
_LONGEST = 5_000
_PAIRS = 500
_MOST = 200
_SECTIONS = 3
_CONTEXT = 400

# "16 April,417,649 tests": a comma that ends words and no figure.
_GLUED = re.compile(r",(?<=[^\W\d],)(?=\d)")
# Numbers that only name a place in the document, or in a town.
_PLACE = re.compile(
    r"(?:\b(?:sections?|articles?|clauses?|paragraphs?|chapters?|annex|appendix|schedule|pages?|pp?\.|nos?\.|art\.|ziffer|"
    r"abschnitt|absatz|artikel|paragraphe?|kapitel|seite|nr\.|artículo|articolo|box|suite|zip|tel\.?)|§)\s{0,2}$",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b[A-Z]{2}\s$")
_HEADED = re.compile(r"(?:[.:;!?]|\b[A-Z][\w-]{1,30})\s{1,2}$")
_SIGNS = " |-–—•*(§"
_AROUND = 24
_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}")
_POSTAL = re.compile(r"\d{5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tokens:
    """A passage as words, with a mark in the place of each figure; the figures by the place of their mark."""

    words: list[str]
    figures: dict[int, Figure]


def altered_figures(pairs: Iterable[Pair]) -> tuple[Alteration, ...]:
    """The figures of edited passages that took another value, as written on both sides, in reading order."""
    found: dict[Alteration, None] = {}
    for pair in islice(pairs, _PAIRS):
        altered = _altered(pair.before.text[:_LONGEST], pair.after.text[:_LONGEST])
        found |= dict.fromkeys(altered or altered_digits(pair))
        if len(found) >= _MOST:
            break
    return _without_renumbering(list(found))


def _without_renumbering(found: Sequence[Alteration]) -> tuple[Alteration, ...]:
    """What is left once the numbers of sections are taken out that a new section moved on by one step together."""
    numbers = [each for each in found if _ITEM.fullmatch(each.before) and _ITEM.fullmatch(each.after)]
    if len(numbers) < _SECTIONS or not any("." in each.before for each in numbers):
        return tuple(found)
    if len({_step(each) for each in numbers}) > 1:
        return tuple(found)
    return tuple(each for each in found if each not in numbers)


def _step(number: Alteration) -> tuple[int, ...]:
    """By how much a number moved in the first of its parts that did."""
    parts = zip(map(int, number.before.split(".")), map(int, number.after.split(".")), strict=False)
    return next(((place, now - was) for place, (was, now) in enumerate(parts) if was != now), ())


def _altered(before: str, after: str) -> list[Alteration]:
    old = _figures(before)
    new = _figures(after) if old else []
    if not old or not new:
        return []
    return [
        Alteration(what="figure", before=_written(was), after=_written(now), context=one_line(after, _CONTEXT))
        for was, now in _matched(_tokens(before, old), _tokens(after, new))
    ]


def _figures(text: str) -> list[Figure]:
    return [figure for figure in find_figures(_GLUED.sub(" ", text)) if not _is_place(figure, text)]


def _is_place(figure: Figure, text: str) -> bool:
    """Whether a number names a section, a list item or a postal district rather than an amount."""
    ahead, behind = text[max(0, figure.start - _AROUND) : figure.start], text[figure.end :][:_AROUND]
    if _PLACE.search(ahead):
        return True
    if _POSTAL.fullmatch(figure.text):
        return bool(_STATE.search(ahead)) or behind.strip(" ")[:1].isupper()
    return bool(_ITEM.fullmatch(figure.text)) and _opens(figure.text, ahead, behind)


def _opens(number: str, ahead: str, behind: str) -> bool:
    """Whether a number is that of the list item or section that it opens: "3)", "7.1 Prices"."""
    if not ahead.strip(_SIGNS):
        return behind[:1] in (")", ".") or ("." in number and behind.strip()[:1].isalpha())
    return "." in number and behind.strip()[:1].isupper() and bool(_HEADED.search(ahead))


def _written(figure: Figure) -> str:
    """A figure as it is written, without the people that it counts."""
    amount, _, counted = figure.text.rpartition(" ")
    return amount if figure.unit == "people" and amount and counted.isalpha() else figure.text


def _matched(left: _Tokens, right: _Tokens) -> list[tuple[Figure, Figure]]:
    """The figures of another value that stand at the same place between the same words."""
    return [
        (left.figures[i], right.figures[j])
        for i, j in _places(left.words, right.words)
        if i in left.figures
        and j in right.figures
        and left.figures[i].normal != right.figures[j].normal
        and _held(left.words, i, right.words, j)
    ]


def _places(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words that both have stand on either side."""
    if old == new:
        yield from zip(range(len(old)), range(len(new)), strict=True)
        return
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def _held(old: Sequence[str], i: int, new: Sequence[str], j: int) -> bool:
    """Whether the words around a figure stayed: the next on a side, or one nearby on both; else two met by chance."""
    ahead = (old[max(0, i - _NEAR) : i][::-1], new[max(0, j - _NEAR) : j][::-1])
    behind = (old[i + 1 : i + 1 + _NEAR], new[j + 1 : j + 1 + _NEAR])
    if any(was[:1] == now[:1] not in ([], [_HERE]) for was, now in (ahead, behind)):
        return True
    return all(({*was} & {*now}) - {_HERE} for was, now in (ahead, behind))


def _tokens(text: str, figures: Sequence[Figure]) -> _Tokens:
    words: list[str] = []
    places: dict[int, Figure] = {}
    end = 0
    for figure in figures:
        words += _plain(text[end : figure.start])
        places[len(words)] = figure
        words.append(_HERE)
        end = figure.end
    return _Tokens(words=[*words, *_plain(text[end:])], figures=places)


def _plain(text: str) -> list[str]:
    return [bare for word in split_words(text) if (bare := word.strip(".,;:!?()[]\"'“”„«»").casefold())]
