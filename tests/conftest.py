"""What every test may ask for."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.databases"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and documents beside the checkout; skips where it is absent."""
    folder = Path(os.environ.get("REAL_PAGES") or ROOT.parent / "shared")
    if not (folder / "corpora").is_dir():
        pytest.skip("the shared corpora are not on this machine")
    return folder
