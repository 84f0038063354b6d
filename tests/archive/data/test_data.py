"""The tables that people edit."""

import pytest

from archive.data import signs, tracking_parameters
from archive.domain.signs import Evidence, first_seen
from archive.domain.verdicts import Verdict


def test_every_sign_has_a_name_of_its_own_and_a_rule() -> None:
    names = [sign.name for sign in signs()]
    assert len(names) == len(set(names)) > 10
    assert all(sign.rule for sign in signs())


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("404 Not Found", Verdict.SOFT_404),
        ("404", Verdict.SOFT_404),
        ("Error 404", Verdict.SOFT_404),
        ("Page not found | Example Institute", Verdict.SOFT_404),
        ("Sorry, the page you requested was not found", Verdict.SOFT_404),
        ("Seite nicht gefunden – Beispiel", Verdict.SOFT_404),
        ("页面不存在", Verdict.SOFT_404),
        ("Just a moment...", Verdict.BOT_WALL),
        ("Access Denied", Verdict.BOT_WALL),
        ("503 Service Unavailable", Verdict.SERVER_ERROR),
        ("Service Unavailable", Verdict.SERVER_ERROR),
        ("Site under maintenance", Verdict.SERVER_ERROR),
        ("Peugeot 404: the story of a car", None),
        ("How 404 pages were found to matter", None),
        ("Access denied: how visas fail scholars", None),
        ("Error: Page not found", Verdict.SOFT_404),
        ("China pledges billions", None),
        ("", None),
    ],
)
def test_titles_are_told_apart(title: str, verdict: Verdict | None) -> None:
    seen = first_seen(signs(), Evidence(status=200, title=title))
    assert (seen[0] if seen else None) == verdict


def test_a_challenge_is_known_by_its_vendors_header() -> None:
    seen = first_seen(signs(), Evidence(status=403, headers=(("CF-Mitigated", "challenge"),)))
    assert seen is not None
    assert (seen[0], seen[1].sign) == (Verdict.BOT_WALL, "cloudflare-challenge")


def test_tracking_parameters_are_in_lower_case() -> None:
    assert "utm_source" in tracking_parameters()
    assert all(name == name.lower() for name in tracking_parameters())
