"""Taking a person's word in: filed as evidence, then recorded; and the words again from what was filed."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from archive.config import Settings
from archive.domain.overrules import INTERVAL, Overrule
from archive.store import overrules, sources, wishes
from archive.store.database import Database, Transaction
from archive.store.warc import Index, WarcWriter
from archive.store.warc import overrules as filed
from crawler.configuration import software
from pipelines.telling import tell_ruling


def add_overrule(database: Database, settings: Settings, overrule: Overrule, *, key: str, url: str) -> None:
    """Keep a person's word on a source; it is durable in the WARC before it is recorded."""
    with closing(_writer(settings, overrule.at)) as writer, database.begin() as tx:
        overrules.add(tx, key, overrule)
        tell_ruling(tx, overrule, key=key, url=url)
        _reschedule(tx, overrule, key, overrule.at)
        writer.write_overrule(overrule, key=key, url=url)
        writer.commit()


def withdraw_overrule(
    database: Database, settings: Settings, overrule: Overrule, *, key: str, url: str, now: datetime
) -> None:
    """End a person's word as of now, durable likewise."""
    with closing(_writer(settings, now)) as writer, database.begin() as tx:
        overrules.withdraw(tx, key, overrule, at=now)
        _reschedule(tx, overrule, key, now)
        writer.write_overrule(overrule, key=key, url=url, withdrawn_at=now)
        writer.commit()


def replay_overrules(database: Database, folder: Path, index: Index) -> None:
    """Record what people said and withdrew, as it was filed; what is recorded already stays as it is.

    Comes before the visits are replayed, which are judged by what held when they were made.
    """
    with database.begin() as tx:
        for said in filed(folder, index):
            sources.ensure(tx, said.key, said.url, now=said.overrule.at)
            if overrules.add(tx, said.key, said.overrule):
                tell_ruling(tx, said.overrule, key=said.key, url=said.url)
                _reschedule(tx, said.overrule, said.key, said.overrule.at)
            if said.withdrawn_at is not None:
                overrules.withdraw(tx, said.key, said.overrule, at=said.withdrawn_at)
                _reschedule(tx, said.overrule, said.key, said.withdrawn_at)


def _reschedule(tx: Transaction, overrule: Overrule, key: str, now: datetime) -> None:
    if overrule.what == INTERVAL:
        wishes.reschedule(tx, key, now=now)


def _writer(settings: Settings, now: datetime) -> WarcWriter:
    return WarcWriter(
        settings.warc_folder,
        run="overrule",
        started=now,
        software=software(),
        operator=settings.contact,
        roll_at=settings.warc_size,
    )
