"""Whether the process of a run is there still."""

import socket

import psutil

from archive.store.runs import RunningRun


def lives(run: RunningRun) -> bool:
    """Whether the process of the run is alive; of another machine's nothing is known, and it is taken to be."""
    if run.host != socket.gethostname():
        return True
    try:
        return abs(psutil.Process(run.pid).create_time() - run.pid_started) < 1
    except psutil.NoSuchProcess:
        return False
