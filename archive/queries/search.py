"""Full-text search over every snapshot; nothing that a person types is ever a syntax error."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal, literal_column, or_, select, table

from archive.queries.extracts import Extract, Term, extract
from archive.queries.scopes import EVERYTHING, Scope, stream, within
from archive.store.tables import ReadingRow, SnapshotRow, SourceRow

# Scripts written without spaces, and Hangul, whose particles stick to the word: no index of words finds their parts.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_PARTS = re.compile(r'"([^"]*)"|([^\s"]+)')
_UNTYPABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W_]")

_FTS = table("reading_fts", column("rowid"), column("rank"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A snapshot that holds every term, with the passage that shows it."""

    url: str
    snapshot: int
    first_seen: datetime
    last_seen: datetime
    title: str | None
    extract: Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; `every_version` asks for all snapshots that match and not only the best of a source."""

    terms: tuple[Term, ...]
    scope: Scope = EVERYTHING
    every_version: bool = False


def parse(words: str) -> tuple[Term, ...]:
    """The terms that a person's words ask for: all must be found.

    "Quoted words" must stand in a row, a star at a word's end lets it go on; words of scripts without spaces, and
    signs without letters, are found anywhere.
    """
    parts = _PARTS.findall(_UNTYPABLE.sub(" ", words))
    return tuple(_term(quoted or bare) for quoted, bare in parts if (quoted or bare).strip())


def find(connection: Connection, wanted: Wanted, *, limit: int | None) -> Iterator[Hit]:
    """The snapshots that hold every term, best first."""
    seen: set[int] = set()
    found: list[int] = []
    with closing(stream(connection, _matching(connection.dialect.name, wanted))) as rows:
        for snapshot, source in rows:
            if len(found) == limit:
                break
            if source not in seen or wanted.every_version:
                seen.add(source)
                found.append(snapshot)
    return (_hit(connection, snapshot, wanted.terms) for snapshot in found)


def _term(text: str) -> Term:
    if _UNSPACED.search(text) or not _LETTERS.search(text):
        return Term(text=text, kind="anywhere")
    if text.endswith("*"):
        return Term(text=text.rstrip("*"), kind="beginning")
    return Term(text=text, kind="words")


def _matching(dialect: str, wanted: Wanted) -> Select[int, int]:
    statement = (
        select(SnapshotRow.id, SnapshotRow.source_id)
        .join(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
        .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
        .where(SourceRow.probe.is_(False), SourceRow.copy.is_(False), *within(SnapshotRow.source_id, wanted.scope))
        .where(*(_contains(term) for term in wanted.terms if term.kind == "anywhere"))
    )
    indexed = [term for term in wanted.terms if term.kind != "anywhere"]
    if indexed:
        ranked = _ranked_by_sqlite if dialect == "sqlite" else _ranked_by_postgresql
        statement = ranked(statement, indexed)
    return statement.order_by(SnapshotRow.last_seen.desc(), SnapshotRow.id.desc())


def _contains(term: Term) -> ColumnElement[bool]:
    return or_(
        ReadingRow.text.icontains(term.text, autoescape=True), ReadingRow.title.icontains(term.text, autoescape=True)
    )


def _ranked_by_sqlite(statement: Select[int, int], terms: list[Term]) -> Select[int, int]:
    query = " ".join(_fts5_phrase(term) for term in terms)
    return (
        statement.join(_FTS, _FTS.c.rowid == SnapshotRow.id)
        .where(literal_column("reading_fts").op("MATCH")(query))
        .order_by(_FTS.c.rank)
    )


def _fts5_phrase(term: Term) -> str:
    quoted = '"' + term.text.replace('"', '""') + '"'
    return quoted + "*" if term.kind == "beginning" else quoted


def _ranked_by_postgresql(statement: Select[int, int], terms: list[Term]) -> Select[int, int]:
    query = reduce(lambda left, right: left.op("&&")(right), map(_tsquery, terms))
    vector: ColumnElement[str] = literal_column("reading.search")
    return statement.where(vector.op("@@")(query)).order_by(func.ts_rank(vector, query).desc())


def _tsquery(term: Term) -> ColumnElement[str]:
    if term.kind == "words":
        return func.phraseto_tsquery(literal_column("'simple'"), literal(term.text))
    quoted = "'" + term.text.replace("\\", "\\\\").replace("'", "''") + "':*"
    return func.to_tsquery(literal_column("'simple'"), literal(quoted))


def _hit(connection: Connection, snapshot: int, terms: tuple[Term, ...]) -> Hit:
    statement = (
        select(
            SourceRow.url,
            SnapshotRow.number,
            SnapshotRow.first_seen,
            SnapshotRow.last_seen,
            ReadingRow.title,
            ReadingRow.text,
        )
        .join(SnapshotRow, SnapshotRow.source_id == SourceRow.id)
        .join(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
        .where(SnapshotRow.id == snapshot)
    )
    url, number, first_seen, last_seen, title, text = connection.execute(statement).one()
    return Hit(
        url=url,
        snapshot=number,
        first_seen=first_seen,
        last_seen=last_seen,
        title=title,
        extract=extract(text, terms),
    )
