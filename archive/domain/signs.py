"""Signs: what in a response gives a wall or a missing page away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from archive.domain.verdicts import Reason, Verdict

_TITLE_PARTS = re.compile(r"\s+[-–—|·»]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the signs are looked for in: the answer's status and headers, and the page's title."""

    status: int | None
    headers: tuple[tuple[str, str], ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One row of the tables: a pattern in a header's value or in the title, and the verdict it speaks for."""

    name: str
    verdict: Verdict
    where: str
    pattern: re.Pattern[str]
    statuses: tuple[int, ...]
    rule: str

    @classmethod
    def of(
        cls, *, name: str, verdict: Verdict, where: str, pattern: str, statuses: tuple[int, ...] = (), rule: str
    ) -> Self:
        """A sign from its written form; raises ValueError for a place or pattern that cannot be used."""
        if where != "title" and not where.startswith("header:"):
            raise ValueError(f"sign {name}: unknown place {where!r}")
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"sign {name}: {error}") from error
        return cls(name=name, verdict=verdict, where=where, pattern=compiled, statuses=statuses, rule=rule)

    def seen(self, evidence: Evidence) -> Reason | None:
        """Where the evidence shows this sign, or None."""
        if self.statuses and evidence.status not in self.statuses:
            return None
        for text in self._texts(evidence):
            if self.pattern.search(text):
                return Reason(sign=self.name, seen=f"{self.where}: {text[:200]}", rule=self.rule)
        return None

    def _texts(self, evidence: Evidence) -> Iterable[str]:
        if self.where == "title":
            return _parts(evidence.title or "")
        wanted = self.where.removeprefix("header:")
        return [value.strip() for name, value in evidence.headers if name.lower() == wanted]


def first_seen(signs: Iterable[Sign], evidence: Evidence) -> tuple[Verdict, Reason] | None:
    """The first sign that the evidence shows, as its verdict and reason."""
    for sign in signs:
        reason = sign.seen(evidence)
        if reason is not None:
            return sign.verdict, reason
    return None


def _parts(title: str) -> list[str]:
    """The title and its parts: sites put their own name before or after what the page is called."""
    whole = " ".join(title.split())[:500]
    return [whole, *(part.strip() for part in _TITLE_PARTS.split(whole))] if whole else []
