"""What Alembic runs: the steps, inside the transaction of the connection it is handed."""

from alembic import context

from archive.store.schema import VERSION_TABLE, compared
from archive.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table=VERSION_TABLE,
    include_object=compared,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
