"""Signals that are waited for."""

import os
import signal
import subprocess
import time

from crawler.schedule.signals import Signals


def test_a_signal_ends_a_wait_and_is_counted_also_one_that_came_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Signals() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
        began = time.monotonic()
        signals.wait(20)
        assert time.monotonic() - began < 5
        assert signals.asked == 2
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_child_that_ends_ends_a_wait_and_asks_for_nothing() -> None:
    with Signals() as signals:
        child = subprocess.Popen(["true"])
        began = time.monotonic()
        signals.wait(20)
        assert time.monotonic() - began < 10
        assert signals.asked == 0
        child.wait()
