"""Citing works, edition by edition, and the sources that they make worth watching."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import exists, func, insert, select, text, update
from sqlalchemy.orm import aliased

from archive.domain.citations import Document, Reference, cited_by_the_end_of
from archive.domain.urls import canonical
from archive.store import sources
from archive.store.columns import storable
from archive.store.database import AnyRow, Transaction
from archive.store.tables import ClaimReferenceRow, ClaimRow, DocumentRow, EditionRow, ReferenceRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What adding a document came to.

    `unchanged` says that the newest edition is this very file and nothing was written. `came` and `went` name the
    references that the edition before did not have or that only it had, as "[label] address"; of a first edition
    all came. `sources_added` counts the sources that are new to the record.
    """

    document: str
    number: int
    unchanged: bool
    came: tuple[str, ...]
    went: tuple[str, ...]
    sources_added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A reference with what tells it from others: its source, or its text where it cites no web page."""

    identity: int | str
    shown: str


def add(
    tx: Transaction,
    document: Document,
    *,
    name: str,
    digest: str,
    size: int,
    now: datetime,
    tracking: frozenset[str] = frozenset(),
    cited_at: datetime | None = None,
) -> Edition:
    """Keep the document as the newest edition of `name`, unless the newest has this `digest` already.

    `cited_at` is when its author saw the sources, where a person says so: the same file with another day is a new
    edition. Else it is the day that the document gives itself.

    References with an address become sources, due at `now` where they are new; the parameters named in `tracking` do
    not make an address another one. Sources that no newest edition cites any more are watched no longer; those
    cited again are.
    """
    _be_alone(tx)
    document_id = _document_id(tx, name, now)
    newest = _newest(tx, document_id)
    if newest is not None and newest.digest == digest and _is_dated_alike(newest, cited_at):
        return Edition(document=name, number=newest.number, unchanged=True, came=(), went=(), sources_added=0)
    before = [] if newest is None else _entries(tx, newest.id)
    number = 1 if newest is None else newest.number + 1
    edition = {"document_id": document_id, "number": number, "digest": digest, "size": size, "added_at": now}
    edition |= {"title": document.title, "media_type": document.media_type, "notes": list(document.notes)}
    own = None if document.dated is None else cited_by_the_end_of(document.dated, now=now)
    edition["cited_at"] = cited_at or own
    edition_id = tx.execute(insert(EditionRow).values(edition).returning(EditionRow.id)).scalar_one()
    added = _add_references(tx, edition_id, document.references, now, tracking)
    _add_claims(tx, edition_id, document)
    _watch_what_is_cited(tx, document_id)
    after = _entries(tx, edition_id)
    came, went = _only_in(after, before), _only_in(before, after)
    return Edition(document=name, number=number, unchanged=False, came=came, went=went, sources_added=added)


def any_known(tx: Transaction) -> bool:
    """Whether any document was ever added."""
    return tx.execute(select(DocumentRow.id).limit(1)).first() is not None


def is_known(tx: Transaction, name: str) -> bool:
    """Whether a document was added under exactly this name."""
    return tx.execute(select(DocumentRow.id).where(DocumentRow.name == name)).first() is not None


def _be_alone(tx: Transaction) -> None:
    """Wait for whoever else adds a document; on SQLite every writer is alone."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("LOCK TABLE document IN SHARE ROW EXCLUSIVE MODE"))


def _document_id(tx: Transaction, name: str, now: datetime) -> int:
    found = tx.execute(select(DocumentRow.id).where(DocumentRow.name == name)).scalar()
    if found is not None:
        return found
    return tx.execute(insert(DocumentRow).values(name=name, added_at=now).returning(DocumentRow.id)).scalar_one()


def _newest(tx: Transaction, document_id: int) -> AnyRow | None:
    editions = select(EditionRow.id, EditionRow.number, EditionRow.digest, EditionRow.cited_at)
    return tx.execute(
        editions.where(EditionRow.document_id == document_id).order_by(EditionRow.number.desc()).limit(1)
    ).first()


def _is_dated_alike(newest: AnyRow, cited_at: datetime | None) -> bool:
    if cited_at is None:
        return True
    return newest.cited_at is not None and newest.cited_at.date() == cited_at.astimezone(UTC).date()


