"""Figures that stood and now stand otherwise: value to value, where the words around them stayed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from archive.domain.changes import Alteration
from archive.domain.comparing.folding import one_line
from archive.domain.comparing.pairs import Pair
from archive.domain.words import split_words

_HERE = "\0figure"
_LONGEST = 20_000
_MOST = 200
_NEAR = 3
_CONTEXT = 400

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}|januar|februar|märz|mai|juni|juli|oktober|"
    r"dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|"
    r"abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:de\s)?(?:{_MONTH})\b\.?,?(?:\s(?:de\s)?\d{{4}}\b)?"
    rf"|\b(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?|\b(?:{_MONTH})\s\d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}年|\d{1,2}月|\d{1,2}日"
    r"|\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b\.?|uhr|h\b)|\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{1,2}h\d{0,2}\b"
    r"|\b(?:19|20)\d{2}\b(?![.,]\d)",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"\b(?:sections?|articles?|clauses?|paragraphs?|chapters?|annex|appendix|schedule|pages?|pp?\.|nos?\.|art\.|ziffer|"
    r"abschnitt|absatz|artikel|paragraph|kapitel|seite|nr\.|artículo|articolo|box|suite|zip|tel\.?)\s?\d[\d.,]*|§{1,2}\s?\d[\d.]*",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"^\W{0,3}\d{1,3}(?:\.\d{1,3}){0,4}(?:[.)]|\s)(?=\s?\S)")
_FIGURE = re.compile(
    r"(?<![\w.,/-])[$€£¥]?\s?[-−]?\d{1,15}(?:[.,'\u00a0\u202f]\d{1,15}){0,6}"
    r"(?:\s?(?:%|‰|€|£|percent\b|per cent\b|prozent\b|pour cent\b|million(?:s|en)?\b|billion(?:s|en)?\b|milliards?\b|"
    r"milliarden?\b|trillion\b|thousand\b|tausend\b|mio\.?|mrd\.?|bn\b|km\b|kg\b|°c?\b))?(?![\w/])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[^\d%a-z$€£¥‰]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    start: int
    end: int
    written: str


def altered_figures(pairs: Iterable[Pair]) -> tuple[Alteration, ...]:
    """The figures of edited passages that took another value, as written on both sides, in reading order."""
    found: list[Alteration] = []
    for pair in pairs:
        if len(found) >= _MOST:
            break
        found += _altered(pair.before.text[:_LONGEST], pair.after.text[:_LONGEST])
    return tuple(dict.fromkeys(found))


def _altered(before: str, after: str) -> list[Alteration]:
    old, new = _figures(before), _figures(after)
    if not old or not new:
        return []
    left, right = _tokens(before, old), _tokens(after, new)
    return [
        Alteration(what="figure", before=was.written, after=now.written, context=one_line(after, _CONTEXT))
        for was, now in _matched(left, right)
        if _value(was.written) != _value(now.written)
    ]


def _matched(left: "_Tokens", right: "_Tokens") -> list[tuple[_Figure, _Figure]]:
    """The figures that stand at the same place between the same words."""
    pairs = []
    for code in Indel.opcodes(left.words, right.words):
        if code.tag != "equal":
            continue
        for i, j in zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True):
            if left.words[i] == _HERE and _held(left.words, i, right.words, j):
                pairs.append((left.figures[i], right.figures[j]))
    return pairs


def _held(old: Sequence[str], i: int, new: Sequence[str], j: int) -> bool:
    """Whether the words around the figure stayed: the next one on a side, or one nearby on both; else two figures met
    by chance."""
    ahead, behind = (
        (old[max(0, i - _NEAR) : i], new[max(0, j - _NEAR) : j]),
        (old[i + 1 :][:_NEAR], new[j + 1 :][:_NEAR]),
    )
    if ahead[0][-1:] == ahead[1][-1:] not in ([], [_HERE]) or behind[0][:1] == behind[1][:1] not in ([], [_HERE]):
        return True
    return all({*was} & {*now} - {_HERE} for was, now in (ahead, behind))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tokens:
    words: list[str]
    figures: dict[int, _Figure]


def _tokens(text: str, figures: Sequence[_Figure]) -> _Tokens:
    words: list[str] = []
    places: dict[int, _Figure] = {}
    end = 0
    for figure in figures:
        words += _plain(text[end : figure.start])
        places[len(words)] = figure
        words.append(_HERE)
        end = figure.end
    return _Tokens(words=[*words, *_plain(text[end:])], figures=places)


def _plain(text: str) -> list[str]:
    return [bare for word in split_words(text) if (bare := word.strip(".,;:!?()[]\"'“”„«»").casefold())]


def _figures(text: str) -> list[_Figure]:
    masked = _DATED.sub(lambda match: "~" * len(match[0]), text)
    masked = _REFERRED.sub(lambda match: "~" * len(match[0]), masked)
    masked = _ENUMERATOR.sub(lambda match: "~" * len(match[0]), masked)
    return [
        _Figure(start=match.start(), end=match.end(), written=match[0].strip()) for match in _FIGURE.finditer(masked)
    ]


def _value(written: str) -> str:
    return _DIGITS.sub("", written).casefold()
