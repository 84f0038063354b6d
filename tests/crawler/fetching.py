"""Fetch cases in a process of their own, through the product's handler and middlewares, and bring back what came.

A reactor starts once in a process, so tests collect their cases and fetch them together.
"""

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.domain.captures import Exchange
from archive.domain.visits import Failure

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Outcome:
    """What one case came to: as a spider would see it."""

    exchanges: tuple[Exchange, ...]
    final_url: str
    failure: Failure | None
    body: bytes | None
    seconds: float
    slot: str | None

    @property
    def last(self) -> Exchange:
        return self.exchanges[-1]


@dataclass
class Cases:
    """URLs to fetch, each under a name; `meta` goes to the request."""

    urls: dict[str, str] = field(default_factory=dict)
    metas: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, url: str, **meta: Any) -> None:
        self.urls[name] = url
        self.metas[name] = meta

    def fetch(self, folder: Path, *, env: dict[str, str] | None = None, **settings: Any) -> dict[str, Outcome]:
        """Fetch all in one crawl; `settings` are Scrapy's. The log is left in the folder as fetch.log."""
        task, done = folder / "cases.pickle", folder / "outcomes.pickle"
        task.write_bytes(pickle.dumps((self.urls, self.metas, settings)))
        command = [sys.executable, "-W", "error::ResourceWarning", "-m", "tests.crawler.fetching", str(task), str(done)]
        with (folder / "fetch.log").open("wb") as log:
            subprocess.run(command, cwd=ROOT, env=_environment(env or {}), check=True, timeout=60, stderr=log)
        outcomes: dict[str, Outcome] = pickle.loads(done.read_bytes())
        assert set(outcomes) == set(self.urls), f"no outcome: {set(self.urls) - set(outcomes)}, see {folder}/fetch.log"
        return outcomes


def _environment(more: dict[str, str]) -> dict[str, str]:
    ours = {"CITEWATCH_ALLOW_NETWORKS": "127.0.0.0/8,::1/128"}
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | ours | more


def main(task: Path, done: Path) -> None:
    """In the child process: fetch the cases of `task` and leave their outcomes in `done`."""
    from time import monotonic

    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler import fetching
    from crawler.outcomes import failure_of

    urls, metas, settings = pickle.loads(task.read_bytes())
    outcomes: dict[str, Outcome] = {}

    class CasesSpider(Spider):
        name = "cases"

        async def start(self):
            for name, url in urls.items():
                # A slot for each case: a slow one must not hold up the others, all being on one host.
                meta = {"exchanges": [], "verbatim_url": True, "case": name, "began": monotonic()}
                meta = meta | {"dont_obey_robotstxt": True, "download_slot": name} | metas[name]
                yield Request(url, callback=self.came, errback=self.failed, dont_filter=True, meta=meta)

        def came(self, response):
            self.keep(response.request, None, response.body)

        def failed(self, failure):
            request = failure.request
            self.keep(request, failure_of(failure, request.meta.get("exchanges") or ()), None)

        def keep(self, request, failure, body):
            exchanges = tuple(request.meta.get("exchanges") or ())
            seconds = monotonic() - request.meta["began"]
            assert request.meta["case"] not in outcomes
            slot = request.meta.get("download_slot")
            outcomes[request.meta["case"]] = Outcome(exchanges, request.url, failure, body, seconds, slot)

    quick = {"RETRY_TIMES": 0, "DOWNLOAD_DELAY": 0, "DOWNLOAD_TIMEOUT": 4, "CONCURRENT_REQUESTS": 100}
    names = {"TWISTED_DNS_RESOLVER": "tests.names.LoopbackNames", "DNS_TIMEOUT": 1, "DOWNLOAD_MAXSIZE": 100_000}
    process = AsyncCrawlerProcess(fetching.SETTINGS | quick | names | {"LOG_LEVEL": "INFO"} | settings)
    process.crawl(CasesSpider)
    process.start()
    done.write_bytes(pickle.dumps(outcomes))


if __name__ == "__main__":
    # Outcome must be pickled under the name by which the tests know it.
    from tests.crawler import fetching as this

    this.main(Path(sys.argv[1]), Path(sys.argv[2]))
