"""Alembic's command on the record in force, without an alembic.ini: `python -m archive.store.migrations current`."""

from alembic.config import CommandLine

from archive.config import Settings
from archive.store.database import connect
from archive.store.schema import alembic_config, changing

command = CommandLine(prog="python -m archive.store.migrations")
options = command.parser.parse_args()
engine = connect(Settings.load().database_url)
with changing(engine) as connection:
    command.run_cmd(alembic_config(connection), options)
