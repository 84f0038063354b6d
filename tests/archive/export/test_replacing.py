"""Replacing a file: whole or not at all, its mode kept, and no earlier one lost."""

import os
from pathlib import Path

import pytest

from archive.errors import DocumentNotWritten
from archive.export.replacing import replace_file


def test_the_old_file_stays_beside_the_new_one_and_none_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    path.chmod(0o640)
    kept = [replace_file(path, payload) for payload in (b"two", b"three", b"four")]
    assert [each.name if each else None for each in kept] == ["a.md.orig", "a.md.orig.1", "a.md.orig.2"]
    assert [each.read_bytes() if each else None for each in kept] == [b"one", b"two", b"three"]
    assert path.read_bytes() == b"four"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.md", "a.md.orig", "a.md.orig.1", "a.md.orig.2"]


def test_a_new_file_leaves_nothing_beside_it(tmp_path: Path) -> None:
    assert replace_file(tmp_path / "a.md", b"one") is None
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_bytes(b"one")
    (tmp_path / "a.md").symlink_to(tmp_path / "real" / "a.md")
    replace_file(tmp_path / "a.md", b"two")
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "real" / "a.md.orig").read_bytes() == b"one"


def test_a_folder_that_cannot_be_written_is_told_and_nothing_changes(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        folder = Path("/proc")
        with pytest.raises(DocumentNotWritten, match="--output FILE"):
            replace_file(folder / "a.md", b"two")
        return
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"one")
    folder.chmod(0o500)
    try:
        with pytest.raises(DocumentNotWritten, match="--output FILE"):
            replace_file(folder / "a.md", b"two")
    finally:
        folder.chmod(0o700)
    assert [each.name for each in folder.iterdir()] == ["a.md"]
    assert (folder / "a.md").read_bytes() == b"one"


def test_a_file_without_second_names_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    # File systems without hard links are not at hand in tests.
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    (tmp_path / "a.md.orig").write_bytes(b"zero")
    assert replace_file(path, b"two") == tmp_path / "a.md.orig.1"
    assert (tmp_path / "a.md.orig.1").read_bytes() == b"one"
    assert (tmp_path / "a.md.orig").read_bytes() == b"zero"
