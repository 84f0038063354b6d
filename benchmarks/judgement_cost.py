"""What judging and comparing a page of 3,000 words costs, beside extracting it, in the same process and run."""

import csv
import gzip
import json
import re
import time
from collections.abc import Callable, Sequence
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


Pair = tuple[bytes, bytes]


def main(count: int, corpora: Path, report: Path | None) -> int:
    """Measure generated pages, and real ones where there are some; print; 1 where the bar is missed."""
    kinds = {"generated": [(_long_page(number, 1), _long_page(number, 2)) for number in range(count)]}
    if (corpora / "change/pairs.tsv").is_file():
        kinds["real"] = _real(corpora, count)
    told = {name: _told(name, pairs) for name, pairs in kinds.items() if pairs}
    if report:
        report.write_text(json.dumps(told, indent=1) + "\n")
    return int(any(each["ratio"] >= BAR for each in told.values()))


def _told(name: str, pairs: Sequence[Pair]) -> dict[str, float]:
    times: Times = {"extract": [], "judge": [], "compare, changed": [], "compare, same": []}
    measured = sum(_measure(first, second, times) for first, second in pairs)
    medians = {step: median(each) * 1000 for step, each in times.items()}
    ratio = (medians["judge"] + medians["compare, changed"]) / medians["extract"]
    print(f"{measured} {name} pages of 3,000 words, medians:")
    for step, milliseconds in medians.items():
        print(f"{step:>17} {milliseconds:9.3f} ms")
    held = "held" if ratio < BAR else "MISSED"
    print(f"judging and comparing take {ratio:.3f} of extracting; the bar is {BAR}: {held}\n")
    return medians | {"ratio": ratio}


def _real(corpora: Path, count: int) -> list[Pair]:
    """Pairs of real captures between which something was changed, of about 3,000 words."""
    with (corpora / "change/pairs.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    fitting = [row for row in rows if row["label"] == "change" and WORDS[0] < int(row["words_total"]) < WORDS[1]]
    sides = [
        tuple(gzip.decompress((corpora / row[side]).read_bytes()) for side in ("before", "after")) for row in fitting
    ]
    return [(before, after) for before, after in sides[:count]]


def _measure(before: bytes, after: bytes, times: Times) -> bool:
    """Take the times of one pair; whether both could be read as what they should be."""
    fetched, first = _extract(before, times["extract"])
    later, second = _extract(after, times["extract"])
    old, new = first.reading, second.reading
    if old is None or new is None:
        return False
    _timed(times["judge"], lambda: judge(fetched, first, signs()))
    _timed(times["judge"], lambda: judge(later, second, signs(), before=old))
    _timed(times["compare, changed"], lambda: compare(old, new, url=later.final_url))
    _timed(times["compare, same"], lambda: compare(new, new, url=later.final_url))
    return True


def _long_page(number: int, version: int) -> bytes:
    """A generated page with an article of 3,000 words in it; the later version has other figures in one paragraph."""
    words, parts = 0, []
    for place, paragraph in enumerate(_paragraphs(number)):
        if words > sum(WORDS) / 2:
            break
        changed = version > 1 and place == 5
        parts.append(re.sub(r"\d+", lambda found: str(int(found[0]) + 1), paragraph) if changed else paragraph)
        words += len(paragraph.split())
    title, _, rest = page(number, version=version, seed=7).decode().partition("<article class='story-body'>")
    article = "".join(f"<p>{part}</p>\n" for part in parts)
    return f"{title}<article class='story-body'>{article}{rest[rest.index('</article>') :]}".encode()


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
