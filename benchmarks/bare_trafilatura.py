"""trafilatura alone on every core, over the same pages already decoded: what reading alone costs.

`python bare_trafilatura.py FOLDER PAGES WAY`, where WAY is `metadata` (text, title, author and date, as citewatch
needs them) or `text`. Prints {"pages": count, "started": epoch seconds, "finished": epoch seconds}.
"""

import gzip
import json
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from trafilatura import bare_extraction, extract

from server import file_of

BODIES: list[bytes] = []
"""The decoded pages, which the forked workers share."""


def metadata(number: int) -> None:
    """Text and metadata of one page."""
    bare_extraction(BODIES[number], with_metadata=True, include_comments=False)


def text(number: int) -> None:
    """Only the text of one page."""
    extract(BODIES[number], include_comments=False)


def main(folder: Path, count: int, way: str) -> None:
    """Read every page once."""
    BODIES.extend(gzip.decompress(file_of(folder, number, 1).read_bytes()) for number in range(count))
    started = time.time()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
        done = len(list(pool.map({"metadata": metadata, "text": text}[way], range(count), chunksize=4)))
    print(json.dumps({"pages": done, "started": started, "finished": time.time()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
