"""What the tests of the archive may ask for."""

from pathlib import Path

import pytest

from archive.config import Settings
from tests.archive import example


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of the example record; tests only read it."""
    home = tmp_path_factory.mktemp("example")
    with example.filled(Settings.load({"home": home})):
        return home
