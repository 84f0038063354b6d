"""What judging and comparing a page of 3,000 words costs, beside extracting it, in the same process and run."""

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import TypeVar

from archive.data import signs
from archive.domain.comparing import compare
from archive.domain.judging import judge
from archive.domain.readings import Body
from archive.domain.visits import Fetched
from crawler.saved.looks import Look, visit
from pages import page, sentence
from pipelines.extract import read_payload
from pipelines.read import to_read

WORDS = (2_700, 3_300)
BAR = 0.1
"""The share of the extraction that judging and comparing together may take."""

LIMIT = 32 * 2**20

Result = TypeVar("Result")
Times = dict[str, list[float]]


def main(count: int, report: Path | None) -> int:
    """Measure, print; 1 where the bar is missed."""
    times: Times = {"extract": [], "judge": [], "compare, changed": [], "compare, same": []}
    for number in range(count):
        _measure(number, times)
    medians = {name: median(each) * 1000 for name, each in times.items()}
    ratio = (medians["judge"] + medians["compare, changed"]) / medians["extract"]
    for name, milliseconds in medians.items():
        print(f"{name:>17} {milliseconds:9.3f} ms")
    print(
        f"judging and comparing take {ratio:.3f} of extracting; the bar is {BAR}: {'held' if ratio < BAR else 'MISSED'}"
    )
    if report:
        report.write_text(json.dumps({"milliseconds": medians, "ratio": ratio}, indent=1) + "\n")
    return 0 if ratio < BAR else 1


def _measure(number: int, times: Times) -> None:
    fetched, first = _extract(_long_page(number, 1), times["extract"])
    later, second = _extract(_long_page(number, 2), times["extract"])
    old, new = first.reading, second.reading
    assert old is not None
    assert new is not None
    assert WORDS[0] < new.words < WORDS[1], new.words
    _timed(times["judge"], lambda: judge(fetched, first, signs()))
    _timed(times["judge"], lambda: judge(later, second, signs(), before=old))
    _timed(times["compare, changed"], lambda: compare(old, new, url=later.final_url))
    _timed(times["compare, same"], lambda: compare(new, new, url=later.final_url))


def _long_page(number: int, version: int) -> bytes:
    """A generated page whose article was made 3,000 words long; the later version has other sentences and figures."""
    whole = page(number, version=version, seed=7).decode()
    words, parts = 0, []
    for place, paragraph in enumerate(_paragraphs(number)):
        if words > sum(WORDS) / 2:
            break
        changed = version > 1 and place % 12 == 5
        parts.append(re.sub(r"\d+", lambda found: str(int(found[0]) + 1), paragraph) if changed else paragraph)
        words += len(paragraph.split())
    return whole.replace("</article>", "".join(f"<p>{part}</p>\n" for part in parts) + "</article>").encode()


def _paragraphs(number: int) -> list[str]:
    rng = Random(f"long/{number}")
    return [" ".join(sentence(rng) for _ in range(5)) for _ in range(80)]


def _extract(body: bytes, times: list[float]) -> tuple[Fetched, Body]:
    look = Look(url="https://pages.example/long", at=datetime.now(UTC), headers=(("Content-Type", "text/html"),))
    captured = visit(look, body, look.headers, limit=LIMIT)
    job = to_read(captured, max_size=LIMIT)
    assert job is not None
    return captured.fetched, _timed(times, lambda: read_payload(job))


def _timed(times: list[float], work: Callable[[], Result]) -> Result:
    started = time.perf_counter()
    result = work()
    times.append(time.perf_counter() - started)
    return result
