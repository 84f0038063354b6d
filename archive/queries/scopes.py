"""What a question is about: every source, those of one document, or one source; and how answers stream."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Row, Select
from sqlalchemy.orm import InstrumentedAttribute

from archive.store.citing import cited_by

Columns = TypeVarTuple("Columns")

AnySelect = Select[*tuple[Any, ...]]

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Row ids of the one source or the one document that is asked about; None stands for all."""

    source: int | None = None
    document: int | None = None


EVERYTHING = Scope()


def within(source_id: InstrumentedAttribute[int], scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions under which a row belongs to the scope; a document stands for its newest edition."""
    conditions: list[ColumnElement[bool]] = []
    if scope.source is not None:
        conditions.append(source_id == scope.source)
    if scope.document is not None:
        conditions.append(source_id.in_(cited_by(scope.document)))
    return conditions


def stream(connection: Connection, statement: Select[*Columns]) -> Generator[Row[*Columns], None, None]:
    """Rows fetched from the server as they are read, `ROWS_AT_ONCE` at a time: memory does not grow with them.

    Who stops before the last row closes the stream before the transaction ends; one that is only let go, as where the
    reader of the answer hangs up, ends with the transaction.
    """
    result = connection.execute(statement, execution_options={"yield_per": ROWS_AT_ONCE})
    try:
        yield from result
    finally:
        if not connection.closed:
            result.close()