def _add_references(
    tx: Transaction, edition_id: int, references: Sequence[Reference], now: datetime, tracking: frozenset[str]
) -> int:
    """Keep the references and know their sources; returns how many sources are new."""
    keys = [_key(reference, tracking) for reference in references]
    urls: dict[str, str] = {}
    for key, reference in zip(keys, references, strict=True):
        if key is not None:
            urls.setdefault(key, (reference.url or "").strip())
    ids, added = sources.ensure_all(tx, urls, now=now)
    rows = [
        {
            "edition_id": edition_id,
            "position": position,
            "label": reference.label,
            "text": reference.text,
            "url": reference.url,
            "place": reference.where,
            "source_id": None if key is None else ids[key],
        }
        for position, (key, reference) in enumerate(zip(keys, references, strict=True))
    ]
    if rows:
        tx.execute(insert(ReferenceRow), rows)
    return added


def _key(reference: Reference, tracking: frozenset[str]) -> str | None:
    """The key of the reference's source; None where it cites nothing that a visit could be paid to."""
    url = (reference.url or "").strip()
    if not url or url.lower().startswith("mailto:"):
        return None
    return storable(canonical(url, tracking))


def _add_claims(tx: Transaction, edition_id: int, document: Document) -> None:
    claims = [
        {
            "edition_id": edition_id,
            "position": position,
            "text": claim.text,
            "place": claim.where,
            "ambiguous": claim.ambiguous,
        }
        for position, claim in enumerate(document.claims)
    ]
    if not claims:
        return
    tx.execute(insert(ClaimRow), claims)
    by_position = select(ClaimRow.id).where(ClaimRow.edition_id == edition_id).order_by(ClaimRow.position)
    references = _ids_by_label(tx, edition_id)
    links = [
        {"claim_id": claim_id, "reference_id": references[storable(label)], "position": position}
        for claim_id, claim in zip(tx.execute(by_position).scalars().all(), document.claims, strict=True)
        for position, label in enumerate(dict.fromkeys(claim.labels))
    ]
    if links:
        tx.execute(insert(ClaimReferenceRow), links)


def _ids_by_label(tx: Transaction, edition_id: int) -> dict[str, int]:
    """The row ids of an edition's references; of two under one label, the first."""
    last_first = select(ReferenceRow.label, ReferenceRow.id).order_by(ReferenceRow.position.desc())
    return {row.label: row.id for row in tx.execute(last_first.where(ReferenceRow.edition_id == edition_id))}


def _watch_what_is_cited(tx: Transaction, document_id: int) -> None:
    """Make every source that any edition of the document cites active just where a newest edition cites it, and count
    the claims of newest editions that rest on it.
    """
    other = aliased(EditionRow)
    newest = select(func.max(other.number)).where(other.document_id == EditionRow.document_id).scalar_subquery()
    cited = (
        exists()
        .where(ReferenceRow.source_id == SourceRow.id)
        .where(ReferenceRow.edition_id == EditionRow.id, EditionRow.number == newest)
    )
    claims = (
        select(func.count(ClaimReferenceRow.claim_id.distinct()))
        .select_from(ReferenceRow)
        .join(ClaimReferenceRow, ClaimReferenceRow.reference_id == ReferenceRow.id)
        .join(EditionRow, EditionRow.id == ReferenceRow.edition_id)
        .where(ReferenceRow.source_id == SourceRow.id, EditionRow.number == newest)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    concerned = (
        select(ReferenceRow.source_id)
        .join(EditionRow, EditionRow.id == ReferenceRow.edition_id)
        .where(EditionRow.document_id == document_id, ReferenceRow.source_id.is_not(None))
    )
    values = {"active": cited, "probe": False, "copy": False, "stake": claims}
    tx.execute(update(SourceRow).where(SourceRow.id.in_(concerned)).values(values))


def _entries(tx: Transaction, edition_id: int) -> list[_Entry]:
    columns = select(ReferenceRow.label, ReferenceRow.text, ReferenceRow.url, ReferenceRow.source_id)
    rows = tx.execute(columns.where(ReferenceRow.edition_id == edition_id).order_by(ReferenceRow.position))
    return [
        _Entry(
            identity=" ".join(row.text.split()) if row.source_id is None else row.source_id,
            shown=f"[{row.label}] {row.url or row.text}",
        )
        for row in rows
    ]


def _only_in(these: Sequence[_Entry], those: Sequence[_Entry]) -> tuple[str, ...]:
    left = Counter(entry.identity for entry in those)
    shown = []
    for entry in these:
        if left[entry.identity]:
            left[entry.identity] -= 1
        else:
            shown.append(entry.shown)
    return tuple(shown)
