"""A growing file whose disk fails."""

import os
from pathlib import Path

import pytest

from archive.errors import WarcNotWritten
from archive.store.warc.files import GrowingFile, file_names, is_held
from tests.archive.store.warc.visits import exchange, visit, writer


@pytest.fixture
def unsynced(tmp_path: Path) -> GrowingFile:
    """A file on something that takes bytes and can neither be synced nor cut, as a failing disk: a pipe."""
    _, descriptor = os.pipe()
    return GrowingFile(tmp_path, "a.warc.gz", descriptor)


def test_a_failed_sync_is_never_followed_by_a_success(unsynced: GrowingFile) -> None:
    unsynced.append(b"some")
    for _ in range(2):
        with pytest.raises(WarcNotWritten, match=r"a\.warc\.gz\.open cannot be written \(Invalid argument\)"):
            unsynced.sync()
    with pytest.raises(WarcNotWritten):
        unsynced.append(b"more")


def test_a_file_that_cannot_be_synced_does_not_take_its_closed_name(unsynced: GrowingFile, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz.open").write_bytes(b"")
    with pytest.raises(WarcNotWritten):
        unsynced.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.warc.gz.open"]


def test_a_file_is_held_only_while_its_writer_lives(tmp_path: Path) -> None:
    target = writer(tmp_path)
    target.write_visit(visit(exchange()))
    (name,) = file_names(tmp_path)
    assert is_held(tmp_path, name)
    target.close()
    assert not is_held(tmp_path, name)
    (tmp_path / "b.warc.gz.open").write_bytes(b"left behind")
    assert not is_held(tmp_path, "b.warc.gz")
