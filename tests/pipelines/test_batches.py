"""One thread, many visits: what is submitted together is handled together."""

import asyncio
import threading
from collections.abc import Iterator, Sequence

import pytest

from pipelines.batches import Batches


@pytest.fixture
def gate() -> threading.Event:
    return threading.Event()


@pytest.fixture
def seen() -> list[list[int]]:
    return []


@pytest.fixture
def batches(gate: threading.Event, seen: list[list[int]]) -> Iterator[Batches[int, int]]:
    def handle(items: Sequence[int]) -> list[int | Exception]:
        gate.wait(5)
        seen.append(list(items))
        if 99 in items:
            raise OSError("no space")
        return [ValueError(f"{item} is odd") if item % 2 else item * 10 for item in items]

    batches: Batches[int, int] = Batches(handle, name="test", most=3)
    yield batches
    gate.set()
    batches.close()


async def _all(batches: Batches[int, int], items: Sequence[int], gate: threading.Event) -> list[int | BaseException]:
    waiting = [asyncio.ensure_future(batches.submit(item)) for item in items]
    await asyncio.sleep(0.05)
    gate.set()
    return await asyncio.gather(*waiting, return_exceptions=True)


def test_each_item_gets_its_own_result(batches: Batches[int, int], gate: threading.Event) -> None:
    results = asyncio.run(_all(batches, [2, 3, 4], gate))
    assert results[0] == 20
    assert isinstance(results[1], ValueError)
    assert results[2] == 40


def test_what_gathered_meanwhile_is_one_batch_of_limited_size(
    batches: Batches[int, int], gate: threading.Event, seen: list[list[int]]
) -> None:
    asyncio.run(_all(batches, [0, 2, 4, 6, 8], gate))
    assert [item for batch in seen for item in batch] == [0, 2, 4, 6, 8]
    assert max(len(batch) for batch in seen) == 3


def test_when_the_batch_fails_every_item_of_it_hears_so(batches: Batches[int, int], gate: threading.Event) -> None:
    results = asyncio.run(_all(batches, [99], gate))
    assert isinstance(results[0], OSError)


def test_closing_handles_what_was_handed_in_and_can_be_repeated(seen: list[list[int]]) -> None:
    def handle(items: Sequence[int]) -> list[int | Exception]:
        seen.append(list(items))
        return list(items)

    async def submit_and_close() -> int:
        batches: Batches[int, int] = Batches(handle, name="test")
        waiting = asyncio.ensure_future(batches.submit(7))
        await asyncio.sleep(0)
        await asyncio.to_thread(batches.close)
        return await waiting

    assert asyncio.run(submit_and_close()) == 7
