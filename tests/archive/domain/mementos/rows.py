"""An archive and its captures, with only what a test cares about."""

from datetime import UTC, datetime

from archive.domain.mementos import Archive, Found, Memento

ARCHIVE = Archive(
    name="an.example",
    rule="a test",
    cdx="https://an.example/cdx",
    timemap="https://an.example/web/timemap/link/",
    timegate="https://an.example/web/",
    raw="https://an.example/web/{stamp}id_/{url}",
)
URL = "https://page.example/report"


def at(stamp: str) -> datetime:
    """The moment of a stamp of 8 digits."""
    return datetime.strptime(stamp, "%Y%m%d").replace(tzinfo=UTC)


def memento(stamp: str, url: str = URL) -> Memento:
    uri = f"https://an.example/web/{stamp}000000/{url}"
    raw = f"https://an.example/web/{stamp}000000id_/{url}"
    return Memento(archive="an.example", original=url, at=at(stamp), uri=uri, raw=raw)


def found(stamp: str, digest: str | None = None, *, status: int | None = 200) -> Found:
    return Found(memento=memento(stamp), status=status, digest=digest or stamp)
