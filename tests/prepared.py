"""Crawls without the time that a start takes: forked from a process that has imported what they need.

Each is a process of its own all the same, with its own environment, and so are its nursery and its readers. What
happens at a start itself (a missing part, an early interrupt) is tested with `python -m scrapy` and real nurseries.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, NoReturn

_CHECKOUT = Path(__file__).resolve().parent.parent

# Not with `fork`: a process of tests has threads, and what its tests left behind.
_forking = get_context("forkserver")
_forking.set_forkserver_preload(["tests.preloaded"])


def scrapy(arguments: Sequence[str], environment: dict[str, str], *, seconds: float) -> CompletedProcess[str]:
    """What `scrapy` with these arguments came to, in the checkout; raises TimeoutExpired."""
    command = ["scrapy", *arguments]
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        out.touch()
        err.touch()
        process = _forking.Process(target=_execute, args=(command, environment, out, err))
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(command, seconds, out.read_bytes(), err.read_bytes())
        return CompletedProcess(command, process.exitcode, out.read_text(), err.read_text())


def citewatch(arguments: Sequence[str], environment: dict[str, str], folder: Path) -> BaseProcess:
    """`citewatch` with these arguments, begun in the folder; what it says goes into `out` and `err` there."""
    process = _forking.Process(target=_command, args=(list(arguments), environment, folder))
    process.start()
    return process


def _command(arguments: list[str], environment: dict[str, str], folder: Path) -> NoReturn:
    """In the forked process: what the `citewatch` command does."""
    from crawler.cli import main

    os.chdir(folder)
    _become(environment, folder / "out", folder / "err")
    sys.argv[1:] = arguments
    main()
    raise AssertionError("a command ends with its exit code")


def _execute(command: list[str], environment: dict[str, str], out: Path, err: Path) -> None:
    """In the forked process: what `python -m scrapy` does."""
    from scrapy.cmdline import execute

    os.chdir(_CHECKOUT)
    _become(environment, out, err)
    _prepare_nursery()
    execute(command)


def _become(environment: dict[str, str], out: Path, err: Path) -> None:
    """Be a process with this environment, whose words go to these files."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for path, descriptor in ((out, 1), (err, 2)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), descriptor)


def _prepare_nursery() -> None:
    """Fork the process that becomes the first nursery of this crawl; a second is started as ever."""
    from pipelines.reading import workforce

    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        _nurse(theirs)
    theirs.close()
    waiting = [_Forked(pid=pid, orders=ours)]

    def start(command: list[str], **options: Any) -> "_Forked | subprocess.Popen[bytes]":
        if not waiting:
            return subprocess.Popen(command, **options)
        forked = waiting.pop()
        forked.start(command, options["pass_fds"][0])
        return forked

    stand_in = SimpleNamespace(Popen=start, DEVNULL=subprocess.DEVNULL, TimeoutExpired=subprocess.TimeoutExpired)
    vars(workforce)["subprocess"] = stand_in


def _nurse(orders: socket.socket) -> NoReturn:
    """In the process that may become a nursery: wait until it is told to."""
    from pipelines.reading import nursery

    try:
        said, descriptors, _, _ = socket.recv_fds(orders, 2**16, 1)
        if descriptors:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            nursery.main([str(descriptors[0]), *json.loads(said)])
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and nothing of the crawl goes on here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


@dataclass(kw_only=True)
class _Forked:
    """A nursery that was forked, with what the crawl uses of a `subprocess.Popen`."""

    pid: int
    orders: socket.socket
    returncode: int | None = None

    def start(self, command: list[str], descriptor: int) -> None:
        """Hand on what the command says behind the descriptor of its control socket, and the socket itself."""
        arguments = command[command.index(str(descriptor)) + 1 :]
        with self.orders:
            socket.send_fds(self.orders, [json.dumps(arguments).encode()], [descriptor])

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("nursery", timeout)
            time.sleep(0.005)
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
