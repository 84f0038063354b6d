"""Kills crawls at random moments, and looks whether anything that was acknowledged is lost.

    python benchmarks/kill_drill.py --rounds 20 --pages 200

A visit is acknowledged once it is committed in the database. After each kill -9 of the crawl: every visit acknowledged
so far is there unaltered, no source has two visits of one run, every WARC file that the last start closed is readable,
`citewatch verify` finds nothing damaged, missing or different, and the reading processes end by themselves. At last a
crawl runs to its end and `citewatch verify --repair` adopts the orphans. Ends with 1 where anything was amiss.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import processes
import recorded
import web
from recorded import State
from web import Web

START_SECONDS = 3.0
"""Every fifth kill comes within this time from the start, whatever the crawl has done until then."""

END_SECONDS = 20.0
"""How long the reading processes may take to notice that their crawl is gone."""


@dataclass(kw_only=True)
class Drill:
    """One record, killed again and again; `problems` are what should not have been."""

    home: Path
    served: Web
    rng: Random
    problems: list[str] = field(default_factory=list)
    acknowledged: frozenset[recorded.Row] = frozenset()
    facts: frozenset[recorded.Row] = frozenset()
    runs: int = 0
    in_vain: int = 0

    def kill_once(self, number: int) -> bool:
        """Start a crawl and kill it; False where it came to its end before. Prints what was found."""
        self.served.mode(version=1 + number % 2)
        before = recorded.count_visits(self.home)
        with (self.home / "crawl.log").open("wb") as log:
            crawl = subprocess.Popen(web.CRAWL, cwd=web.ROOT, env=web.environment(self.home), stderr=log)
            moment = self._wait(crawl, before)
            family = list(processes.tree(crawl.pid))[1:]
            crawl.kill()
        if crawl.wait() != -signal.SIGKILL:
            return False
        self._expect_end(family)
        self._look(number, moment, before)
        return True

    def finish(self) -> None:
        """Let a crawl run to its end, adopt the orphans, and look at everything once more."""
        crawl = subprocess.run(web.CRAWL, cwd=web.ROOT, env=web.environment(self.home), stderr=subprocess.DEVNULL)
        self._note(crawl.returncode == 0, f"the last crawl ended with {crawl.returncode}")
        self._compare(recorded.state(self.home))
        orphans = self._verify(self.home, frozenset())
        repaired = web.citewatch("verify", "--repair", home=self.home)
        self._note(repaired.returncode == 0, f"verify --repair: {repaired.stdout}{repaired.stderr}")
        left = self._verify(self.home, frozenset())
        self._note(left == 0, f"{left} orphans are left after verify --repair")
        after = recorded.state(self.home)
        self._note(self.facts <= after.facts, f"{len(self.facts - after.facts)} visits altered by verify --repair")
        self._note(not list(self._open_files()), "WARC files are left open")
        for file in sorted((self.home / "warc").glob("*.gz")):
            self._note(not (problem := recorded.unreadable(file)), str(problem))
        print(f"the end: {after.visits} visits, {orphans} orphans adopted, {self.in_vain} pages fetched in vain")

    def _wait(self, crawl: subprocess.Popen[bytes], before: int) -> str:
        """Wait for the moment to kill, and say which it was."""
        if self.rng.random() < 0.2:
            pause = self.rng.uniform(0, START_SECONDS)
            time.sleep(pause)
            return f"{pause:.2f} s from the start"
        goal, pause = self.rng.randrange(len(self.served.urls)), self.rng.uniform(0, 0.1)
        while crawl.poll() is None and recorded.count_visits(self.home) < before + goal:
            time.sleep(0.005)
        time.sleep(pause)
        return f"{pause:.2f} s after visit {goal}"

    def _expect_end(self, family: list[int]) -> None:
        deadline = time.monotonic() + END_SECONDS
        while (left := [pid for pid in family if processes.is_alive(pid)]) and time.monotonic() < deadline:
            time.sleep(0.05)
        self._note(not left, f"{len(left)} reading processes outlived their crawl")
        for pid in left:
            os.kill(pid, signal.SIGKILL)

    def _look(self, number: int, moment: str, before: int) -> None:
        """Check what the kill left; nothing is mended by looking."""
        growing = frozenset(self._open_files())
        with recorded.copied(self.home) as copy:
            found = recorded.state(copy)
            self._compare(found)
            orphans = self._verify(copy, growing)
        if found.runs > self.runs:
            stale = [name for name in growing if f"-{found.newest}-" not in name]
            self._note(not stale, f"the start did not close {stale}")
        for file in sorted((self.home / "warc").glob("*.warc.gz")):
            self._note(not (problem := recorded.unreadable(file)), str(problem))
        self.runs = found.runs
        fetched = self.served.counts()["pages"] - (found.visits - before)
        self.in_vain += fetched
        print(
            f"kill {number}, {moment}: {found.visits - before} visits acknowledged, {fetched} pages fetched in vain, "
            f"{orphans} orphans so far, {len(self.problems)} problems",
            flush=True,
        )

    def _compare(self, found: State) -> None:
        """What was acknowledged must be there as it was; what is there now is acknowledged."""
        lost = self.acknowledged - found.rows
        self._note(not lost, f"{len(lost)} acknowledged visits are lost or altered")
        self._note(not found.doubled, f"{found.doubled} sources have two visits of one run")
        self.acknowledged, self.facts = found.rows, found.facts

    def _verify(self, home: Path, growing: frozenset[str]) -> int:
        """Orphans that `citewatch verify` finds; whatever else it finds is a problem.

        The torn tail of a file that the killed crawl left open is no damage: the next start cuts it.
        """
        answer = web.citewatch("verify", "--json", home=home, CITEWATCH_WARC=str(self.home / "warc"))
        self._note(answer.returncode in (0, 1) and not answer.stderr, f"verify: {answer.stderr}")
        findings = [json.loads(line) for line in answer.stdout.splitlines()]
        for finding in findings:
            torn = finding["kind"] == "damaged" and finding["warc"] in growing
            self._note(finding["kind"] == "orphan" or torn, f"verify: {finding}")
        return sum(finding["kind"] == "orphan" for finding in findings)

    def _open_files(self) -> Iterator[str]:
        """The closed names of the WARC files that are not closed."""
        return (file.name.removesuffix(".open") for file in (self.home / "warc").glob("*.open"))

    def _note(self, well: bool, problem: str) -> None:  # noqa: FBT001 - the condition that must hold, as in assert
        if not well:
            self.problems.append(problem)
            print(f"PROBLEM: {problem}", flush=True)


def main() -> int:
    """Run the drill; 1 when something was amiss."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20, help="kills")
    parser.add_argument("--pages", type=int, default=200, help="pages, five to a host")
    parser.add_argument("--seed", type=int, default=None, help="of the moments; default: another each time")
    arguments = parser.parse_args()
    seed = Random().getrandbits(32) if arguments.seed is None else arguments.seed
    print(f"{arguments.rounds} kills, {arguments.pages} pages, --seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        problems = drill(Path(folder), rounds=arguments.rounds, count=arguments.pages, seed=seed)
    print(f"{len(problems)} problems" if problems else "nothing acknowledged was lost, and every file is readable")
    return 1 if problems else 0


def drill(folder: Path, *, rounds: int, count: int, seed: int) -> list[str]:
    """Kill `rounds` crawls of `count` pages; what was amiss."""
    with web.serving(folder / "pages", count=count, seed=1) as served:
        run = Drill(home=folder / "record", served=served, rng=Random(seed))
        web.add_document(run.home, served.urls)
        done = 0
        while done < rounds:
            done += run.kill_once(done + 1)
        run.finish()
    return run.problems


if __name__ == "__main__":
    sys.exit(main())
