"""Jobs as processes of their own: how each is called, where it writes, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import psutil

from archive.store.jobs import Process
from crawler.loglines import message_of

COMMANDS = {
    "sources": ("crawl",),
    "rescue": ("rescue",),
    "save": ("save",),
    "alerts": ("alerts", "send"),
    "verify": ("verify",),
}
"""What `citewatch` is called with for each job."""

LOG_SIZE = 5 * 2**20
"""Bytes after which what a job wrote is put aside, at its next start; one older file is kept."""

_TAIL = 4096


class Running(Protocol):
    """A job under way."""

    @property
    def process(self) -> Process:
        """Which process it is."""

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""

    def ask_to_end(self) -> None:
        """Have it end what it is about, and then itself."""

    def kill(self) -> None:
        """End it at once."""

    def last_words(self) -> str:
        """The last line that it wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A job that this process started: in a session of its own, so that Ctrl-C reaches it through us alone.

    What it writes is in the file `output` from the byte `begin` on.
    """

    process: Process
    popen: subprocess.Popen[bytes]
    output: Path
    begin: int

    def poll(self) -> int | None:
        """Its exit code as a shell would tell it, None while it runs."""
        code = self.popen.poll()
        return code if code is None or code >= 0 else 128 - code

    def ask_to_end(self) -> None:
        """Send SIGTERM, at which a crawl finishes what is under way and notes that it was interrupted."""
        self.popen.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL to it and to all that it started in its session."""
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)

    def last_words(self) -> str:
        """The last line that it wrote."""
        with self.output.open("rb") as file:
            file.seek(max(self.begin, file.seek(0, os.SEEK_END) - _TAIL))
            lines = file.read().decode("utf-8", "replace").strip().splitlines()
        return message_of(lines[-1]) if lines else ""


def start(name: str, folder: Path, *, marked: bool = True) -> Child:
    """Start a job in this working folder and environment; it writes to NAME.log in `folder`. Raises OSError.

    Where the log is `marked`, a line with the time stands before what it writes; log lines for programs have their own.
    """
    output = _log(name, folder)
    with output.open("ab") as file:
        if marked:
            file.write(f"— {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n".encode())
            file.flush()
        begin = file.tell()
        popen = subprocess.Popen(  # noqa: S603 - words of our own alone
            [sys.executable, "-P", "-m", "crawler.cli", *COMMANDS[name]],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Child(process=_process(popen.pid), popen=popen, output=output, begin=begin)


def _process(pid: int) -> Process:
    return Process(host=socket.gethostname(), pid=pid, started=psutil.Process(pid).create_time())


def _log(name: str, folder: Path) -> Path:
    """The file that a job writes to; a long one is put aside first."""
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / f"{name}.log"
    if output.exists() and output.stat().st_size > LOG_SIZE:
        output.replace(folder / f"{name}.log.1")
    return output
