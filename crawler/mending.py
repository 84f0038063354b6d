"""What a crawl that died left behind, put in order by whoever comes next on the same machine."""

import logging
import socket
from datetime import datetime

import psutil

from archive.config import Settings
from archive.store import runs
from archive.store.database import Database
from archive.store.warc import recover

log = logging.getLogger("citewatch")


def mend(settings: Settings, database: Database, now: datetime) -> None:
    """Cut the torn tails of files, and free the leases of runs, whose process is gone."""
    for recovered in recover(settings.warc_folder):
        facts = {"event": "recovered", "warc": recovered.warc, "records": recovered.records, "cut": recovered.cut}
        log.warning("recovered %(warc)s: %(records)d records, %(cut)d bytes cut", facts)
    with database.begin() as tx:
        for running in runs.running(tx):
            if running.host == socket.gethostname() and not lives(running.pid, running.pid_started):
                facts = {"event": "died", "died": running.name}
                log.warning("run %(died)s did not end: what it had not done is due again", facts)
                runs.interrupt(tx, running.name, now)


def lives(pid: int, started: float) -> bool:
    """Whether the process that was started then (as psutil gives it) still runs; a zombie does not."""
    try:
        process = psutil.Process(pid)
        return abs(process.create_time() - started) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
