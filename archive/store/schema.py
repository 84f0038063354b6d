"""Which steps of the schema a database has taken, and taking the missing ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, column, inspect, select, table

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0008"
"""The newest step, known without loading Alembic: opening a database in order must cost next to nothing."""

VERSION_TABLE = "citewatch_schema"
"""Where the step is noted. Other programs may keep Alembic's default name in the same PostgreSQL database."""

_LOCK = 0x63697465
"""The advisory lock of PostgreSQL that whoever changes the schema holds ("cite" in ASCII)."""

_WRITTEN_APART = ("reading_fts", "ix_reading_search", "uq_document_name", "uq_source_key")


def revision(connection: Connection) -> str | None:
    """The newest step that the database has taken; None where it is not a record yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar()


def upgrade(engine: Engine) -> None:
    """Take the missing steps, all or none; harmless where none is missing or another process takes them just now."""
    from alembic import command  # loaded late, as HEAD says

    with changing(engine) as connection:
        command.upgrade(alembic_config(connection), "head")


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """One transaction that alone may change the schema.

    Rebuilding a parent table while SQLite enforces foreign keys would delete its children's rows, so they are
    enforced again only afterwards, once they are seen to hold.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _foreign_keys_off(connection), connection.begin():
                yield connection
                _check_foreign_keys(connection)
            return
        with connection.begin():
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection


def alembic_config(connection: Connection) -> "Config":
    """Alembic's configuration, whole without a file; the steps run in the connection's transaction."""
    from alembic.config import Config  # loaded late, as HEAD says

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def compared(_item: Any, name: str | None, kind: str, _reflected: bool, _counterpart: Any) -> bool:  # noqa: FBT001 - the signature is Alembic's
    """Whether Alembic compares an object with the tables; some are written apart for each database."""
    if kind == "column":
        return name != "search"
    return not (name or "").startswith(_WRITTEN_APART)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    # The pragma has no effect inside a transaction, so it goes past SQLAlchemy, which would begin one.
    raw = connection.connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"the new schema breaks a foreign key of {broken[0]}, row {broken[1]}; nothing was changed")
