"""The day that a document gives itself is read from its head, and from nowhere else."""

from datetime import date

import pytest

from pipelines.intake import read_document
from pipelines.intake.dates import first_day

CITES = "\n\nSolar power grew [1].\n\n1. https://a.example/solar\n"
PAGE = "<html><head>{}<title>T</title></head><body><p>Solar <a href='https://a.example/x'>grew</a>.</p></body></html>"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        (' "2026-02-03T10:00:00+02:00"', date(2026, 2, 3)),
        ("2026/02/03", date(2026, 2, 3)),
        ("2026-02-30", None),
        ("2026-02/03", None),
        ("2026-02-031", None),
        ("3 February 2026", None),
        ("2026", None),
        ("", None),
    ],
)
def test_a_day_is_written_as_iso_8601_writes_it(written: str, day: date | None) -> None:
    assert first_day([written]) == day
    assert first_day(["soon", written]) == day


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("a.md", "---\ntitle: T\ndate: 2026-02-03\n---\n# T" + CITES, date(2026, 2, 3)),
        ("a.md", "# T\n\ndate: 2026-02-03" + CITES, None),
        (
            "a.html",
            PAGE.format("<meta property='article:published_time' content='2026-02-03T08:00Z'>"),
            date(2026, 2, 3),
        ),
        ("a.html", PAGE.format("<meta name='citation_publication_date' content='2026/02/03'>"), date(2026, 2, 3)),
        ("a.html", PAGE.format("<meta name='viewport' content='2026-02-03'>"), None),
        ("a.txt", "2026-02-03" + CITES, None),
    ],
)
def test_readers_know_where_the_day_stands(name: str, text: str, day: date | None) -> None:
    assert read_document(text.encode(), name=name).dated == day
