"""The questions about claims: which there are, and what each snapshot made of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from archive.domain.atoms import find_atoms
from archive.domain.grounds import together, unseen
from archive.domain.rulings import ruled
from archive.domain.support import Support, SupportState
from archive.queries import overrules
from archive.queries.claims.cited import Cited
from archive.queries.claims.evidence import Evidence, Looks, Seen, of_edition, seen
from archive.queries.claims.looks import best_copy, since_cited
from archive.queries.claims.statements import claims_of, newest_editions, sources_of
from archive.queries.claims.values import AtomLine, ClaimLine, SnapshotLine, SupportLine, placed, told
from archive.queries.scopes import EVERYTHING, Scope
from archive.store.database import AnyRow

NOT_WEIGHED = "not weighed yet: `citewatch replay` does it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims are asked for: those of a document, those that cite a source, the one of this number.

    `states` asks for claims that a source of theirs (of the scope, where that is one source) carries like that.
    """

    scope: Scope = EVERYTHING
    states: frozenset[SupportState] = frozenset()
    number: int | None = None


def listing(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> Iterator[ClaimLine]:
    """The claims that are wanted, by document, in the order in which they stand there; of newest editions."""
    return islice(_all(connection, wanted), limit)


def history(connection: Connection, document: int, number: int) -> tuple[SnapshotLine, ...]:
    """What every snapshot made of the claim of this number, source by source as cited, oldest first."""
    (edition,) = connection.execute(newest_editions(Scope(document=document))).all()
    claim = connection.execute(claims_of(edition.id, number=number)).scalar_one()
    return tuple(
        _snapshot(row.url, each)
        for row in connection.execute(sources_of(claim))
        for each in seen(connection, claim, row.id)
    )


def _all(connection: Connection, wanted: Wanted) -> Iterator[ClaimLine]:
    words = overrules.in_force(connection)
    for edition in connection.execute(newest_editions(wanted.scope)).all():
        rows = connection.execute(claims_of(edition.id, source=wanted.scope.source, number=wanted.number)).all()
        if not rows:
            continue
        cited_at = edition.cited_at or edition.added_at
        known = of_edition(connection, edition.id, cited_at=cited_at, words=words)
        for row in rows:
            found = {source: _support(known, row, source) for source in _cited(known, row.id)}
            if _is_wanted(wanted, found):
                yield _claim(edition.name, row, known, tuple(found.values()))


def _is_wanted(wanted: Wanted, found: Mapping[int, SupportLine]) -> bool:
    asked = (line for source, line in found.items() if wanted.scope.source in (None, source))
    return not wanted.states or any(line.state in wanted.states for line in asked)


def _cited(known: Evidence, claim: int) -> list[int]:
    return list(dict.fromkeys(source for _, source in known.labels.get(claim, ()) if source is not None))


def _claim(document: str, row: AnyRow, known: Evidence, found: tuple[SupportLine, ...]) -> ClaimLine:
    return ClaimLine(
        document=document,
        text=row.text,
        references=tuple(label for label, _ in known.labels.get(row.id, ())),
        atoms=tuple(AtomLine(kind=each.kind, text=each.text, normal=each.normal) for each in find_atoms(row.text)),
        support=found,
        number=row.position + 1,
        state=together(line.state for line in found),
        place=row.place,
        ambiguous=row.ambiguous,
    )


def _support(known: Evidence, row: AnyRow, source: int) -> SupportLine:
    cited, machine = known.sources[source], known.current.get((row.id, source))
    support, said = machine or _unweighed(cited), ruled(machine, cited.words, row.text)
    looks = known.looks.get((row.id, source), Looks())
    since = since_cited(known.cited_at, looks, current=cited.snapshot, state=said.state)
    return SupportLine(
        url=cited.url,
        snapshot=cited.snapshot,
        state=said.state,
        score=round(support.score, 4),
        passage=placed(support.passage),
        missing=support.missing,
        was=support.was,
        became=support.became,
        why=support.why,
        references=tuple(label for label, at in known.labels[row.id] if at == source),
        at=cited.at,
        machine=machine.state if machine else None,
        word=said.word,
        holds=said.holds,
        standing=cited.standing,
        verdict=cited.verdict,
        baseline=since.baseline,
        drift=since.drift,
        copy=best_copy(looks.copies, cited_at=known.cited_at),
        atoms=tuple(map(told, support.findings)),
    )


def _unweighed(cited: Cited) -> Support:
    """What is said of a claim where no snapshot was held against it."""
    why = NOT_WEIGHED if cited.snapshot else unseen(cited.verdict, cited.standing)
    return Support(state=SupportState.UNVERIFIABLE, score=0.0, why=why)


def _snapshot(url: str, each: Seen) -> SnapshotLine:
    support = each.support
    return SnapshotLine(
        url=url,
        snapshot=each.snapshot,
        archive=each.archive,
        first_seen=each.first_seen,
        last_seen=each.last_seen,
        state=support.state,
        score=round(support.score, 4),
        passage=placed(support.passage),
        missing=support.missing,
        was=support.was,
        became=support.became,
        why=support.why,
    )
