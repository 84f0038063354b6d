"""The kinds of column that the tables share: times, texts and JSON that mean the same on every database."""

import json
import re
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import SchemaItem


class UTCDateTime(TypeDecorator[datetime]):
    """Aware UTC on every database: SQLite drops the zone, so it is taken off and put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone cannot be stored: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNSTORABLE_ESCAPE = re.compile(r"\\u(?:0000|d[89a-f])")


def storable(text: str) -> str:
    """The text with U+FFFD where it holds what no database takes: NUL (PostgreSQL) and lone surrogates (UTF-8)."""
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


def storable_json(value: Any) -> str:
    """The value as JSON, every text in it storable. Few values need it, and all of them show it in what was written."""
    written = json.dumps(value)
    return json.dumps(_storable_value(value)) if _UNSTORABLE_ESCAPE.search(written) else written


def _storable_value(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _storable_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_value(item) for item in value]
    return value


class StorableText(TypeDecorator[str]):
    """Text from strangers: whatever it holds can be stored, compared and read back on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else storable(value)


# JSON whose texts come from strangers (the engines write it with `storable_json`); None is SQL's NULL.
StorableJSON = JSON(none_as_null=True)


def fields_of(value: Any) -> dict[str, Any]:
    """A dataclass's fields by name, as they are: `dataclasses.asdict` would copy them one by one, deeply."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def unique_text(table: str, column: str) -> tuple[SchemaItem, SchemaItem]:
    """A unique column that serves look-ups and takes texts of any length.

    A B-tree of PostgreSQL refuses values over a third of a page (2,704 bytes), which an address can exceed, so
    there a hash index keeps them apart.
    """
    name = f"uq_{table}_{column}"
    return (
        UniqueConstraint(column, name=name).ddl_if(dialect="sqlite"),
        ExcludeConstraint((column, "="), using="hash", name=name).ddl_if(dialect="postgresql"),
    )


# SQLite numbers rows by itself only in a column of type INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")
