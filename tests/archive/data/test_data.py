"""The tables that people edit."""

import time
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from archive.data import signs, tracking_parameters
from archive.domain.places import Evidence
from archive.domain.signs import Sign, first_seen, marks_in
from archive.domain.verdicts import Verdict

ROWS: list[dict[str, Any]] = [
    row
    for table in sorted((files("archive.data") / "signs").iterdir(), key=lambda entry: entry.name)
    if table.name.endswith(".toml")
    for row in tomllib.loads(table.read_text("utf-8"))["sign"]
]
HOSTILE = [
    "x" * 9000,
    " " * 9000,
    "404 " * 2000,
    "the page " * 1000,
    "https://" + "a/" * 4000,
    "we can " * 1200,
    "a-." * 3000,
]


def _evidence(sign: Sign, example: str) -> Evidence:
    """What shows the example where the sign looks for it."""
    status = (sign.statuses or (200,))[0]
    if sign.where == "markup":
        return Evidence(status=status, marks=marks_in(example.lower(), example, 0, [sign]))
    if sign.where.startswith("header:"):
        return Evidence(status=status, headers=((sign.where.removeprefix("header:"), example),))
    if sign.where == "heading":
        return Evidence(status=status, headings=(example,))
    place: dict[str, Any] = {sign.where.replace("-", "_"): example}
    return Evidence(status=status, **place)


def test_every_example_shows_its_sign() -> None:
    by_name = {sign.name: sign for sign in signs()}
    assert all(row["examples"] for row in ROWS)
    silent = [
        (row["name"], example)
        for row in ROWS
        for example in row["examples"]
        if by_name[row["name"]].seen(_evidence(by_name[row["name"]], example)) is None
    ]
    assert silent == []


def test_signs_in_markup_are_cheap_to_look_for() -> None:
    for sign in signs():
        if sign.where == "markup":
            assert sign.contains, sign.name
            assert sign.max_words is not None, sign.name


def test_no_pattern_is_slow_on_hostile_text() -> None:
    for sign in signs():
        for text in HOSTILE if sign.pattern else ():
            begun = time.perf_counter()
            sign.seen(_evidence(sign, text))
            assert time.perf_counter() - begun < 0.5, sign.name


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
        ("404 Not Found: the story of link rot", None),
        ("404 Not Found: The Daily", Verdict.SOFT_404),
        ("Error 404: The Daily", Verdict.SOFT_404),
        ("Page introuvable : Le Quotidien", Verdict.SOFT_404),
        ("An error occurred: The Daily", Verdict.SERVER_ERROR),
        ("An error occurred: how a program sent postmasters to prison", None),
        ("Just a moment: what waiting does to us", None),
        ("Checking your browser before accessing a.example", Verdict.BOT_WALL),
        ("Before you continue to vote: ten things to know", None),
        ("Before you continue to Google Search", Verdict.CONSENT_WALL),
        ("This domain is for sale: the business of parking", None),
        ("Page introuvable : comment le web oublie", None),
        ("Page introuvable : erreur 404", Verdict.SOFT_404),
        ("页面不存在：互联网如何遗忘", None),
        ("Síða fannst ekki", Verdict.SOFT_404),
        ("Diese Seite gibt es nicht mehr", Verdict.SOFT_404),
        ("Домен a.example продается", Verdict.PARKED),
        ("a.example est à vendre", Verdict.PARKED),
        ("China pledges billions", None),
        ("", None),
    ],
)
def test_titles_are_told_apart(title: str, verdict: Verdict | None) -> None:
    seen = first_seen(signs(), Evidence(status=200, title=title))
    assert (seen[0] if seen else None) == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Den side, du leder efter, findes ikke længere.", Verdict.SOFT_404),
        ("Stránka, kterou hledáte, neexistuje.", Verdict.SOFT_404),
        ("Lehte, mida otsite, ei ole olemas.", Verdict.SOFT_404),
        ("متاسفانه صفحه مورد نظر شما پیدا نشد.", Verdict.SOFT_404),
        ("This domain was recently registered at Namecheap.", Verdict.PARKED),
        ("Diese Domain wurde bereits registriert", Verdict.PARKED),
        ("Este dominio está a la venta.", Verdict.PARKED),
        ("このドメインは当機関のものではありません。", None),
        ("Deze domeinnaam is niet van de gemeente.", None),
        ("Estamos realizando tareas de mantenimiento.", Verdict.SERVER_ERROR),
        ("This website is using a security service to protect itself from online attacks.", Verdict.BOT_WALL),
    ],
)
def test_short_pages_are_told_apart_by_their_words(words: str, verdict: Verdict | None) -> None:
    seen = first_seen(signs(), Evidence(status=200, page=words, text=words, words=len(words.split())))
    assert (seen[0] if seen else None) == verdict


def test_a_challenge_is_known_by_its_vendors_header() -> None:
    seen = first_seen(signs(), Evidence(status=403, headers=(("CF-Mitigated", "challenge"),)))
    assert seen is not None
    assert (seen[0], seen[1].sign) == (Verdict.BOT_WALL, "cloudflare-challenge")


def test_tracking_parameters_are_in_lower_case() -> None:
    assert "utm_source" in tracking_parameters()
    assert all(name == name.lower() for name in tracking_parameters())
