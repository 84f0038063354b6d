"""The migrations and the tables are two accounts of one schema."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from archive.config import Settings
from archive.store import schema
from archive.store.database import Database, open_database
from archive.store.tables import Table


def test_the_steps_from_an_empty_database_lead_to_the_tables(empty_settings: Settings) -> None:
    database = open_database(empty_settings, create=True)
    with database.read() as tx:
        options = {"compare_type": True, "include_object": schema.compared, "version_table": schema.VERSION_TABLE}
        differences = compare_metadata(MigrationContext.configure(tx, opts=options), Table.metadata)
    database.close()
    assert differences == []
