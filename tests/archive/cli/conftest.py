"""Records that the tests of the commands ask besides the example."""

from pathlib import Path

import pytest

from archive.config import Settings
from archive.store.database import Database, open_database


@pytest.fixture
def broken_home(own_example: tuple[Settings, Database]) -> Path:
    """The home of an example record one of whose WARC files is lost."""
    settings, _ = own_example
    min(settings.warc_folder.iterdir()).unlink()
    return settings.home


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """The home of a record in which there is nothing."""
    home = tmp_path / "empty"
    open_database(Settings.load({"home": home}), create=True).close()
    return home
