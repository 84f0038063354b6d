"""The steps of the schema lead to the tables, from wherever a database stands and whoever else takes them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import column, insert, inspect, select, table

from archive.config import Settings
from archive.domain.visits import Remembered
from archive.queries.sources import Wanted
from archive.queries.sources import listing as source_lines
from archive.store import schema, sources
from archive.store.database import Database, connect, open_database
from archive.store.tables import DocumentRow, EditionRow, SourceRow, Table
from tests.archive.store.examples import NOW, URL, citing
from tests.archive.store.examples import add as add_document

OPEN = """
import sys
from archive.config import Settings
from archive.store import schema
from archive.store.database import open_database
settings = Settings(home=sys.argv[1], database=sys.argv[2])
import alembic.command
print("ready", flush=True)
sys.stdin.readline()
with open_database(settings, create=True).read() as tx:
    print(schema.revision(tx))
"""


def test_the_steps_from_an_empty_database_lead_to_the_tables(database: Database) -> None:
    with database.read() as tx:
        options = {"compare_type": True, "include_object": schema.compared, "version_table": schema.VERSION_TABLE}
        differences = compare_metadata(MigrationContext.configure(tx, opts=options), Table.metadata)
    assert differences == []


def test_the_newest_step_is_known_without_loading_alembic(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        script = ScriptDirectory.from_config(schema.alembic_config(connection))
    assert script.get_current_head() == schema.HEAD


def test_steps_are_numbered_so_that_their_order_shows() -> None:
    names = [path.name for path in (Path(schema.__file__).parent / "migrations/versions").glob("0*.py")]
    assert names
    assert all(re.fullmatch(r"\d{4}_\w+\.py", name) for name in names)


def test_taking_the_steps_twice_changes_nothing(database: Database) -> None:
    with database.begin() as tx:
        add_document(tx, citing("https://example.org/"))
    schema.upgrade(database.engine)
    with database.read() as tx:
        assert schema.revision(tx) == schema.HEAD
        assert tx.execute(select(DocumentRow.name)).scalars().all() == ["paper.md"]


def test_an_older_record_is_brought_up_to_date_with_its_rows(empty_settings: Settings) -> None:
    engine = connect(empty_settings.database_url)
    with schema.changing(engine) as connection:
        command.upgrade(schema.alembic_config(connection), "0001")
        connection.execute(insert(DocumentRow).values(name="paper.md", added_at=NOW))
    engine.dispose()
    database = open_database(empty_settings, create=False)
    with database.read() as tx:
        assert schema.revision(tx) == schema.HEAD
        assert tx.execute(select(DocumentRow.name)).scalars().all() == ["paper.md"]
    database.close()


def test_sources_of_an_older_record_stand_as_if_never_judged(empty_settings: Settings) -> None:
    engine = connect(empty_settings.database_url)
    with schema.changing(engine) as connection:
        command.upgrade(schema.alembic_config(connection), "0003")
        plain = {"key": URL, "url": URL, "host": "example.org", "active": True, "added_at": NOW, "next_due": NOW}
        old = table("source", *(column(name, SourceRow.__table__.c[name].type) for name in plain))
        connection.execute(insert(old).values(plain))
    engine.dispose()
    database = open_database(empty_settings, create=False)
    with database.read() as tx:
        assert sources.remember(tx, URL) == Remembered()
        (line,) = source_lines(tx, Wanted())
        assert (line.standing, line.since, line.address, line.overruled) == (None, None, None, ())
    database.close()


def test_processes_that_open_an_empty_database_at_once_all_succeed(empty_settings: Settings) -> None:
    command_line = [sys.executable, "-c", OPEN, str(empty_settings.home), empty_settings.database]
    pipe = subprocess.PIPE
    openers = [subprocess.Popen(command_line, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(2)]
    for opener in openers:
        assert opener.stdout is not None
        assert opener.stdout.readline() == "ready\n", opener.communicate()[1]
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("\n")
        opener.stdin.flush()
    assert [opener.communicate(timeout=60) for opener in openers] == [(f"{schema.HEAD}\n", "")] * 2


def test_a_step_that_breaks_a_foreign_key_leaves_the_record_as_it_was(sqlite_database: Database) -> None:
    lost = {"document_id": 99, "number": 1, "title": "", "media_type": "", "digest": "", "size": 0, "notes": []}
    with pytest.raises(RuntimeError, match="edition"), schema.changing(sqlite_database.engine) as connection:
        connection.execute(insert(EditionRow).values(lost | {"added_at": NOW}))
    with sqlite_database.begin() as tx:
        assert tx.execute(select(EditionRow.id)).all() == []
        assert tx.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_the_command_works_without_a_file_of_its_own(sqlite_database: Database, tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "archive.store.migrations", "current"],
        env={"CITEWATCH_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.startswith(schema.HEAD)


def test_people_find_a_view_for_each_thing(database: Database) -> None:
    with database.read() as tx:
        views = set(inspect(tx).get_view_names())
    things = ("sources", "visits", "snapshots", "changes", "standings", "overrules", "claims", "events", "copies")
    assert views == {f"v_{name}" for name in things}
