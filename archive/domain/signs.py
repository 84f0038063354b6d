"""Signs: what in a response gives a wall, a missing page or an empty shell away."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from archive.domain.traits import Mark
from archive.domain.verdicts import Reason, Verdict

_TITLE_PARTS = re.compile(r"\s+[-–—|·•»]\s+")
_PLACES = frozenset(
    {
        "title",
        "heading",
        "text",
        "page",
        "noscript",
        "description",
        "canonical",
        "refresh",
        "url",
        "final-url",
        "markup",
    }
)
_FOLDED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\u2026": "..."})
_MAX_TEXT = 12_000
_MAX_MARKUP = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the signs are looked for in: one answer, and the page that it brought.

    `words` counts the text that the page shows; None where nobody counted, and then no sign of thin pages speaks.
    `marks` are the signs found in the markup by `marks_in`. `final_url` is given only where a redirect led there.
    """

    status: int | None
    headers: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    headings: tuple[str, ...] = ()
    text: str = ""
    page: str = ""
    noscript: str = ""
    description: str = ""
    canonical: str | None = None
    refresh: str | None = None
    url: str = ""
    final_url: str = ""
    words: int | None = 0
    marks: tuple[Mark, ...] = ()


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
        if where not in _PLACES and not where.startswith("header:"):
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
            found = next(
                (hit for text in _texts(self.where, evidence) if (hit := self.found(text, text.lower()))), None
            )
        return None if found is None else Reason(sign=self.name, seen=f"{self.where}: {found}", rule=self.rule)

    def fits(self, words: int | None) -> bool:
        """Whether this sign counts on a page that shows so many words."""
        return self.max_words is None or (words is not None and words <= self.max_words)

    def found(self, text: str, lowered: str) -> str | None:
        """The stretch of `text` that shows this sign, at most 200 characters, or None."""
        at = 0
        if self.contains:
            at = next((place for part in self.contains if (place := lowered.find(part)) >= 0), -1)
            if at < 0:
                return None
        if self.pattern is None:
            return " ".join(text[max(0, at - 40) : at + 120].split())[:200]
        match = self.pattern.search(text)
        return " ".join(text[max(0, match.start() - 40) : match.start() + 160].split())[:200] if match else None


def marks_in(markup_lower: str, markup: str, words: int, signs: Iterable[Sign]) -> tuple[Mark, ...]:
    """The signs among `signs` that stand in the markup of a page which shows so many words.

    `markup_lower` is `markup` in lower case. Of a very long page the first million characters are searched.
    """
    lowered, text = markup_lower[:_MAX_MARKUP], markup[:_MAX_MARKUP]
    return tuple(
        Mark(sign=sign.name, seen=seen)
        for sign in signs
        if sign.where == "markup" and sign.fits(words) and (seen := sign.found(text, lowered)) is not None
    )


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


def _texts(where: str, evidence: Evidence) -> list[str]:
    """The texts that stand in that place, each as it is searched."""
    if where.startswith("header:"):
        wanted = where.removeprefix("header:")
        return [value.strip() for name, value in evidence.headers if name.lower() == wanted]
    if where == "title":
        return _parts(_folded(evidence.title or ""))
    if where == "heading":
        return [" ".join(_folded(heading).split()) for heading in evidence.headings]
    text = getattr(evidence, where.replace("-", "_"))
    return [_folded(text)] if text else []


def _folded(text: str) -> str:
    """The beginning of `text` with one kind of apostrophe and space."""
    return text[:_MAX_TEXT].translate(_FOLDED)


def _parts(title: str) -> list[str]:
    """The title and its parts: sites put their own name before or after what the page is called."""
    whole = " ".join(title.split())[:500]
    return [whole, *(part.strip() for part in _TITLE_PARTS.split(whole))] if whole else []
