"""Every exception of citewatch, one tree: an exception means that *we* failed, never that a link is dead.

    CitewatchError                  the run or command cannot go on; exit code 1
    ├── UsageError                  what was asked cannot be answered; exit code 2
    │   ├── UnknownSource
    │   ├── UnknownDocument
    │   ├── UnknownSnapshot
    │   ├── UnknownRun
    │   └── ConfigurationError
    ├── DocumentError               a document cannot be taken in or repaired
    │   ├── NoReferences
    │   ├── DocumentEncrypted
    │   ├── DocumentTooLarge
    │   ├── UnsupportedDocument
    │   ├── DocumentChanged
    │   ├── DocumentNotKept
    │   └── DocumentNotWritten
    ├── DatabaseError               the record cannot be opened
    │   ├── DatabaseMissing
    │   ├── DatabaseNewer
    │   └── DatabaseUnreachable
    ├── WarcError                   evidence cannot be read or written
    │   ├── RecordDamaged
    │   ├── WarcMissing
    │   └── WarcNotWritten
    ├── VisitsLost                  a run could not record all that it fetched
    ├── EvidenceDamaged             a replay could not read all that was filed
    ├── SavedPageError              a page in a file, or what is told of it, cannot be used
    ├── SaveKeyRefused              the archive that saves pages does not take our key
    └── MissingPart                 a library or service that this run needs is not there

Each takes facts and writes its own message, which says what to do next.
"""


class CitewatchError(Exception):
    """citewatch cannot go on; `exit_code` is what the process ends with."""

    exit_code = 1


class UsageError(CitewatchError):
    """What was asked cannot be answered as asked."""

    exit_code = 2


class ConfigurationError(UsageError):
    """A setting cannot be used; `where` says in which file, and on which line of it."""

    def __init__(self, setting: str, problem: str, *, where: str = "") -> None:
        stands = ": ".join(part for part in (where, setting) if part)
        super().__init__(f"{stands if where else f'setting {setting}'}: {problem}")
        self.setting = setting


class UnknownSource(UsageError):
    """No document cites this URL; `closest` is the watched one that is spelled most like it, if one is near."""

    def __init__(self, url: str, closest: str | None = None) -> None:
        hint = f"did you mean {closest} ?" if closest else "`citewatch sources` lists what is watched"
        super().__init__(f"no source {url} in the record: {hint}")
        self.url = url


class UnknownDocument(UsageError):
    """No document of this name was added."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no document {name!r} in the record: `citewatch list` shows what was added")
        self.name = name


class UnknownSnapshot(UsageError):
    """The source has no snapshot of this number."""

    def __init__(self, url: str, number: int, newest: int) -> None:
        has = f"its snapshots are 1 to {newest}" if newest else "it has no snapshot yet"
        super().__init__(f"no snapshot {number} of {url}: {has}")


class UnknownRun(UsageError):
    """There was no run of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no run {name} in the record: `citewatch runs` lists them")
        self.name = name


class DocumentError(CitewatchError):
    """A document cannot be taken in or repaired; nothing of it was written."""


class NoReferences(DocumentError):
    """The document cites nothing that could be watched."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: no reference to a web page found; nothing was added")


class DocumentEncrypted(DocumentError):
    """The document opens only with a password."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: locked with a password; save a copy without one and add that")


class DocumentTooLarge(DocumentError):
    """The document is larger than the limit."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(
            f"{name}: {size / 2**20:.1f} MiB is over the limit of {limit / 2**20:.0f} MiB (CITEWATCH_DOCUMENT_MAX_SIZE)"
        )


class UnsupportedDocument(DocumentError):
    """No reader knows this kind of file, or the file is not what it says it is."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


class DocumentChanged(DocumentError):
    """The file is not the one that was added."""

    def __init__(self, name: str, edition: int) -> None:
        super().__init__(f"{name}: it changed since edition {edition} was added: `citewatch add` it again first")


class DocumentNotKept(DocumentError):
    """The file of a document is neither where it was nor in the record."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: its file is neither there nor in the WARC folder: `citewatch add` it again")


class DocumentNotWritten(DocumentError):
    """A repaired document cannot be put where it belongs; what was there is as it was."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} cannot be written ({problem}): name another place with --output FILE")


class DatabaseError(CitewatchError):
    """The record cannot be opened."""


class DatabaseMissing(DatabaseError):
    """There is no record yet."""

    def __init__(self, where: str) -> None:
        super().__init__(f"no record at {where}: `citewatch add FILE` or `scrapy crawl sources` begins one")


class DatabaseNewer(DatabaseError):
    """The record was written by a newer citewatch."""

    def __init__(self, where: str, revision: str) -> None:
        super().__init__(
            f"the record at {where} was written by a newer citewatch (schema {revision}): upgrade citewatch"
        )


class DatabaseUnreachable(DatabaseError):
    """The database does not answer."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"the database at {where} cannot be used: {problem}")


class WarcError(CitewatchError):
    """Evidence cannot be read or written."""


class RecordDamaged(WarcError):
    """A WARC record is not what its headers say."""

    def __init__(self, warc: str, offset: int, problem: str) -> None:
        super().__init__(f"{warc} at {offset}: {problem}")
        self.problem = problem


class WarcMissing(WarcError):
    """A WARC file that the record names is not there."""

    def __init__(self, warc: str, folder: str) -> None:
        super().__init__(f"no {warc} in {folder}: bring it back from a copy, or set CITEWATCH_WARC to where it is")


class WarcNotWritten(WarcError):
    """The disk takes no more; what was not committed counts as not written."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path} cannot be written ({problem}): make room or repair the disk, then run again")


class VisitsLost(CitewatchError):
    """A run could not record all that it fetched; the sources concerned are still due."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} visits could not be recorded (the log says why); their sources are still due")


class EvidenceDamaged(CitewatchError):
    """A replay could not read all that was filed; everything else is in the record."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"damaged or missing evidence was left out of the record, {count} times (the log names each): "
            "bring the WARC files back from a copy, then run `citewatch replay` again"
        )


class SavedPageError(CitewatchError):
    """A page in a file cannot be judged or compared, or what is told of it cannot be used."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"{what}: {problem}")


class SaveKeyRefused(CitewatchError):
    """The archive that saves pages does not take our key; `said` is its answer."""

    def __init__(self, archive: str, said: str) -> None:
        super().__init__(
            f"{archive} does not take the key ({said}): compare CITEWATCH_SAVE_KEY and CITEWATCH_SAVE_SECRET with "
            "those of the account (https://archive.org/account/s3.php for web.archive.org)"
        )


class MissingPart(CitewatchError):
    """A library or service that this run needs is not there."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__("missing: " + "; ".join(parts) + " (`citewatch doctor` shows every part)")
