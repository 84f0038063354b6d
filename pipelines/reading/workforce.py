"""The crawl's handles on the processes that read: the nursery and its workers."""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

from archive.domain.readings import Body
from archive.errors import MissingPart
from pipelines.extract.jobs import ReadJob
from pipelines.reading.messages import Done, Exhausted, Failed, Hello, Known, pack, receive_soon

log = logging.getLogger(__name__)

START_TIMEOUT = 120.0
"""Seconds until a worker must be there: importing every reader takes one or two, on a busy machine more."""

END_TIMEOUT = 5.0
"""Seconds that the nursery has to end its workers before it is killed with them."""


class Worker:
    """One worker; `known` is what it told of the body it has in hand."""

    def __init__(self, sock: socket.socket, pid: int) -> None:
        self.pid = pid
        self.ended = False
        self.known = Body(media_type="application/octet-stream", digest=None, size=0)
        self._sock = sock

    async def read(self, job: ReadJob) -> Body:
        """The worker's answer; raises EOFError or ConnectionError when it dies over the job."""
        await asyncio.get_running_loop().sock_sendall(self._sock, pack(job))
        while True:
            match await receive_soon(self._sock):
                case Known(body):
                    self.known = body
                case Done() as done:
                    if done.retires:
                        self.end()
                    return done.whole()
                case Failed(reason, traceback):
                    facts = {"event": "reader-failed", "url": job.url}
                    log.error("reader failed on %s\n%s", job.url, traceback, extra={"facts": facts})
                    return replace(self.known, unread=f"the reader failed: {reason}")
                case Exhausted():
                    self.end()
                    return replace(self.known, unread="the reader died: it used up its memory")

    def is_gone(self) -> bool:
        """Whether an idle worker has ended meanwhile."""
        try:
            return not self._sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def kill(self) -> None:
        """Kill the process; whoever waits for its answer gets EOFError."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Kill the process and let go of it; nobody may be waiting for its answer."""
        if not self.ended:
            self.ended = True
            self.kill()
            self._sock.close()


class Nursery:
    """The process that forks workers; started when first asked for one, and again should it have died.

    For one `hatch` at a time: one that fails lets go of a nursery that another would be waiting for.
    """

    def __init__(self, trade: str, memory: int) -> None:
        self._command = [sys.executable, "-P", "-m", "pipelines.reading.nursery"]
        self._arguments = [trade, str(memory)]
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._closed = False

    async def hatch(self) -> Worker:
        """A new worker, ready; raises MissingPart when it cannot be had, RuntimeError once this is closed."""
        try:
            return await self._fork()
        except (EOFError, OSError):
            if self._closed:
                raise RuntimeError("the readers were closed") from None
            # The nursery may have been killed since it was last asked: one more try, with a new one.
            self._abandon()
        try:
            return await self._fork()
        except (EOFError, OSError) as error:
            self._abandon()
            raise MissingPart([f"reading processes do not start: {str(error) or type(error).__name__}"]) from error

    async def _fork(self) -> Worker:
        ours, theirs = socket.socketpair()
        ours.settimeout(0)
        try:
            with theirs:
                socket.send_fds(self._running(), [b"w"], [theirs.fileno()])
            async with asyncio.timeout(START_TIMEOUT):
                hello = await receive_soon(ours)
        except BaseException:
            ours.close()
            raise
        assert isinstance(hello, Hello)
        worker = Worker(ours, hello.pid)
        if hello.problems:
            worker.end()
            raise MissingPart(list(hello.problems))
        return worker

    def _running(self) -> socket.socket:
        """The control socket of a living nursery; raises EOFError once this is closed."""
        if self._closed:
            raise EOFError
        if self._control is not None and self._process is not None and self._process.poll() is None:
            return self._control
        self._abandon()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*self._command, str(theirs.fileno()), *self._arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(),
            )
        return self._control

    async def close(self) -> None:
        """End the nursery and every worker it has; all are gone when this returns."""
        self._closed = True
        process, control = self._process, self._control
        self._process = self._control = None
        if control is not None:
            control.close()
        if process is not None:
            await asyncio.to_thread(_wait, process)

    def _abandon(self) -> None:
        """Let go of a nursery that is dead or does not answer; workers that it has go on."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(END_TIMEOUT)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment() -> dict[str, str]:
    """Ours, with the same import path, and without the threads that numerical libraries start: forking needs one."""
    path = os.pathsep.join(entry or str(os.curdir) for entry in sys.path)
    return os.environ | {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
