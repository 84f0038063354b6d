"""Reading processes: what a job may do to its worker, and what nobody else notices of it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path

import psutil
import pytest

from archive.errors import MissingPart
from pipelines.extract import ReadJob
from pipelines.reading import Readers

MISBEHAVING = "tests.pipelines.reading.misbehaving"
MiB = 2**20


def job(what: str, payload: bytes = b"x" * 1000) -> ReadJob:
    return ReadJob(payload=payload, url=f"http://a.example/{what}", day=date(2026, 11, 1), max_size=MiB)


@asynccontextmanager
async def open_readers(workers: int = 2, timeout: float = 1.0, trade: str = MISBEHAVING) -> AsyncIterator[Readers]:
    readers = Readers(workers, timeout=timeout, memory=256 * MiB, trade=trade)
    try:
        yield readers
    finally:
        await readers.close()


@pytest.fixture(autouse=True)
def _others() -> Iterator[None]:
    """What runs beside a test was started by others, as the process from which their crawls are forked."""
    others.update(psutil.Process().children(recursive=True))
    yield
    others.clear()


others: set[psutil.Process] = set()


def started(*, recursive: bool = False) -> list[psutil.Process]:
    """The processes that this test started, and that are there still."""
    return [each for each in psutil.Process().children(recursive=recursive) if each not in others]


@pytest.fixture
def run() -> Callable[[Awaitable[object]], object]:
    return asyncio.run


@pytest.mark.parametrize(
    ("what", "unread"),
    [
        ("loop", "reading took longer than 1 s"),
        ("sleep", "reading took longer than 1 s"),
        ("allocate", "the reader died: it used up its memory"),
        ("exit", "the reader died: it crashed or was killed by the system"),
        ("crash", "the reader died: it crashed or was killed by the system"),
        ("raise", "the reader failed: ValueError: no such page"),
        ("recurse", "the reader failed: RecursionError"),
    ],
)
def test_a_job_that_breaks_its_worker_is_told_and_the_others_go_on(run, what, unread):
    async def scenario() -> None:
        async with open_readers() as readers:
            jobs = [job("fine")] * 5 + [job(what)] + [job("fine")] * 5
            bodies = await asyncio.gather(*map(readers.read, jobs))
            broken = bodies.pop(5)
            assert broken.unread.startswith(unread)
            assert (broken.digest, broken.media_type, broken.size) == ("sha256:known", "text/plain", 1000)
            assert all(body.unread.isdigit() for body in bodies)

    run(scenario())


def test_a_job_that_ends_before_it_told_anything_keeps_what_the_header_said():
    async def scenario() -> None:
        async with open_readers() as readers:
            body = await readers.read(job("silent"))
            assert (body.digest, body.size, body.media_type) == (None, 1000, "application/octet-stream")

    asyncio.run(scenario())


def test_waiting_for_a_worker_is_not_counted_as_reading():
    async def scenario() -> None:
        async with open_readers(workers=1, timeout=0.6) as readers:
            bodies = await asyncio.gather(*(readers.read(job("short")) for _ in range(6)))
            assert all(body.unread.isdigit() for body in bodies)

    asyncio.run(scenario())


def test_workers_that_are_killed_while_idle_are_replaced_unseen():
    async def scenario() -> None:
        async with open_readers() as readers:
            pids = {int((await readers.read(job("fine"))).unread) for _ in range(4)}
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.1)
            assert int((await readers.read(job("fine"))).unread) not in pids

    asyncio.run(scenario())


def test_a_dead_nursery_is_replaced():
    async def scenario() -> None:
        async with open_readers(workers=1) as readers:
            worker = psutil.Process(int((await readers.read(job("fine"))).unread))
            worker.parent().kill()
            assert (await readers.read(job("exit"))).unread.startswith("the reader died")
            assert (await readers.read(job("fine"))).unread.isdigit()

    asyncio.run(scenario())


def test_a_worker_that_grew_too_large_is_replaced_after_its_job():
    async def scenario() -> None:
        async with open_readers(workers=1) as readers:
            first = (await readers.read(job("grow"))).unread
            second = (await readers.read(job("fine"))).unread
            assert first.isdigit()
            assert first != second

    asyncio.run(scenario())


def test_large_payloads_pass():
    async def scenario() -> None:
        async with open_readers() as readers:
            bodies = await asyncio.gather(*(readers.read(job("fine", bytes(20 * MiB))) for _ in range(3)))
            assert [body.size for body in bodies] == [20 * MiB] * 3

    asyncio.run(scenario())


def test_a_caller_that_gives_up_frees_its_worker(run):
    async def scenario() -> None:
        async with open_readers(workers=1, timeout=30) as readers:
            task = asyncio.create_task(readers.read(job("sleep")))
            await asyncio.sleep(0.5)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            assert (await readers.read(job("fine"))).unread.isdigit()

    run(scenario())


def test_closing_is_prompt_leaves_no_process_and_ends_what_is_under_way(run):
    async def scenario() -> None:
        readers = Readers(2, timeout=30, memory=256 * MiB, trade=MISBEHAVING)
        await readers.read(job("fine"))
        under_way = [asyncio.create_task(readers.read(job(what))) for what in ("sleep", "loop", "fine")]
        await asyncio.sleep(0.3)
        family = started(recursive=True)
        assert len(family) == 3
        began = time.monotonic()
        await readers.close()
        assert time.monotonic() - began < 2
        assert psutil.wait_procs(family, timeout=1)[1] == []
        answers = await asyncio.gather(*under_way, return_exceptions=True)
        assert [type(answer) for answer in answers[:2]] == [RuntimeError, RuntimeError]
        with pytest.raises(RuntimeError):
            await readers.read(job("fine"))

    run(scenario())


def test_an_interrupt_typed_in_the_terminal_does_not_reach_the_workers():
    async def scenario() -> None:
        async with open_readers(workers=1) as readers:
            worker = int((await readers.read(job("fine"))).unread)
            assert os.getsid(worker) != os.getsid(0)
            assert os.getpgid(worker) != os.getpgid(0)

    asyncio.run(scenario())


def test_a_missing_part_stops_the_start_and_is_named():
    async def scenario(trade: str) -> None:
        async with open_readers(trade=trade) as readers:
            await readers.start()

    with pytest.raises(MissingPart, match="abacus: No module named 'abacus'"):
        asyncio.run(scenario("tests.pipelines.reading.lacking"))
    with pytest.raises(MissingPart, match="no_such_trade"):
        asyncio.run(scenario("tests.pipelines.reading.no_such_trade"))


def test_no_process_outlives_a_crawl_that_is_killed(tmp_path: Path):
    script = (
        "import asyncio, os, sys\n"
        "from tests.pipelines.reading.test_readers import MISBEHAVING, Readers, job\n"
        "async def main():\n"
        "    readers = Readers(2, timeout=60, memory=2**28, trade=MISBEHAVING)\n"
        "    await readers.start()\n"
        "    print('ready', flush=True)\n"
        "    await asyncio.gather(readers.read(job('loop')), readers.read(job('sleep')))\n"
        "asyncio.run(main())\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as crawl:
        assert crawl.stdout.readline() == b"ready\n"
        family = psutil.Process(crawl.pid).children(recursive=True)
        crawl.kill()
    assert len(family) == 3
    assert psutil.wait_procs(family, timeout=5)[1] == []


def test_real_pdfs_never_break_more_than_their_own_reading(shared):
    files = sorted((shared / "corpora" / "pdf").rglob("*.pdf"))

    async def scenario() -> None:
        async with open_readers(timeout=30, trade="pipelines.extract") as readers:
            bodies = await asyncio.gather(
                *(readers.read(job("f.pdf", file.read_bytes())) for file in files if file.stat().st_size < MiB)
            )
            assert len(bodies) > 70
            assert not [body.unread for body in bodies if body.unread and body.unread.startswith("the reader")]
            assert sum(body.reading is not None for body in bodies) > 50

    asyncio.run(scenario())


def nursery() -> psutil.Process:
    (process,) = started()
    return process


def test_jobs_that_come_while_the_processes_start_do_not_make_them_more():
    async def scenario() -> None:
        async with open_readers(workers=2, timeout=30) as readers:
            starting = asyncio.create_task(readers.start())
            await asyncio.gather(*(readers.read(job("short")) for _ in range(4)), starting)
            assert len(nursery().children()) == 2

    asyncio.run(scenario())


def test_a_nursery_killed_while_several_wait_for_it_is_replaced_for_all():
    async def scenario() -> None:
        async with open_readers(workers=4, timeout=30) as readers:
            jobs = [asyncio.create_task(readers.read(job("short"))) for _ in range(4)]
            await asyncio.sleep(0.1)
            nursery().kill()
            assert all(body.unread.isdigit() for body in await asyncio.gather(*jobs))

    asyncio.run(scenario())


def test_closing_while_processes_start_leaves_none():
    async def scenario() -> None:
        readers = Readers(2, timeout=30, memory=256 * MiB, trade=MISBEHAVING)
        waiting = asyncio.create_task(readers.read(job("fine")))
        await asyncio.sleep(0.01)
        await readers.close()
        (answer,) = await asyncio.gather(waiting, return_exceptions=True)
        assert isinstance(answer, RuntimeError)
        assert started() == []

    asyncio.run(scenario())
