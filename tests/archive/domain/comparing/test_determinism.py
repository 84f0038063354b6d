"""One pair of readings has one change, whichever process compares them."""

import os
import subprocess
import sys
from random import Random

import pytest

from archive.domain.comparing import compare
from tests.archive.domain.comparing.readings import URL, link, reading

SEEDS = (0, 1, 2, 3, 17)


def rewritten(number: int) -> str:
    """The change between two long texts that share their words and few of their sentences, as one line."""
    rng = Random(number)
    words = [f"{start}{end}" for start in ("riv", "fie", "dam", "oak", "mil") for end in "abcdefghijklmnopqrst"]
    texts = [
        "\n".join(" ".join(rng.choices(words, k=9)) + f" {rng.randint(1, 99)} %." for _ in range(90)) for _ in "ab"
    ]
    links = [tuple(link(f"https://rivers.example/{rng.choice(words)}", word) for word in words[:40]) for _ in "ab"]
    before, after = (reading(text, page=text, links=each) for text, each in zip(texts, links, strict=True))
    return repr(compare(before, after, url=URL))


@pytest.mark.parametrize("number", [1, 2])
def test_the_seed_of_the_process_does_not_matter(number: int) -> None:
    script = f"from tests.archive.domain.comparing.test_determinism import rewritten; print(rewritten({number}))"
    told = {_run(script, seed) for seed in SEEDS}
    assert told == {rewritten(number)}


def _run(script: str, seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", env=environment, check=True, timeout=60
    )
    return done.stdout.strip()
