"""A claim ledger made up for tests: documents, looks and words as they come in time, and the same again as a replay."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from email.utils import format_datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import event, select
from sqlalchemy.orm import aliased

from archive.domain.citations import Claim, Document, Reference
from archive.domain.overrules import Overrule
from archive.domain.readings import Body, Reading
from archive.domain.recrawl.policies import Policy
from archive.domain.rulings import evidence_of
from archive.domain.support import Support
from archive.domain.visits import Captured, CopyOf, Fetched, Target, Understood
from archive.store import claims, documents, overrules, runs, sources, support
from archive.store.database import Database
from archive.store.tables import (
    ClaimRow,
    DocumentRow,
    EditionRow,
    EventRow,
    OverruleRow,
    SnapshotRow,
    SourceRow,
    SupportRow,
    VisitRow,
)
from pipelines.ledger import weigh_missing
from pipelines.record import Record, Recorded
from pipelines.telling import tell_ruling
from tests.pipelines.visits import AT, CAPTURE, EXCHANGE, URL

MANY = " ".join(f"Sentence number {number} of the page says something else." for number in range(30))
"""What stands on every page beside the sentence that matters, so that no page is taken for an empty one."""


def page(*sentences: str) -> str:
    """A page that says so, among other things."""
    return "\n".join([*sentences, MANY])


@dataclass
class Book:
    """A record that is written to as time goes by; every step is kept, so that it can be replayed."""

    database: Database
    steps: list[tuple[int, Callable[["Book"], None]]] = field(default_factory=list)
    looks: int = 0

    def cite(self, *sentences: str, day: float, name: str = "paper.md", dated: date | None = None) -> None:
        """Add a document whose every sentence cites the source."""
        self._step(0, lambda book: book._cite(sentences, day, name, dated))

    def look(self, text: str | None, *, day: float, copy: CopyOf | None = None) -> None:
        """Visit the source; it says this, or it is not found."""
        self._step(2, lambda book: book._look(text, day, copy))

    def say(self, claim: str, value: str, *, day: float) -> Overrule:
        """Have a person rule on what the machine makes of a claim now."""
        found = self.current()[" ".join(claim.split())]
        word = Overrule(
            what="support",
            value=value,
            instead_of=found.state,
            why="I read it",
            who="anna",
            at=AT + timedelta(days=day),
            claim=claim,
            evidence=evidence_of(found),
        )
        self._step(1, lambda book: book._say(word))
        return word

    def replayed(self, into: Database) -> "Book":
        """The same in another record: documents first, then what people said, then what was seen."""
        again = Book(database=into)
        for _, step in sorted(self.steps, key=lambda each: each[0]):
            step(again)
        weigh_missing(into)
        return again

    def current(self) -> dict[str, Support]:
        """What the current snapshot makes of each claim, by its words."""
        with self.database.read() as tx:
            known, source = sources.known(tx, URL), tx.execute(select(SourceRow.id)).scalars().first()
            assert known is not None
            assert source is not None
            resting = claims.resting_on(tx, source)
            found = support.at(tx, source, known.snapshot, [each.id for each in resting])
        return {" ".join(each.citing.text.split()): found[each.id] for each in resting if each.id in found}

    def states(self) -> list[tuple[str, int, int, str]]:
        """Every support kept: the claim's first word, its edition, the snapshot's number, the state."""
        rows = self.rows()["support"]
        return [(row[2].split()[0], row[1], row[4], row[5]) for row in rows]

    def told(self) -> list[tuple[int, str, str | None, str | None]]:
        """Every event: on which day, of what kind, what was and what became."""
        return [((row[0] - AT).days, row[1], row[5], row[6]) for row in self.rows()["event"]]

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of the ledger, with names in the place of row ids."""
        shown = aliased(SourceRow)
        shown_of = select(shown.key).where(shown.id == SnapshotRow.source_id).scalar_subquery()
        weighed = (
            select(
                DocumentRow.name,
                EditionRow.number,
                ClaimRow.text,
                shown_of,
                SnapshotRow.number,
                SupportRow.state,
                SupportRow.score,
                SupportRow.passage_start,
                SupportRow.passage_end,
                SupportRow.rules,
                SupportRow.details,
                SourceRow.key,
            )
            .join(ClaimRow, ClaimRow.id == SupportRow.claim_id)
            .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
            .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
            .join(SnapshotRow, SnapshotRow.id == SupportRow.snapshot_id)
            .join(SourceRow, SourceRow.id == SupportRow.source_id)
        )
        told = (
            select(
                EventRow.at,
                EventRow.kind,
                EventRow.loudness,
                ClaimRow.text,
                EditionRow.number,
                EventRow.was,
                EventRow.became,
                EventRow.summary,
                EventRow.details,
                VisitRow.at,
                SourceRow.key,
            )
            .join(SourceRow, SourceRow.id == EventRow.source_id)
            .outerjoin(VisitRow, VisitRow.id == EventRow.visit_id)
            .outerjoin(ClaimRow, ClaimRow.id == EventRow.claim_id)
            .outerjoin(EditionRow, EditionRow.id == ClaimRow.edition_id)
        )
        said = select(*(column for column in OverruleRow.__table__.columns if column.name not in ("id", "source_id")))
        cited = select(DocumentRow.name, EditionRow.number, EditionRow.cited_at).join(EditionRow)
        asked = {"support": weighed, "event": told, "overrule": said, "edition": cited}
        with self.database.read() as tx:
            return {name: sorted(map(tuple, tx.execute(each)), key=repr) for name, each in asked.items()}

    def _step(self, order: int, step: Callable[["Book"], None]) -> None:
        self.steps.append((order, step))
        step(self)

    def _cite(self, sentences: tuple[str, ...], day: float, name: str, dated: date | None) -> None:
        reference = Reference(label="1", text="A report.", url=URL, where="line 1")
        written = tuple(Claim(text=each, labels=("1",), where="line 2") for each in sentences)
        document = Document(
            title=name, media_type="text/markdown", references=(reference,), claims=written, dated=dated
        )
        with self.database.begin() as tx:
            documents.add(tx, document, name=name, digest=repr((sentences, day)), size=1, now=AT + timedelta(days=day))
        weigh_missing(self.database, document=name)

    def _say(self, word: Overrule) -> None:
        with self.database.begin() as tx:
            sources.ensure(tx, URL, URL, now=word.at)
            overrules.add(tx, URL, word)
            tell_ruling(tx, word, key=URL, url=URL)

    def _look(self, text: str | None, day: float, copy: CopyOf | None) -> None:
        self.looks += 1
        at, url = AT + timedelta(days=day), URL if copy is None else copy.memento.uri
        with self.database.begin() as tx:
            runs.ensure(tx, f"run {self.looks}", at=at)
            if copy is None:
                sources.ensure(tx, url, url, now=at)
            known = sources.known(tx, url)
        target = Target(key=url, url=url, run=f"run {self.looks}", known=known, copy=copy)
        told = () if copy is None else (("Memento-Datetime", format_datetime(copy.memento.at, usegmt=True)),)
        headers = (*EXCHANGE.headers, *told)
        exchange = replace(EXCHANGE, url=url, at=at, status=404 if text is None else 200, headers=headers)
        capture = replace(
            CAPTURE,
            id=str(uuid5(NAMESPACE_URL, f"{at} {url}")),
            url=url,
            at=at,
            offset=self.looks,
            status=exchange.status or 0,
        )
        fetched = Fetched(target=target, at=at, exchanges=(exchange,), final_url=url)
        self.save(Understood(captured=Captured(fetched=fetched, captures=(capture,)), body=_body(text)))

    def save(self, understood: Understood) -> Recorded:
        """Record a visit as a crawl does."""
        record = Record(self.database, signs=(), policy=Policy(every=timedelta(days=1)))
        try:
            return asyncio.run(record(understood))
        finally:
            record.close()


def _body(text: str | None) -> Body:
    said = "Not found." if text is None else text
    reading = Reading(extractor="e", title="A report", text=said, page=said, words=len(said.split()), language="en")
    return Body(media_type="text/html", digest=f"sha256:{hash(said)}", size=len(said), reading=reading)


@contextmanager
def questions(database: Database) -> Iterator[list[str]]:
    """What the database is asked meanwhile, statement by statement."""
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(told[2])

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
