"""Whether every part that a run needs is there: `citewatch doctor` shows it. (A crawl asks its reading processes.)"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from archive.config import Settings, unknown_settings
from archive.domain.vitals import ROOM
from archive.errors import CitewatchError, DatabaseMissing
from archive.store.database import open_database
from archive.store.sizes import nearest
from pipelines import extract

PARTS = {
    "scrapy": "scrapy",
    "twisted": "twisted",
    "trafilatura": "trafilatura",
    "lxml": "lxml.html",
    "lxml-html-clean": "lxml_html_clean",
    "htmldate": "htmldate",
    "pypdfium2": "pypdfium2",
    "pdfminer.six": "pdfminer.high_level",
    "pypdf": "pypdf",
    "py3langid": "py3langid",
    "sqlalchemy": "sqlalchemy",
    "alembic": "alembic",
    "apscheduler": "apscheduler",
    "ada-url": "ada_url",
    "rapidfuzz": "rapidfuzz",
    "brotli": "brotli",
    "zstandard": "zstandard",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins.footnote",
    "bibtexparser": "bibtexparser.middlewares",
    "rispy": "rispy",
    "python-docx": "docx",
    "charset-normalizer": "charset_normalizer",
    "cryptography": "cryptography.x509",
    "w3lib": "w3lib.encoding",
    "prometheus-client": "prometheus_client",
    "psutil": "psutil",
    "certifi": "certifi",
    "pydantic-settings": "pydantic_settings",
}
"""What citewatch stands on: distribution and the module that must import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part and how it is: `problem` is None where it is well."""

    part: str
    found: str
    problem: str | None = None


def examine(settings: Settings) -> Iterator[Check]:
    """Look at every part: libraries, readers, settings, alerts, the database and the folder of the WARC files."""
    for name, module in PARTS.items():
        yield _library(name, module)
    yield _working("reading pages", extract.check)
    yield _settings()
    yield _alerts(settings)
    yield _database(settings)
    yield _folder(settings.warc_folder)


def _library(name: str, module: str) -> Check:
    try:
        import_module(module)
        return Check(part=name, found=version(name))
    except (ImportError, PackageNotFoundError) as error:
        return Check(part=name, found="", problem=f"{error}: install citewatch again with its dependencies")


def _working(part: str, check: Callable[[], list[str]]) -> Check:
    problems = check()
    return Check(part=part, found="works on a sample", problem="; ".join(problems) or None)


def _settings() -> Check:
    if unknown := unknown_settings(os.environ):
        return Check(part="settings", found="", problem=f"{', '.join(unknown)}: no such setting (docs/settings.md)")
    return Check(part="settings", found="valid")


def _alerts(settings: Settings) -> Check:
    from archive.alerts import configuration  # late: every command loads this module as it starts

    if settings.alerts_path is None:
        return Check(part="alerts", found="none are set up (docs/alerts.md)")
    try:
        channels = configuration.load(settings).channel
    except CitewatchError as error:
        return Check(part="alerts", found="", problem=str(error))
    return Check(part="alerts", found=f"to {', '.join(channels)}")


def _database(settings: Settings) -> Check:
    try:
        database = open_database(settings, create=False)
    except DatabaseMissing:
        return Check(part="database", found="none yet: the first run makes it")
    except CitewatchError as error:
        return Check(part="database", found="", problem=str(error))
    kind = database.kind
    database.close()
    return Check(part="database", found=f"{kind}, reached")


def _folder(folder: Path) -> Check:
    found = nearest(folder)
    if not os.access(found, os.W_OK | os.X_OK):
        return Check(part="WARC folder", found="", problem=f"{found} cannot be written")
    free = shutil.disk_usage(found).free
    if free < ROOM:
        return Check(part="WARC folder", found="", problem=f"only {free // 2**20} MiB free at {found}")
    return Check(part="WARC folder", found=f"{free // 2**30} GiB free")
