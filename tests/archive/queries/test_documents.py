"""Documents are listed with how their sources were found, and found by name."""

from datetime import timedelta

import pytest

from archive.domain.citations import Document, Reference
from archive.errors import UnknownDocument
from archive.queries import documents, sources
from archive.queries.scopes import Scope
from archive.store import documents as kept
from archive.store.citing import find_document
from archive.store.database import Database, Transaction
from tests.archive.example import AT_SIGN, DOCUMENT, RIVERS, START


def test_a_document_is_told_with_its_references_sources_and_how_they_were_found(tx: Transaction) -> None:
    line = {line.document: line for line in documents.listing(tx)}[DOCUMENT]
    assert (line.edition, line.references, line.sources, line.ok, line.not_ok) == (1, 4, 4, 2, 2)
    assert line.last_visit == START + timedelta(days=2, minutes=1)


@pytest.mark.parametrize("name", ["https://docs.example/posts.html", "posts.html"])
def test_a_document_is_found_by_its_name_or_its_file_name(tx: Transaction, name: str) -> None:
    scope = Scope(document=find_document(tx, name))
    assert {line.url for line in sources.listing(tx, sources.Wanted(scope=scope))} == {AT_SIGN, RIVERS}


def test_an_unknown_document_is_told(tx: Transaction) -> None:
    with pytest.raises(UnknownDocument, match="citewatch list"):
        find_document(tx, "nothing.md")


def test_only_the_newest_edition_counts(sqlite_database: Database) -> None:
    with sqlite_database.begin() as tx:
        for number, url in enumerate(("https://a.example/", "https://b.example/"), 1):
            reference = Reference(label="1", text="An entry.", url=url, where="line 1")
            document = Document(title="Paper", media_type="text/plain", references=(reference,), claims=())
            kept.add(tx, document, name="paper.txt", digest=f"sha256:{number}", size=1, now=START)
    with sqlite_database.read() as tx:
        (line,) = documents.listing(tx)
        scope = Scope(document=find_document(tx, "paper.txt"))
        (source,) = sources.listing(tx, sources.Wanted(scope=scope))
    assert (line.edition, line.sources, line.ok, line.not_ok, line.last_visit) == (2, 1, 0, 0, None)
    assert source.url == "https://b.example/"
