"""What a killed crawl leaves behind, and what is made of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import WarcNotWritten
from archive.store.warc import Recovered, check, recover, stored
from archive.store.warc.members import walk
from tests.archive.store.warc.visits import PAGE, exchange, visit, warc_files, write, writer


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """A file of two visits: seven records."""
    write(tmp_path / "whole", [visit(exchange()), visit(exchange(), after=1)])
    return warc_files(tmp_path / "whole")[0].read_bytes()


@pytest.fixture
def ends(whole: bytes, tmp_path: Path) -> list[int]:
    with warc_files(tmp_path / "whole")[0].open("rb") as file:
        return [span.end for span in walk(file)]


def left_behind(folder: Path, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "a.warc.gz.open"
    path.write_bytes(data)
    return path


def test_a_file_cut_at_any_byte_keeps_exactly_its_whole_records(tmp_path: Path, whole: bytes, ends: list[int]) -> None:
    folder = tmp_path / "cut"
    for size in [*range(ends[3], ends[5], 7), *range(ends[5], len(whole) + 1)]:
        left_behind(folder, whole[:size])
        last = max(end for end in ends if end <= size)
        assert recover(folder) == (Recovered(warc="a.warc.gz", cut=size - last, records=ends.index(last) + 1),)
        assert (folder / "a.warc.gz").read_bytes() == whole[:last]
        (folder / "a.warc.gz").unlink()


def test_every_visit_that_was_whole_can_be_read_after_recovery(tmp_path: Path, whole: bytes) -> None:
    folder = tmp_path / "cut"
    left_behind(folder, whole[:-1])
    recover(folder)
    assert [one.fetched() for one in stored(folder)] == [visit(exchange())]
    assert all(state.ok for state in check(folder))


@pytest.mark.parametrize("tail", [b"\0" * 5000, b"\x1f\x8b\x08\x04", b"not a member", PAGE * 100])
def test_whatever_stands_after_the_last_record_is_cut(tmp_path: Path, whole: bytes, tail: bytes) -> None:
    folder = tmp_path / "cut"
    left_behind(folder, whole + tail)
    assert recover(folder) == (Recovered(warc="a.warc.gz", cut=len(tail), records=7),)
    assert (folder / "a.warc.gz").read_bytes() == whole


def test_a_torn_page_that_holds_a_warc_file_adds_no_record(tmp_path: Path, whole: bytes) -> None:
    write(tmp_path / "hostile", [visit(exchange(), after=5)])
    hostile = warc_files(tmp_path / "hostile")[0].read_bytes()
    torn = whole[:20] + (10**6).to_bytes(4, "little") + b"crc." + b"stored as sent: " + hostile
    left_behind(tmp_path / "cut", whole + torn)
    assert recover(tmp_path / "cut") == (Recovered(warc="a.warc.gz", cut=len(torn), records=7),)
    assert [one.at.second for one in stored(tmp_path / "cut")] == [0, 1]


def test_damage_in_the_middle_does_not_cost_the_records_after_it(tmp_path: Path, whole: bytes, ends: list[int]) -> None:
    hurt = bytearray(whole)
    hurt[ends[1] + 3] ^= 8
    left_behind(tmp_path / "cut", bytes(hurt))
    assert recover(tmp_path / "cut") == (Recovered(warc="a.warc.gz", cut=0, records=6),)


@pytest.mark.parametrize("share", [0, 20, 400])
def test_a_file_without_evidence_is_removed(tmp_path: Path, whole: bytes, ends: list[int], share: int) -> None:
    left_behind(tmp_path / "cut", whole[: min(share, ends[0])])
    assert [one.records for one in recover(tmp_path / "cut")] == [0]
    assert list((tmp_path / "cut").iterdir()) == []


def test_the_file_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    target = writer(tmp_path)
    target.write_visit(visit(exchange()))
    assert recover(tmp_path) == ()
    target.write_visit(visit(exchange(), after=1))
    target.close()
    assert recover(tmp_path) == ()
    assert len(list(stored(tmp_path))) == 2


ENDLESS = """
import sys
from pathlib import Path
from tests.archive.store.warc.visits import exchange, visit, writer
target = writer(Path(sys.argv[1]))
for number in range(10**6):
    target.write_visit(visit(exchange(), after=number))
    target.commit()
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_committed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        committed = [int(process.stdout.readline()) for _ in range(30)]
        process.kill()
        committed += [int(line) for line in process.stdout if line.endswith("\n")]
    assert len(recover(tmp_path)) == 1
    there = [one.fetched() for one in stored(tmp_path)]
    assert there[: len(committed)] == [visit(exchange(), after=number) for number in committed]
    assert all(state.ok for state in check(tmp_path))


def test_recovering_twice_changes_nothing_more(tmp_path: Path, whole: bytes) -> None:
    left_behind(tmp_path / "cut", whole[:-9])
    assert len(recover(tmp_path / "cut")) == 1
    assert recover(tmp_path / "cut") == ()


def test_a_closed_file_is_never_overwritten(tmp_path: Path, whole: bytes) -> None:
    left_behind(tmp_path / "cut", whole)
    (tmp_path / "cut" / "a.warc.gz").write_bytes(b"other")
    with pytest.raises(WarcNotWritten, match="there is a closed"):
        recover(tmp_path / "cut")


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert recover(tmp_path / "none") == ()
    assert list(stored(tmp_path / "none")) == []
