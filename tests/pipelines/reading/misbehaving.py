"""A trade whose jobs misbehave as their URL says."""

import ctypes
import os
import time
from collections.abc import Callable

from archive.domain.readings import Body
from pipelines.extract import ReadJob


def check() -> list[str]:
    """Nothing is missing."""
    return []


def read_payload(job: ReadJob, announce: Callable[[Body], None]) -> Body:
    """Announce the body's digest, then do what the URL's last part says."""
    body = Body(media_type="text/plain", digest="sha256:known", size=len(job.payload), unread=str(os.getpid()))
    match job.url.rpartition("/")[2]:
        case "silent":
            time.sleep(60)
    announce(body)
    match job.url.rpartition("/")[2]:
        case "sleep":
            time.sleep(60)
        case "loop":
            while True:
                pass
        case "allocate":
            hoard = []
            while True:
                hoard.append(bytearray(16 * 2**20))
        case "exit":
            os._exit(3)
        case "crash":
            ctypes.string_at(0)
        case "raise":
            raise ValueError("no such page")
        case "recurse":
            return read_payload(job, announce)
        case "grow":
            globals()["kept"] = bytearray(200 * 2**20)
        case "short":
            time.sleep(0.2)
    return body
