"""Signs: what in a response gives a wall, a missing page or an empty shell away."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from archive.domain.places import Evidence, beside_colon, is_place, texts_of
from archive.domain.traits import Mark
from archive.domain.verdicts import Reason, Verdict

# "The Daily: Page not found" and "Error 404: The Daily" say that there is none; "Visas: Access denied" is a headline.
_BESIDE_COLONS = frozenset({Verdict.SOFT_404, Verdict.SERVER_ERROR})
_MAX_END = 150_000
_MAX_PLACES = 8
_AROUND = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One row of the tables: what to find in which place, and the verdict that it speaks for.

    A sign is seen where one of `contains` (lower case) stands in the text, and `pattern` is found there; either may
    be left out. `statuses` and `max_words` say for which answers it counts; None and () are no condition. `quality`
    is the quality of a capture that shows it, where it is not that of its verdict.
    """

    name: str
    verdict: Verdict
    where: str
    rule: str
    pattern: re.Pattern[str] | None = None
    contains: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    max_words: int | None = None
    quality: float | None = None

    @classmethod
    def of(
        cls,
        *,
        name: str,
        verdict: Verdict,
        where: str,
        rule: str,
        pattern: str | None = None,
        contains: Sequence[str] = (),
        statuses: Sequence[int] = (),
        max_words: int | None = None,
        quality: float | None = None,
    ) -> Self:
        """A sign from its written form; raises ValueError for a place or pattern that cannot be used."""
        if not is_place(where):
            raise ValueError(f"sign {name}: unknown place {where!r}")
        if pattern is None and not contains:
            raise ValueError(f"sign {name}: neither a pattern nor words to contain")
        return cls(
            name=name,
            verdict=verdict,
            where=where,
            rule=rule,
            pattern=_compiled(name, pattern) if pattern is not None else None,
            contains=tuple(text.lower() for text in contains),
            statuses=tuple(statuses),
            max_words=max_words,
            quality=quality,
        )

    def seen(self, evidence: Evidence) -> Reason | None:
        """Where the evidence shows this sign, or None."""
        if self.statuses and evidence.status not in self.statuses:
            return None
        if not self.fits(evidence.words):
            return None
        if self.where == "markup":
            found = next((mark.seen for mark in evidence.marks if mark.sign == self.name), None)
        else:
            found = self._in_texts(evidence)
        return None if found is None else Reason(sign=self.name, seen=f"{self.where}: {found}", rule=self.rule)

    def _in_texts(self, evidence: Evidence) -> str | None:
        texts = [*texts_of(self.where, evidence)]
        if self.where == "title" and self.verdict in _BESIDE_COLONS:
            texts += beside_colon(evidence.title)
        hits = (self.found(text, lowered) for text, lowered in texts)
        return next((hit for hit in hits if hit is not None), None)

    def fits(self, words: int | None) -> bool:
        """Whether this sign counts on a page that shows so many words."""
        return self.max_words is None or (words is not None and words <= self.max_words)

    def found(self, text: str, lowered: str) -> str | None:
        """The stretch of `text` that shows this sign, or None; `lowered` is the text in lower case."""
        if not self.contains:
            match = self.pattern.search(text) if self.pattern else None
            return _shown(text, match.start()) if match else None
        for at in self._places(lowered):
            if self.pattern is None or self.pattern.search(_window(text, at)):
                return _shown(text, at)
        return None

    def _places(self, lowered: str) -> Iterable[int]:
        """Where one of `contains` stands: a few places of each are enough."""
        for part in self.contains:
            at = lowered.find(part)
            for _ in range(_MAX_PLACES):
                if at < 0:
                    break
                yield at
                at = lowered.find(part, at + len(part))


def marks_in(markup_lower: str, markup: str, words: int, signs: Iterable[Sign]) -> tuple[Mark, ...]:
    """The signs among `signs` that stand in the markup of a page which shows so many words.

    `markup_lower` is `markup` in lower case. Of a very long page the beginning and the end are searched: walls are
    small, and a page without words that is large is known by that.
    """
    fitting = [sign for sign in signs if sign.where == "markup" and sign.fits(words)]
    if not fitting:
        return ()
    lowered, text = _ends(markup_lower), _ends(markup)
    if len(lowered) != len(text):
        text = lowered
    return tuple(Mark(sign=sign.name, seen=seen) for sign in fitting if (seen := sign.found(text, lowered)) is not None)


def first_seen(signs: Iterable[Sign], evidence: Evidence) -> tuple[Verdict, Reason] | None:
    """The first sign that the evidence shows, as its verdict and reason."""
    for sign in signs:
        reason = sign.seen(evidence)
        if reason is not None:
            return sign.verdict, reason
    return None


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        raise ValueError(f"sign {name}: {error}") from error


def _window(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at + _AROUND]


def _shown(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 40) : at + 120].split())[:200]


def _ends(text: str) -> str:
    """The beginning and the end of a very long page."""
    return text if len(text) <= 2 * _MAX_END else text[:_MAX_END] + text[-_MAX_END:]
