"""Many rows at once: in order, no more than asked for, and never waiting for what nobody sends."""

import asyncio
import io
import os

import pytest

from crawler.saved.batches import in_order


async def told(number: int, line: str) -> tuple[int, str]:
    # The first is answered last.
    await asyncio.sleep(0.05 / number)
    return number, line


def test_answers_come_in_the_order_of_their_rows() -> None:
    async def answers() -> list[tuple[int, str]]:
        return [answer async for answer in in_order(io.BytesIO(b"a\n\nb\r\nc"), told, width=4)]  # type: ignore[arg-type] # read() is all that is used

    assert asyncio.run(answers()) == [(1, "a"), (3, "b\r"), (4, "c")]


def test_no_more_rows_are_under_way_than_asked_for() -> None:
    under_way = most = 0

    async def count(number: int, _line: str) -> int:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.001)
        under_way -= 1
        return number

    async def answers() -> list[int]:
        lines = io.BytesIO(b"x\n" * 40)
        return [answer async for answer in in_order(lines, count, width=3)]  # type: ignore[arg-type] # as above

    assert asyncio.run(answers()) == list(range(1, 41))
    assert most == 3


def test_a_row_is_answered_before_the_next_is_sent() -> None:
    async def first() -> tuple[int, str]:
        reading, writing = os.pipe()
        os.write(writing, b"a\n")
        with os.fdopen(reading, "rb", buffering=0) as stream:
            answers = in_order(stream, told, width=4)
            answer = await anext(answers)
            await answers.aclose()
            os.close(writing)
        return answer

    assert asyncio.run(asyncio.wait_for(first(), 10)) == (1, "a")


def test_what_breaks_one_answer_breaks_the_batch() -> None:
    async def broken(_number: int, _line: str) -> None:
        raise ZeroDivisionError

    async def answers() -> None:
        async for _ in in_order(io.BytesIO(b"a\nb\n"), broken, width=2):  # type: ignore[arg-type] # as above
            pass

    with pytest.raises(ZeroDivisionError):
        asyncio.run(answers())
