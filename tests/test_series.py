"""A figure that a page replaces every day, followed through the replayed web from the day on which it was cited."""

import csv
import gzip
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.crawls import Record
from tests.site import Site

URL = "https://www.gov.uk/guidance/coronavirus-covid-19-information-for-the-public"
CITED = date(2020, 4, 1)
AT_ODDS = {date(2020, 4, day) for day in (8, 10)}
"""Days on which the sentence of the page tells another figure than the official table."""


@dataclass(frozen=True)
class Series:
    """The pages by day, and what the official table says of each day: how many were tested, how many cases it had."""

    pages: dict[date, bytes]
    tested: dict[date, str]
    cases: dict[date, str]

    @property
    def moving(self) -> str:
        """The sentence with the figures of the citing day, as that day's page has it."""
        return next(line for line in lines(self.pages[CITED]) if self.cases[CITED] in line)

    @property
    def stable(self) -> str:
        """The longest sentence that stands on the page on every day."""
        shared = set.intersection(*(set(lines(page)) for page in self.pages.values()))
        return max((line for line in shared if line.endswith(".") and line.count(".") == 1), key=len)


def has(page: bytes, figure: str) -> bool:
    return re.search(rf"(?<![\d,]){re.escape(figure)}(?![\d,])", page.decode()) is not None


def lines(page: bytes) -> list[str]:
    return [line.strip() for line in re.sub(r"<[^>]+>", "", page.decode()).splitlines()]


@pytest.fixture(scope="module")
def series(shared: Path) -> Series:
    folder = shared / "corpora" / "change" / "covid_uk"
    files = {date.fromisoformat(path.name[:10]): path for path in folder.glob("2020-*.html.gz")}
    table = gzip.decompress((folder / "covid-19-totals-uk.csv.gz").read_bytes()).decode().splitlines()
    days = {date.fromisoformat(row["Date"]): row for row in csv.DictReader(table)}
    return Series(
        pages={day: gzip.decompress(path.read_bytes()) for day, path in sorted(files.items()) if day >= CITED},
        tested={day: f"{int(days[day]['Tests']):,}" for day in files},
        cases={day: f"{int(days[day]['ConfirmedCases']):,}" for day in files},
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Site() as site:
        yield Record(tmp_path / "data", site)


@pytest.fixture
def web(shared: Path, tmp_path: Path) -> Iterator["Web"]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ca_file = tmp_path / "replayed.pem"
    command = [sys.executable, str(shared / "replay" / "serve.py"), "--port", str(port), "--ca", str(ca_file)]
    served = subprocess.Popen([*command, "--date", CITED.isoformat()], stdout=subprocess.PIPE, text=True)
    try:
        assert served.stdout is not None
        assert "URLs of" in served.stdout.readline()
        yield Web(port=port, ca_file=ca_file)
    finally:
        served.terminate()
        served.communicate(timeout=10)


@dataclass(frozen=True)
class Web:
    """The replayed web: a proxy whose date can be moved."""

    port: int
    ca_file: Path

    @property
    def environment(self) -> dict[str, str]:
        proxy = f"http://127.0.0.1:{self.port}"
        return {"http_proxy": proxy, "https_proxy": proxy, "SSL_CERT_FILE": str(self.ca_file)}

    def move(self, day: date) -> None:
        proxied = build_opener(ProxyHandler({"http": f"http://127.0.0.1:{self.port}"}))
        proxied.open(f"http://clock.example/?date={day}", timeout=10).close()


def document(series: Series) -> str:
    return f"# Testing\n\n{series.moving}[1]\n\n{series.stable}[1]\n\n## References\n\n1. {URL}\n"


def test_as_the_date_moves_the_cited_figures_are_followed_and_a_stable_sentence_stays(
    series: Series, web: Web, record: Record, tmp_path: Path
) -> None:
    (tmp_path / "testing.md").write_text(document(series))
    added = record.command("add", str(tmp_path / "testing.md"), "--date", CITED.isoformat())
    assert added.returncode == 0, added.stderr
    for day in (CITED, date(2020, 4, 2), date(2020, 4, 9), max(series.pages)):
        web.move(day)
        crawled = record.crawl("-a", "due=all", **web.environment)
        assert crawled.returncode == 0, crawled.stderr
        moving, stable = (row["support"][0] for row in record.rows("claims"))
        assert stable["state"] == "verbatim", day
        if day == CITED:
            assert moving["state"] == "verbatim"
        else:
            assert moving["state"] == "figure-changed"
            assert series.cases[CITED] in moving["was"]
            assert series.cases[day] in moving["became"]
            assert series.tested[day] in moving["became"]
    told = record.rows("events", "--kind", "support")
    assert {each["claim"] for each in told} == {series.moving}
    # The loss is loud, and another figure once more is less so.
    assert [each["loudness"] for each in told] == [0.5, 0.5, 1.0]


def test_every_day_has_its_new_figures(series: Series, record: Record, tmp_path: Path) -> None:
    files = {day: tmp_path / f"{day}.html" for day in series.pages}
    for day, file in files.items():
        file.write_bytes(series.pages[day])
    moving = ("--claim", series.moving, "--url", URL)
    stable = ("--claim", series.stable, "--url", URL)
    before = ("--before", str(files[CITED]))
    (first,) = record.rows("support", str(files[CITED]), *moving)
    assert first["state"] == "verbatim"
    for day in sorted(series.pages)[1:]:
        (row,) = record.rows("support", str(files[day]), *moving, *before)
        found = {atom["text"].split()[0]: atom["as"] for atom in row["atoms"] if atom["kind"] == "figure"}
        assert row["state"] == "figure-changed", day
        assert all(has(series.pages[day], became) for became in found.values())
        told = all(figures[day] in found[figures[CITED]] for figures in (series.tested, series.cases))
        assert told == (day not in AT_ODDS), day
        (same,) = record.rows("support", str(files[day]), *stable, *before)
        assert same["state"] == "verbatim", day
