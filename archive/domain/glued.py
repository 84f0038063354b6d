"""Citation marks that copying glued to the word before them: "capabilities12."

A run of digits is taken for a mark only where digits have no business of their own:

- *strong*: after a lower-case word at the end of a clause ("leaders145,"), or after its stop
  ("gap.12 The");
- *weak*, believed only in a document that has a strong one: after a lower-case word inside a clause, after a closing
  quotation mark, bracket or per cent sign, after a year ("by early 202567."), and after a word with a
  capital ("in Asia3.") where that word also occurs without digits and never with these digits elsewhere.

Names keep their number ("GPT4", "Qwen3", "COVID19", "Q1", "mp3"), and so do amounts, dates, units and addresses.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

Strength = Literal["strong", "weak", "named"]

_RUN = re.compile(
    r"(?P<before>[^\W\d_]|[.!?,;:]|[%)\]”’»\"'])"
    r"(?P<run>\d{1,12}(?:[,–-]\d{1,3})*)"
    r"(?=(?P<after>\Z|\s|[.,;:!?…)\]”’»\"'。，、；：！？）」](?!\d)))"
)
_AFTER_YEAR = re.compile(
    r"(?:\b(?:in|by|since|until|till|before|after|early|late|mid|of|through|during|from|to|and|year|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)[ -]|–)"
    r"(?P<year>(?:19|20)\d\d)(?P<run>\d{1,6})(?=\s*\Z|\n|[.,;:!?)](?!\d))"
)
_TOKEN = re.compile(r"[^\s()\[\]“”\"«»]*\Z")
_WORD = re.compile(r"[^\W\d_]+\Z")
_BARE_WORD = re.compile(r"[^\W\d_]{2,}(?!\w)")
_TOKEN_LIMIT = 48

_NUMBERED = frozenset(
    re.findall(
        r"\S+",
        """
    gpt chatgpt qwen llama gemini claude grok gemma phi ernie yi kimi covid mp web sha md utf base log python
    windows ios android ipv html css http es vitamin cop wp pm co ch fig figs figure tab table no nos vol sec
    section ch chapter art article eq par pp page pages step level layer tier type phase stage version ver model
    win x ai-act top mi id catch area apollo falcon boeing airbus formula
        """,
    )
)
"""Words whose number is part of their name, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Digits that may be a mark: their place in the text, and how much speaks for it. `word` is what they hang on."""

    start: int
    end: int
    digits: str
    word: str
    strength: Strength


def find(texts: Sequence[str], others: Sequence[str] = ()) -> list[list[Run]]:
    """The runs of digits in each of a document's texts that are marks by the rule above, in order.

    `others` are further words of the document (its reference list), which show names that keep their number.
    """
    runs = [list(_candidates(text)) for text in texts]
    if not any(run.strength == "strong" for run in chain(*runs)):
        return [[] for _ in texts]
    named = {run.word for run in chain(*runs) if run.strength == "named"}
    bare = _bare_words(texts, named) if named else frozenset()
    taken = Counter(run.word + run.digits for run in chain(*runs))
    elsewhere = " ".join(others).casefold() if named else ""
    return [[run for run in found if _believed(run, bare, taken, elsewhere)] for found in runs]


def _believed(run: Run, bare: frozenset[str], taken: Counter[str], elsewhere: str) -> bool:
    if run.strength != "named":
        return True
    token = run.word + run.digits
    return run.word in bare and taken[token] == 1 and token.casefold() not in elsewhere


def _bare_words(texts: Sequence[str], wanted: set[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _BARE_WORD.findall(text) if word in wanted)


def _candidates(text: str) -> Iterator[Run]:
    years = {match.start("run"): match for match in _AFTER_YEAR.finditer(text)}
    found = [_run(match, match["year"], "weak") for match in years.values()]
    for match in _RUN.finditer(text):
        word, strength = _weigh(text, match)
        if strength is not None:
            found.append(_run(match, word, strength))
    yield from sorted(found, key=lambda run: run.start)


def _run(match: re.Match[str], word: str, strength: Strength) -> Run:
    return Run(start=match.start("run"), end=match.end("run"), digits=match["run"], word=word, strength=strength)


def _weigh(text: str, match: re.Match[str]) -> tuple[str, Strength | None]:
    """The word before the run and how much speaks for a mark; None where nothing does."""
    token = _token(text, match.start("run"))
    if any(sign in token for sign in "/@=_#\\&") or "://" in token:
        return "", None
    if match["before"].isalpha():
        return _after_word(text, match, token)
    if match["before"] in ".!?,;:":
        return token, _after_stop(text, match, token[:-1])
    return token, _after_closer(text, match)


def _after_closer(text: str, match: re.Match[str]) -> Strength | None:
    last = text[match.start() - 1] if match.start() else " "
    if match["before"] == "%":
        return "weak" if last.isdigit() else None
    return "weak" if last.isalpha() or last in ".!?…" else None


def _after_word(text: str, match: re.Match[str], token: str) -> tuple[str, Strength | None]:
    found = _WORD.search(token)
    word = found.group() if found else ""
    if len(word) < 2 or word.casefold() in _NUMBERED or any(sign.isdigit() for sign in token.rpartition("-")[2]):
        return word, None
    if word != word.lower():
        return word, "named"
    if _ends_clause(text, match):
        return word, "strong"
    return word, "weak" if len(word) > 2 else None


def _after_stop(text: str, match: re.Match[str], token: str) -> Strength | None:
    """Marks behind a stop: the clause before ends in a word, and white space and a new sentence follow."""
    word = _WORD.search(token.rstrip("”’»\"')"))
    if word is None or len(word.group()) < 3 or word.group().casefold() in _NUMBERED or not word.group().islower():
        return None
    if match["after"] and not match["after"].isspace():
        return None
    follows = text[match.end() : match.end() + 40].lstrip()[:1]
    if match["before"] in ".!?":
        return "strong" if not follows.islower() else None
    return "weak" if match["before"] in ",;" else None


def _ends_clause(text: str, match: re.Match[str]) -> bool:
    after = match["after"]
    return after in {"", "\n"} or not after.isspace() or not text[match.end() : match.end() + 8].strip()


def _token(text: str, end: int) -> str:
    found = _TOKEN.search(text, max(0, end - _TOKEN_LIMIT), end)
    return found.group() if found else ""
