"""What a process and its children cost, watched from outside (Linux: /proc)."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 0.1
"""Seconds between two looks; what a process does after the last look at it is not counted."""

_TICK = os.sysconf("SC_CLK_TCK")
_KIB = 1024


@dataclass(slots=True)
class Usage:
    """Processor seconds and peak resident bytes, of the process itself and of all: the tree at its largest moment.

    The sum over processes counts what they share once for each.
    """

    seconds: float = 0.0
    exit_code: int = 0
    peak: int = 0
    peak_all: int = 0
    cpu: dict[int, float] = field(default_factory=dict)
    pid: int = 0

    @property
    def cpu_own(self) -> float:
        return self.cpu.get(self.pid, 0.0)

    @property
    def cpu_all(self) -> float:
        return sum(self.cpu.values())

    def look(self) -> None:
        """Take the figures of the tree as it is now."""
        resident = 0
        for pid in tree(self.pid):
            with suppress(OSError, ValueError, KeyError):
                self.cpu[pid] = _cpu(pid)
                status = _status(pid)
                resident += status["VmRSS"]
                if pid == self.pid:
                    self.peak = max(self.peak, status["VmHWM"])
        self.peak_all = max(self.peak_all, resident)


def measure(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], output: Path) -> Usage:
    """Run the command to its end, its output in the file `output` (and what it has to say in `output`.log)."""
    with output.open("wb") as out, output.with_suffix(".log").open("wb") as log:
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=cwd, env=dict(env), stdout=out, stderr=log, stdin=subprocess.DEVNULL)
        usage = Usage(pid=process.pid)
        while process.poll() is None:
            usage.look()
            with suppress(subprocess.TimeoutExpired):
                process.wait(EVERY)
        usage.seconds = time.monotonic() - begun
    usage.exit_code = process.returncode
    return usage


def tree(pid: int) -> Iterator[int]:
    """The process and everything that descends from it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text().split():
                    yield from tree(int(child))


def is_alive(pid: int) -> bool:
    """Whether the process runs (one that has ended and was not yet asked for its exit code does not)."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _status(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    sizes = (line.split(":", 1) for line in lines if line.startswith(("VmRSS", "VmHWM")))
    return {name: int(value.split()[0]) * _KIB for name, value in sizes}
