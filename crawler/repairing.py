"""A document under repair: its file as it was added, the copies to put in, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from archive.config import Settings
from archive.domain.repairs import Decision, Wishes, decide
from archive.domain.support.values import SupportState
from archive.domain.urls import is_web
from archive.errors import DocumentChanged, DocumentNotKept
from archive.queries import repairs
from archive.queries.repairs import EditionToRepair
from archive.store.citing import find_document
from archive.store.database import Transaction
from archive.store.warc import documents
from pipelines.intake import read_document
from pipelines.repair import Repaired, Replacement, Shape, listed, own_shape, repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyInPlace:
    """The archived copy of a reference; `carries` and `lacks` are the document's claims that rest on it."""

    archive: str
    at: datetime
    uri: str
    carries: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairLine:
    """What became of one reference: `done` is "replaced", "added" (beside a living address) or "left", then `why`."""

    document: str
    label: str
    url: str
    standing: str | None
    because: str
    done: str
    copy: CopyInPlace | None
    why: str | None
    states: dict[str, SupportState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a repair came to: the bytes to show or write, and why addresses were left.

    `patched` says that the bytes are the document's own; else they are the list of its references.
    """

    payload: bytes
    left: dict[str, str]
    patched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document's file as its newest edition has it; `path` is where it lies, None where it is only in the record."""

    payload: bytes
    name: str
    path: Path | None
    media_type: str | None = None


def edition(transaction: Transaction, name: str) -> EditionToRepair:
    """The newest edition of the document of this name. Raises UnknownDocument."""
    return repairs.newest(transaction, find_document(transaction, name))


def decisions(found: EditionToRepair, wishes: Wishes) -> list[Decision]:
    """What is to become of each reference of which there is something to say."""
    made = (decide(cited, wishes, near=found.cited_at) for cited in found.cited)
    return [each for each in made if each is not None]


def replacement(decision: Decision) -> Replacement | None:
    """The copy that a decision puts in; None where it puts none."""
    if decision.copy is None:
        return None
    memento = decision.copy.memento
    return Replacement(
        url=decision.cited.url,
        version=memento.uri,
        day=memento.at.date(),
        archive=memento.archive,
        label=decision.cited.label,
        lives=decision.lives,
    )


def original(settings: Settings, found: EditionToRepair, *, typed: str) -> Original:
    """The file of an edition: where it lies, else as the record keeps it.

    Raises DocumentChanged where the file is not the one that was added, DocumentNotKept where there is none.
    """
    if not is_web(found.document):
        for path in dict.fromkeys((Path(typed), Path(found.document))):
            if path.is_file():
                return _unchanged(path, found)
    return _kept(settings, found)


def _unchanged(path: Path, found: EditionToRepair) -> Original:
    payload = path.read_bytes()
    if _digest(payload) != found.digest:
        raise DocumentChanged(str(path), found.number)
    return Original(payload=payload, name=found.document, path=path)


def _kept(settings: Settings, found: EditionToRepair) -> Original:
    for stored in documents(settings.warc_folder):
        if stored.name == found.document and _digest(stored.payload) == found.digest:
            return Original(payload=stored.payload, name=stored.name, path=None, media_type=stored.media_type)
    raise DocumentNotKept(found.document)


def _digest(payload: bytes) -> str:
    return "sha256:" + sha256(payload).hexdigest()


def outcome(original: Original, decisions: Sequence[Decision], shape: Shape | None) -> Outcome:
    """The patched file where its own format is wanted and can be patched, else the list of its references."""
    wanted = [each for each in map(replacement, decisions) if each is not None]
    own = own_shape(original.payload, name=original.name, media_type=original.media_type)
    if own is not None and shape in {None, own}:
        made = repaired(original.payload, wanted, name=original.name, media_type=original.media_type)
        return Outcome(payload=made.payload, left=_left(made), patched=True)
    return Outcome(payload=_listed(original, wanted, shape or Shape.TEXT), left={}, patched=False)


def _left(made: Repaired) -> dict[str, str]:
    return {each.url: each.why for each in made.left}


def _listed(original: Original, wanted: Sequence[Replacement], shape: Shape) -> bytes:
    read = read_document(original.payload, name=original.name, media_type=original.media_type)
    return listed(read, wanted, shape).encode("utf-8", "replace")


def line(document: str, decision: Decision, outcome: Outcome) -> RepairLine:
    """What became of the reference that a decision is about."""
    cited, copy = decision.cited, decision.copy
    why = decision.why or outcome.left.get(cited.url)
    done = "left" if why else "added" if decision.lives else "replaced"
    return RepairLine(
        document=document,
        label=cited.label,
        url=cited.url,
        standing=cited.standing,
        because=decision.because,
        done=done,
        copy=None
        if copy is None
        else CopyInPlace(
            archive=copy.memento.archive,
            at=copy.memento.at,
            uri=copy.memento.uri,
            carries=tuple(claim for claim in copy.carries if claim in cited.states),
            lacks=decision.lost,
        ),
        why=why,
        states=dict(cited.states),
    )
