"""Claims, supports and changes made up for the tests of events."""

from datetime import UTC, datetime
from typing import Any

from archive.domain.atoms import AtomKind
from archive.domain.changes import Alteration, Change, ChangeKind
from archive.domain.events import Cited, Citing, Touched
from archive.domain.support import Finding, Passage, Support, SupportState

AT = datetime(2026, 3, 1, tzinfo=UTC)
SOURCE = Cited(key="https://harbour.example/wall", url="https://harbour.example/wall?from=mail", title="The wall")
CLAIM = Citing(text="The harbour wall cost 8.5 million pounds.", document="harbours.md", labels=("3",))


def support(state: str, *, passage: str | None = None, missing: tuple[str, ...] = (), **more: Any) -> Support:
    return Support(
        state=SupportState(state),
        score=more.pop("score", 0.5),
        why=more.pop("why", "as the test has it"),
        passage=Passage(start=0, end=len(passage), text=passage) if passage else None,
        findings=tuple(Finding(kind=AtomKind.FIGURE, text=each, found=False) for each in missing),
        **more,
    )


def change(significance: float = 0.8, kind: ChangeKind = ChangeKind.EDIT) -> Change:
    figure = Alteration(what="figure", before="8.5 million", after="9 million")
    return Change(
        kind=kind,
        significance=significance,
        summary="12 words added.",
        added_words=12,
        removed_words=0,
        similarity=0.9,
        alterations=(figure,),
    )


def touched(before: str | None, after: str, **more: Any) -> Touched:
    return Touched(claim=CLAIM, before=support(before) if before else None, after=support(after, **more))
