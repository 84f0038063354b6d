"""Feeds are valid Atom whatever strangers wrote, keep their ids, and are paged."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.export.feeds import Cut, Feed, Place, feed_page
from archive.export.feeds.atom import as_atom
from archive.export.feeds.identities import entry_id, feed_id
from archive.export.reports import Imprint
from archive.queries import feeds, sources
from archive.queries.events import Wanted
from archive.queries.feeds import ArchivedCopy, FeedEvent, Subject
from archive.queries.scopes import EVERYTHING
from archive.store.database import Database, Transaction
from tests.archive.claimed import CLAIMS, COPY, DOCUMENT, SOLAR, TURNED, UNSEEN, fill
from tests.archive.conftest import Ask

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
IMPRINT = Imprint(at=NOW, software="citewatch 1.2.3")
SUBJECT = Subject(kind="all", name="", title="everything", record="paper.md", since=NOW, scope=EVERYTHING)
EVENT = FeedEvent(
    key="https://solar.example/report",
    url=SOLAR,
    at=NOW,
    kind="support",
    loudness=0.9,
    document="/home/anna/energy.md",
    claim=CLAIMS[0],
    was="verbatim",
    became="figure-changed",
    summary="Its figure changed.",
    details={"labels": ["1"], "title": "Solar", "figure_before": "24 percent", "figure_after": "21 percent"},
    snapshot=2,
    copy=ArchivedCopy(archive="archive.example", at=NOW, uri=COPY),
)
HOSTILE = "<script>alert(1)</script>\u202egpj\u0000\u000b\ufffe\ud800\u2028]]>&amp;{{ 7*7 }}"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A record in which claims were weighed, on each kind of database."""
    with database.begin() as transaction:
        fill(transaction)
        yield transaction


def of(*events: FeedEvent, page: int = 1, pages: int = 1) -> Feed:
    entries = {entry_id(event): event for event in events}
    return Feed(id=feed_id(SUBJECT, least=None), subject=SUBJECT, updated=NOW, page=page, pages=pages, entries=entries)


