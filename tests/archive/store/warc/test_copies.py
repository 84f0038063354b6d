"""Chosen records in a file of their own."""

from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from archive.errors import RecordDamaged, WarcNotWritten
from archive.store.warc import check, export
from tests.archive.store.warc.visits import STARTED, exchange, visit, warc_files, write


def export_to(target: Path, folder: Path, locations: list[tuple[str, int]]) -> int:
    return export(folder, locations, target, at=STARTED, software="citewatch/test", operator="")


def test_chosen_records_are_copied_as_they_lie_behind_a_warcinfo_of_their_own(tmp_path: Path) -> None:
    captures = [one for (one,) in write(tmp_path, [visit(exchange(), after=number) for number in range(3)], roll_at=1)]
    places = [(one.warc, one.offset) for one in (captures[2], captures[0], captures[0])]
    target = tmp_path / "out" / "chosen.warc.gz"
    target.parent.mkdir()
    assert export_to(target, tmp_path, places) == 2
    data = target.read_bytes()
    for one in (captures[0], captures[2]):
        assert (tmp_path / one.warc).read_bytes()[one.offset : one.offset + one.length] in data
    with target.open("rb") as file:
        kinds = [record.headers["WARC-Type"] for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "response", "response"]
    assert all(state.ok for state in check(target.parent))


def test_a_damaged_record_is_not_exported(tmp_path: Path) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange())])
    (path,) = warc_files(tmp_path)
    data = bytearray(path.read_bytes())
    data[capture.offset + 50] ^= 1
    path.write_bytes(data)
    with pytest.raises(RecordDamaged):
        export_to(tmp_path / "out.warc.gz", tmp_path, [(capture.warc, capture.offset)])
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarcNotWritten, match="No such file or directory"):
        export_to(tmp_path / "none" / "out.warc.gz", tmp_path, [])
