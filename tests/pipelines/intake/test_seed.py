"""The real document that all this is for: 20 references, and every citing sentence, as a person reads them."""

from pathlib import Path

import pytest

from archive.domain.citations import Document
from pipelines.intake import bundled, read_document

CLAIMS = [
    ("In April 2025, China pledged", "capabilities.", "1 2"),
    ("Comprehensive state support:", "acquisition.", "1 2"),
    ("Coordinated action plans:", "manufacturing.", "2 3"),
    ("Rapid advancement", "offerings.", "1 4 5"),
    ("Improved AI model", "landscape.", "6 7"),
    ("Growth of domestic", "benchmarks.", "4 5"),
    ("Widespread adoption:", "research.", "2 3"),
    ("Limited access", "projects.", "2 4 8"),
    ("Efficiency issues:", "focus.", "2"),
    ("Persistent but", "maturity.", "1 4 7"),
    ("China’s industrial policy is", "sector.", "2 4"),
    ("The US and China are", "subsectors.", "1 4 6"),
    ("State Funding Broad,", "$8.5B+ investment", "1 2"),
    ("Model Innovation", "leaders", "1 4 5"),
    ("Compute Access", "controls", "2 4 8"),
    ("Talent Government", "recruitment", "2 4"),
    ("Regulatory Environment", "prioritized", "2 3 9"),
    ("China’s holistic,", "globalglobal AI race.", "1 2 3"),
]


@pytest.fixture(scope="module")
def seed_file(shared: Path) -> Path:
    return next((shared / "seed").glob("*.txt"))


@pytest.fixture(scope="module")
def seed(seed_file: Path) -> Document:
    return read_document(seed_file.read_bytes(), name=seed_file.name)


def test_the_title_is_the_first_line_without_its_bullet(seed: Document) -> None:
    assert seed.title.startswith("China’s $8.5 Billion Push: Accelerating")
    assert seed.title.endswith("Technology Gap")


def test_the_twenty_references_are_exactly_as_written(seed: Document, seed_file: Path) -> None:
    lines = (line.strip() for line in seed_file.read_text(encoding="utf-8").splitlines())
    written = [line.partition(". ") for line in lines if line[:1].isdigit() and ". https://" in line]
    assert [(one.label, one.url) for one in seed.references] == [(number, url) for number, _, url in written]
    assert len(seed.references) == 20
    assert seed.references[15].url is not None
    assert "(20250613)_NSDPI_The%20Social" in seed.references[15].url
    assert "China's%20Artificial" in seed.references[15].url


def test_every_citing_sentence_is_whole_and_rests_on_its_references(seed: Document) -> None:
    assert len(seed.claims) == len(CLAIMS)
    for claim, (beginning, end, labels) in zip(seed.claims, CLAIMS, strict=True):
        assert claim.text.startswith(beginning)
        assert claim.text.endswith(end)
        assert claim.labels == tuple(labels.split())


def test_no_mark_is_left_undecided_and_nothing_needs_a_note(seed: Document) -> None:
    assert not any(claim.ambiguous for claim in seed.claims)
    assert seed.notes == ()


def test_the_bundled_document_cites_the_same_addresses_and_each_of_them(seed: Document) -> None:
    name, payload = bundled()
    document = read_document(payload, name=name)
    assert [one.url for one in document.references] == [one.url for one in seed.references]
    assert {label for claim in document.claims for label in claim.labels} == {str(n) for n in range(1, 21)}