def parsed(document: bytes) -> feedparser.FeedParserDict:
    """What a reader makes of the document, once it is shown to be what RFC 4287 asks for."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False))
    assert root.tag == f"{ATOM}feed"
    check_element(root, {"id", "title", "updated", "author"})
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        check_element(entry, {"id", "title", "updated", "content"})
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    found = feedparser.parse(document)
    assert found.bozo == 0
    return found


def check_element(element: "etree._Element", once: set[str]) -> None:
    """Sections 4.1.1, 4.1.2 and 4.2 of RFC 4287, as far as we use what stands there."""
    counted = Counter(child.tag.removeprefix(ATOM) for child in element)
    assert {name: counted[name] for name in once} == dict.fromkeys(once, 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id", ""))
    assert element.findtext(f"{ATOM}title", "").strip()
    assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated", ""))
    links = element.findall(f"{ATOM}link")
    assert all(link.get("href") for link in links)
    assert max(Counter((link.get("rel"), link.get("type")) for link in links).values(), default=1) == 1
    assert all(
        category.get("term") and urlsplit(category.get("scheme", "")).scheme
        for category in element.findall(f"{ATOM}category")
    )


def test_an_entry_says_what_changed_of_which_claim_and_where_to_look() -> None:
    (entry,) = parsed(as_atom(of(EVENT), Place(), IMPRINT)).entries
    said = entry.content[0].value
    assert entry.link == SOLAR
    assert (entry.title, entry.id) == ("Its figure changed.", entry_id(EVENT))
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("support", "support"),
        ("figure-changed", "figure-changed"),
        ("loud", "0.90"),
    ]
    assert CLAIMS[0] in said
    assert "<del>24 percent</del> → <ins>21 percent</ins>" in said
    assert "verbatim → <strong>figure-changed</strong>" in said
    assert f'<a href="{COPY}">' in said
    assert "Cited in energy.md as [1]." in said
    assert "/home/anna" not in said


def test_what_strangers_wrote_is_read_as_words() -> None:
    details = {"title": HOSTILE, "labels": [HOSTILE], "passage_after": HOSTILE, "claims": [{"text": HOSTILE}]}
    event = replace(
        EVENT, url=f"javascript:{HOSTILE}", claim=HOSTILE, summary=HOSTILE, was=HOSTILE, details=details, copy=None
    )
    document = as_atom(of(event, replace(event, kind="change")), Place(), IMPRINT)
    for entry in parsed(document).entries:
        assert not entry.get("links")
        assert entry.title.startswith("<script>alert(1)</script>gpj")
    raw = etree.fromstring(document).findtext(f".//{ATOM}content") or ""
    assert "<script" not in raw
    assert "&lt;script&gt;" in raw
    assert not re.search("[\u202e\u2028]", document.decode())


@given(text=st.text(), url=st.text(), name=st.text())
def test_every_text_makes_a_feed_that_can_be_read(text: str, url: str, name: str) -> None:
    event = replace(EVENT, url=url, key=url, claim=text, document=name, became=text, summary=f"It says {text}")
    subject = replace(SUBJECT, kind="source", title=url, name=name)
    parsed(as_atom(replace(of(event), subject=subject), Place(), IMPRINT))


@pytest.mark.parametrize(
    "other",
    [
        {"key": "https://other.example/"},
        {"claim": None},
        {"details": {"document": "other.md"}},
        {"kind": "change"},
        {"at": NOW + timedelta(microseconds=1)},
        {"was": None},
        {"became": "gone"},
    ],
)
def test_another_event_has_another_id(other: dict[str, object]) -> None:
    assert entry_id(replace(EVENT, **other)) != entry_id(EVENT)


def test_how_an_event_is_worded_is_no_part_of_its_id() -> None:
    assert entry_id(replace(EVENT, summary="Said better.", loudness=0.1, snapshot=None, copy=None)) == entry_id(EVENT)


def test_ids_stay_what_they_are_from_version_to_version() -> None:
    assert entry_id(EVENT) == "urn:uuid:72e783ef-4572-5dab-b026-0fff5365f25f"
    assert feed_id(SUBJECT, least=0.6) == "urn:uuid:757392fd-978b-5809-984b-cef4809728f1"


@pytest.mark.parametrize(
    ("page", "relations"),
    [
        (1, {"self": "all.atom", "first": "all.atom", "last": "all-3.atom", "next": "all-2.atom"}),
        (
            2,
            {
                "self": "all-2.atom",
                "first": "all.atom",
                "last": "all-3.atom",
                "previous": "all.atom",
                "next": "all-3.atom",
            },
        ),
        (3, {"self": "all-3.atom", "first": "all.atom", "last": "all-3.atom", "previous": "all-2.atom"}),
    ],
)
@pytest.mark.parametrize("base", ["", "https://example.org/feeds", "https://example.org/feeds/"])
def test_pages_lead_to_each_other(page: int, relations: dict[str, str], base: str) -> None:
    found = parsed(as_atom(of(EVENT, page=page, pages=3), Place(name="all.atom", base=base), IMPRINT))
    folder = "https://example.org/feeds/" if base else ""
    assert {link.rel: link.href for link in found.feed.links} == {
        relation: folder + file for relation, file in relations.items()
    }


def test_a_feed_of_the_record_has_its_events_newest_and_loudest_first(tx: Transaction) -> None:
    subject = feeds.everything(tx)
    first, second = (feed_page(tx, subject, Wanted(), page=page, cut=Cut(entries=1)) for page in (1, 2))
    assert (first.pages, first.id, first.updated) == (2, second.id, TURNED.at)
    (event,) = first.entries.values()
    assert (event.kind, event.document, event.claim) == ("support", DOCUMENT, CLAIMS[0])
    assert event.copy is not None
    assert event.copy.uri == COPY
    assert [each.kind for each in second.entries.values()] == ["change"]
    assert feed_page(tx, subject, Wanted(), page=9, cut=Cut(entries=1)).entries == {}


def test_feeds_of_a_document_and_of_a_source_have_ids_of_their_own(tx: Transaction) -> None:
    subjects = (
        feeds.everything(tx),
        feeds.of_document(tx, DOCUMENT),
        feeds.of_source(tx, sources.find(tx, SOLAR).id),
        feeds.of_source(tx, sources.find(tx, UNSEEN).id),
    )
    found = [feed_page(tx, subject, Wanted(), page=1, cut=Cut()) for subject in subjects]
    assert len({each.id for each in found}) == 4
    assert [len(each.entries) for each in found] == [2, 2, 2, 0]
    assert [len(parsed(as_atom(each, Place(), IMPRINT)).entries) for each in found] == [2, 2, 2, 0]


def test_what_is_older_than_the_last_page_is_left_out(tx: Transaction) -> None:
    found = feed_page(tx, feeds.everything(tx), Wanted(), page=1, cut=Cut(entries=1, pages=1))
    assert (found.pages, len(found.entries)) == (1, 1)


def test_files_are_written_page_by_page(ask: Ask, tmp_path: Path, claimed_home: Path) -> None:
    file = tmp_path / "all.atom"
    told = ask("feed", "--output", str(file), "--entries", "1", home=claimed_home)
    assert (told.code, told.err) == (0, f"feed written to {file} and 1 more beside it\n")
    assert [len(parsed((tmp_path / name).read_bytes()).entries) for name in ("all.atom", "all-2.atom")] == [1, 1]
    assert ask("feed", home=claimed_home).out == ask("feed", home=claimed_home).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([DOCUMENT, "--url", SOLAR], "leave out DOCUMENT or --url"),
        (["--output", "x.atom", "--page", "2"], "--page prints one page"),
        (["--page", "7"], "no page 7: the feed has 1"),
        (["--base-url", "feeds"], "no address of a folder on the web: feeds"),
        (["nothing.md"], "no document 'nothing.md'"),
    ],
)
def test_what_cannot_be_meant_is_refused(ask: Ask, claimed_home: Path, arguments: list[str], said: str) -> None:
    told = ask("feed", *arguments, home=claimed_home)
    assert told.code == 2
    assert said in told.err
