"""What people said comes back from the WARC files alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from archive.config import Settings
from archive.domain.overrules import Overrule
from archive.queries import overrules
from archive.queries.overrules import OverruleLine
from archive.queries.scopes import EVERYTHING
from archive.store import sources
from archive.store.database import Database, open_database
from archive.store.warc import Index
from crawler.overrules import add_overrule, replay_overrules, withdraw_overrule
from tests.archive.store.examples import NOW

URL = "https://example.org/report"
WORD = Overrule(what="verdict", value="ok", instead_of="bot-wall", why="a page", who="anna", at=NOW)
NEXT = replace(WORD, value="paywall", at=NOW + timedelta(days=1))
STANDING = replace(WORD, what="standing", value="dead", instead_of=None, at=NOW + timedelta(days=2))


def opened(folder: Path, warc: Path) -> tuple[Settings, Database]:
    settings = Settings.load({"home": folder, "warc": str(warc)})
    return settings, open_database(settings, create=True)


def listed(database: Database) -> list[OverruleLine]:
    with database.read() as tx:
        return list(overrules.listing(tx, EVERYTHING))


def test_another_database_over_the_same_files_has_the_same_words(tmp_path: Path) -> None:
    settings, database = opened(tmp_path / "one", tmp_path / "warc")
    with database.begin() as tx:
        sources.ensure(tx, URL, URL, now=NOW)
    for word in (WORD, NEXT, STANDING):
        add_overrule(database, settings, word, key=URL, url=URL)
    withdraw_overrule(database, settings, STANDING, key=URL, url=URL, now=NOW + timedelta(days=3))
    _, again = opened(tmp_path / "two", tmp_path / "warc")
    folder = settings.warc_folder
    replay_overrules(again, folder, Index(folder))
    once = listed(again)
    replay_overrules(again, folder, Index(folder))
    assert once == listed(again) == listed(database)
    assert [(line.value, line.withdrawn_at and (line.withdrawn_at - NOW).days) for line in once] == [
        ("dead", 3),
        ("paywall", None),
        ("ok", 1),
    ]
    for each in (database, again):
        each.close()
