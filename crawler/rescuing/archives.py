"""Which archives are asked, as the settings have it."""

from pathlib import Path

from archive.config import Settings
from archive.data import archives, archives_in
from archive.domain.mementos import Archive
from archive.errors import ConfigurationError


def known_archives(settings: Settings) -> tuple[Archive, ...]:
    """The archives of one's own file, and those that come with citewatch but for names that the file has.

    Raises ConfigurationError.
    """
    own = _own(settings.archives_file)
    names = {archive.name for archive in own}
    return (*own, *(archive for archive in archives() if archive.name not in names))


def archives_asked(settings: Settings) -> tuple[Archive, ...]:
    """The archives that are asked, in order: those named by the settings, else those that are on.

    Raises ConfigurationError.
    """
    known = known_archives(settings)
    if not settings.archives:
        return tuple(archive for archive in known if archive.on)
    by_name = {archive.name: archive for archive in known}
    for name in settings.archives:
        if name not in by_name:
            raise ConfigurationError("CITEWATCH_ARCHIVES", f"no archive {name!r}; there are {', '.join(by_name)}")
    return tuple(by_name[name] for name in settings.archives)


def _own(file: str) -> tuple[Archive, ...]:
    if not file:
        return ()
    try:
        return archives_in(Path(file).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError("CITEWATCH_ARCHIVES_FILE", f"{file}: {error}") from error
