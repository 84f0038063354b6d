"""The citation marks of a text: where they stand and which entries of the reference list they name.

Four kinds are read, the first two exactly as they say, the others by the rules of `runs`:

- brackets: [1], [1, 3], [2-4], [3, p. 12], [1][2], [^note], and 【1†source】 as chat assistants write it;
- parentheses: (1), (1, 3), only at the end of a clause and only in a document that has no other marks, because "(1) a,
  (2) b" counts things;
- raised digits: ¹² and ¹,² but not the exponents of units (m², 10⁹);
- digits glued to words, by the rules of `glued`, only in flattened text where brackets are not the habit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

from archive.domain import glued, runs

_ITEM = r"\^?\w[\w.:–—-]{0,40}"
_PAGE = r"(?:\s*,\s*(?:pp?\.|S\.)\s*|\s*:\s+)\d+(?:[–-]\d+)?"
_BRACKET = re.compile(
    rf"\[\s*(?P<body>{_ITEM}(?:(?:\s*[,;]\s*|\s[–—-]\s){_ITEM}){{0,60}}?)(?:{_PAGE})?\s*\]"
    r"|【(?P<assistant>\d{1,4})(?::\d+)?(?:†[^】\n]{0,80})?】"
)
_PARENTHESIS = re.compile(r"(?<=[\w%”’\"»)])\s?\((?P<body>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\)(?=\s*(?:\Z|[.,;:!?(]))")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,˒،–⁻-][⁰¹²³⁴-⁹]+)*")
_UNIT = re.compile(r"(?:\d|(?:^|[\s\d/·(])(?:[kcdmnµμ]?m|ft|in|yd|mi|s|[a-zA-Z]))\Z")
_ORDINARY = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒،", "0123456789-,,")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|2100")
_LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: its half-open span in the text and the labels it names, in the order cited.

    `missing` are labels it names that the reference list does not have.
    """

    start: int
    end: int
    labels: tuple[str, ...]
    missing: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A mark whose reading waits for the rest of the document."""

    start: int
    end: int
    readings: tuple[runs.Reading, ...]


def read(
    texts: Sequence[str], labels: Sequence[str], *, flattened: bool, entries: Sequence[str] = ()
) -> list[list[Mark]]:
    """The marks in each of a document's texts, in order, given the labels of its reference list.

    `flattened` says that raised marks may have lost their place (plain text, PDF): only then are glued digits
    read, and raised digits split. `entries` are the texts of the reference list.
    """
    known = frozenset(labels)
    certain = [list(_brackets(text, known)) for text in texts]
    numbers = frozenset(label for label in known if label.isdecimal())
    waiting = _raised_and_glued(texts, numbers, certain, entries, flattened=flattened)
    if not any(chain(*certain)) and not any(chain(*waiting)):
        return [list(_parentheses(text, known)) for text in texts]
    settled = iter(runs.decide([mark.readings for mark in chain(*waiting)]))
    decided = [[_settled(mark, next(settled)) for mark in found] for found in waiting]
    return [sorted([*one, *two], key=lambda mark: mark.start) for one, two in zip(certain, decided, strict=True)]


def _raised_and_glued(
    texts: Sequence[str], numbers: frozenset[str], certain: list[list[Mark]], entries: Sequence[str], *, flattened: bool
) -> list[list[_Open]]:
    found = [list(_raised(text, numbers, flattened=flattened)) for text in texts]
    if not flattened or not numbers:
        return found
    stuck = [list(_glued(line, numbers)) for line in glued.find(texts, entries)]
    if sum(map(len, stuck)) <= sum(map(len, certain)):
        return found
    return [sorted([*one, *two], key=lambda mark: mark.start) for one, two in zip(found, stuck, strict=True)]


def _settled(mark: _Open, decision: runs.Decision) -> Mark:
    return Mark(start=mark.start, end=mark.end, labels=decision.labels, ambiguous=decision.ambiguous)


def _brackets(text: str, known: frozenset[str]) -> Iterator[Mark]:
    for match in _BRACKET.finditer(text):
        mark = _exact(match, match["body"] or match["assistant"], known)
        if mark is not None:
            yield mark


def _parentheses(text: str, known: frozenset[str]) -> Iterator[Mark]:
    for match in _PARENTHESIS.finditer(text):
        mark = _exact(match, match["body"], known)
        if mark is not None and not mark.missing:
            yield mark


def _exact(match: re.Match[str], body: str, known: frozenset[str]) -> Mark | None:
    """The mark that says its labels outright; None where the brackets hold something else."""
    named = tuple(dict.fromkeys(_named(body, known)))
    missing = tuple(label for label in named if label not in known)
    if not named or any(not _is_mark(label, written=body) for label in missing):
        return None
    present = tuple(label for label in named if label in known)
    return Mark(start=match.start(), end=match.end(), labels=present, missing=missing)


def _is_mark(label: str, *, written: str) -> bool:
    """Whether a label without an entry is a mark all the same: a small number, or a footnote sign."""
    if f"^{label}" in written:
        return True
    return label.isdecimal() and 0 < int(label) < 1000 and not label.startswith("0") and not _YEAR.fullmatch(label)


def _named(body: str, known: frozenset[str]) -> Iterator[str]:
    if body.lstrip("^") in known:
        yield body.lstrip("^")
        return
    for part in re.split(r"\s*[,;]\s*", body):
        label = part.lstrip("^") if part.lstrip("^") in known else part.lstrip("^").partition(":")[0]
        first, dash, last = (piece.strip() for piece in re.sub("[–—]", "-", label).partition("-"))
        if dash and label not in known and first.isdecimal() and last.isdecimal():
            yield from _range(first, last)
        else:
            yield label


def _range(first: str, last: str) -> Iterator[str]:
    if len(last) > 4 or len(first) > 4 or not 0 <= int(last) - int(first) <= _LONGEST_RANGE:
        yield f"{first}-{last}"
        return
    yield from (str(number) for number in range(int(first), int(last) + 1))


def _raised(text: str, numbers: frozenset[str], *, flattened: bool) -> Iterator[_Open]:
    for match in _RAISED.finditer(text):
        if _UNIT.search(text, max(0, match.start() - 4), match.start()):
            continue
        digits = match.group().translate(_ORDINARY)
        whole = () if flattened else _whole(digits, numbers)
        options = whole or _run_readings(digits, numbers)
        if options:
            yield _Open(start=match.start(), end=match.end(), readings=options)


def _whole(digits: str, numbers: frozenset[str]) -> tuple[runs.Reading, ...]:
    return ((digits,),) if digits in numbers else ()


def _glued(found: Sequence[glued.Run], numbers: frozenset[str]) -> Iterator[_Open]:
    for run in found:
        options = _run_readings(run.digits, numbers)
        if options:
            yield _Open(start=run.start, end=run.end, readings=options)


def _run_readings(digits: str, numbers: frozenset[str]) -> tuple[runs.Reading, ...]:
    """The readings of a run that may hold commas and ranges: those parts are read one by one."""
    parts = [_part_readings(part, numbers) for part in digits.split(",")]
    return tuple(tuple(chain(*choice)) for choice in product(*parts)) if len(parts) <= 8 else ()


def _part_readings(part: str, numbers: frozenset[str]) -> tuple[runs.Reading, ...]:
    first, dash, last = part.replace("–", "-").partition("-")
    if not dash:
        return _whole(part, numbers) if len(part) < 2 else runs.readings(part, numbers)
    named = tuple(_range(first, last)) if first.isdecimal() and last.isdecimal() else ()
    return (named,) if named and all(label in numbers for label in named) else ()
