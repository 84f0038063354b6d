"""The table of pages that cannot be held to a claim."""

import re
import time
import tomllib
from importlib.resources import files
from typing import Any

from archive.data import renditions
from archive.domain.readings import Reading

ROWS: list[dict[str, Any]] = tomllib.loads((files("archive.data") / "renditions.toml").read_text("utf-8"))["rendition"]
PAGE = "https://daily.example/2020/harbour-wall-rebuilt-after-storm"
HOSTILE = ["/" + "a" * 1900, "/a-" * 600, "/" + "%2F" * 600, "/a" * 900 + "?" + "q=" * 400, "/news/" * 300]


def _shows(row: dict[str, Any], example: str) -> bool:
    """Whether the row is seen in its example: an address, or the end of a text."""
    sign = next(each for each in renditions() if each.name == row["name"])
    text = example if sign.endings else "The harbour wall."
    reading = Reading(extractor="e", title=None, text=text, words=len(text.split()), page=text)
    return sign.seen(reading, PAGE if sign.endings else example)


def test_every_row_shows_in_its_examples_and_in_no_other() -> None:
    assert all(row["examples"] for row in ROWS)
    assert all(row.get("others") or row.get("endings") for row in ROWS)
    silent = [(row["name"], example) for row in ROWS for example in row["examples"] if not _shows(row, example)]
    wrong = [(row["name"], other) for row in ROWS for other in row.get("others", []) if _shows(row, other)]
    assert (silent, wrong) == ([], [])


def test_every_row_has_a_name_of_its_own_and_says_whose_rule_it_is() -> None:
    names = [sign.name for sign in renditions()]
    assert len(names) == len(set(names)) == len(ROWS)
    assert all(sign.rule and sign.lack and sign.lack[0].islower() for sign in renditions())
    assert all(sign.hosts or sign.path or sign.endings for sign in renditions())


def test_hosts_and_endings_are_written_as_they_are_looked_for() -> None:
    for sign in renditions():
        assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", host) and not host.startswith("www.") for host in sign.hosts)
        assert all(ending == ending.casefold() for ending in sign.endings)


def test_no_row_is_slow_on_hostile_addresses() -> None:
    for sign in renditions():
        host = sign.hosts[0] if sign.hosts else "daily.example"
        for path in HOSTILE:
            begun = time.perf_counter()
            sign.fits(f"https://{host}{path}")
            assert time.perf_counter() - begun < 0.5, sign.name
