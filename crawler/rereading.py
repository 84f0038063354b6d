"""Snapshots that an older extractor read, read anew from their captures."""

import logging
from dataclasses import replace

from archive.domain.mementos import take_apart
from archive.domain.readings import Reading
from archive.errors import WarcError
from archive.store import visits
from archive.store.renewals import Kept
from archive.store.visits import StaleSnapshot
from crawler.run import Run
from pipelines.extract import extractors
from pipelines.record import renew

log = logging.getLogger("citewatch")


async def reread(run: Run) -> int:
    """Put today's extractor's reading in the place of every older one; snapshots keep their numbers.

    Two readings are only compared where the same extractor made them, so the changes that they have part in are counted
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
            renew(tx, snapshot.key, snapshot.number, reading)
    return damaged


async def _read(run: Run, snapshot: StaleSnapshot) -> Reading | None:
    capture = snapshot.capture
    kept = Kept(warc=capture.warc, offset=capture.offset, url=capture.url, at=capture.at)
    page = take_apart(capture.url) if snapshot.copy else None
    if page is not None:
        kept = replace(kept, url=page.original, at=page.at)
    return await run.read.again(run.settings.warc_folder, kept)
