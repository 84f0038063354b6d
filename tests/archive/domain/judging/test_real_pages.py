"""The rules on labelled real pages."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.extract.jobs import ReadJob
from pipelines.extract.payloads import read_payload
from tests.archive.domain.judging.visits import fetched, judged

STATES = {
    "bot_wall": {"bot-wall"},
    "consent_wall": {"consent-wall"},
    "js_error_shell": {"server-error", "js-shell"},
    "js_shell": {"js-shell"},
    "login_wall": {"login-wall"},
    "outage_page": {"server-error"},
    "parked_domain": {"parked"},
    "redirect_stub": {"moved", "home-redirect"},
    "soft_404": {"soft-404"},
}
NO_WALLS = {"page_with_emails", "page_with_recaptcha", "requested_page"}


def _verdict(path: Path, url: str) -> str:
    raw = path.read_bytes()
    payload = gzip.decompress(raw) if path.suffix == ".gz" else raw
    job = ReadJob(payload=payload, content_type="text/html", url=url, day=date(2024, 6, 1), max_size=2**24)
    return judged(fetched(url), read_payload(job)).verdict


def test_bad_captures_are_told_by_name_and_their_good_neighbours_are_ok(shared: Path) -> None:
    root = shared / "corpora" / "failures" / "ota"
    wrong = []
    for path in sorted(root.rglob("*.html.gz")):
        state, name = path.parts[-3:-1]
        verdict = _verdict(path, f"https://rot.example/{state}/{name}")
        if verdict not in (STATES[state] if path.name.startswith("bad") else {"ok"}):
            wrong.append((state, name, path.name, verdict))
    assert wrong == []


def test_walls_are_walls_and_widgets_are_none(shared: Path) -> None:
    pages = sorted((shared / "corpora" / "failures" / "bot_walls").glob("*.html.gz"))
    told = {path.name.partition(".")[0]: _verdict(path, f"https://walls.example/{path.name}") for path in pages}
    assert {name for name, verdict in told.items() if verdict != "bot-wall"} == NO_WALLS
    assert {told[name] for name in NO_WALLS} == {"ok"}


def test_parked_domains_are_parked(shared: Path) -> None:
    pages = sorted((shared / "corpora" / "failures" / "parked").glob("*.html"))
    assert {_verdict(path, f"https://parked.example/{path.name}") for path in pages} == {"parked"}


def test_the_quality_of_labelled_answers_is_theirs(shared: Path) -> None:
    for path in sorted((shared / "corpora" / "failures" / "edgi_quality").rglob("*.json.gz")):
        data = json.loads(gzip.decompress(path.read_bytes()))["data"]
        visit = fetched(data["url"], status=data["status"], headers=tuple(data["headers"].items()), payload=b"")
        wanted = float(path.parent.name.rpartition("-")[2])
        assert judged(visit, None).quality == pytest.approx(wanted, abs=0.1), path.parent.name
