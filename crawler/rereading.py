"""Snapshots that an older extractor read, read anew from their captures."""

import logging

from archive.domain.comparing import compare
from archive.domain.readings import Reading
from archive.errors import WarcError
from archive.store import snapshots, visits
from archive.store.database import Transaction
from archive.store.visits import StaleSnapshot
from archive.store.warc import read_payload
from crawler.run import Run
from pipelines.extract import ReadJob, extractors

log = logging.getLogger("citewatch")


async def reread(run: Run) -> int:
    """Put today's extractor's reading in the place of every older one; snapshots keep their numbers.

    Two readings are only compared where the same extractor made them, so the changes to the neighbours are counted
    again. Returns how many snapshots keep their old reading since their evidence is damaged or missing.
    """
    with run.database.read() as tx:
        stale = visits.stale_snapshots(tx, extractors())
    damaged = 0
    for snapshot in stale:
        try:
            reading = await _read(run, snapshot)
        except WarcError as error:
            log.error("%s", error)
            damaged += 1
            reading = None
        if reading is None:
            log.warning("snapshot %d of %s keeps its old reading", snapshot.number, snapshot.key)
            continue
        with run.database.begin() as tx:
            _replace(tx, snapshot, reading)
    return damaged


async def _read(run: Run, snapshot: StaleSnapshot) -> Reading | None:
    capture = snapshot.capture
    response = read_payload(run.settings.warc_folder, capture.warc, capture.offset)
    headers = {name.lower(): value for name, value in reversed(response.headers)}
    job = ReadJob(
        payload=response.payload,
        url=capture.url,
        day=capture.at.date(),
        max_size=run.settings.max_size,
        content_encoding=headers.get("content-encoding"),
        content_type=headers.get("content-type"),
    )
    return (await run.readers.read(job)).reading


def _replace(tx: Transaction, snapshot: StaleSnapshot, reading: Reading) -> None:
    url = snapshot.capture.url
    before = snapshots.reading(tx, snapshot.key, snapshot.number - 1)
    after = snapshots.reading(tx, snapshot.key, snapshot.number + 1)
    visits.replace_reading(
        tx,
        snapshot.key,
        snapshot.number,
        reading,
        change_before=None if before is None else compare(before, reading, url=url),
        change_after=None if after is None else compare(reading, after, url=url),
    )
