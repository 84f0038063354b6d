"""`citewatch overrule`: what is said is kept, shown, exported and taken back; what cannot be said is refused."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.cli import run
from archive.config import Settings
from archive.store.warc import overrules
from crawler.cli import app
from tests.archive import claimed, example
from tests.archive.cli.test_json import documented
from tests.archive.example import LOST, OVERRULED, RIVERS, SILENT, key


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Ask = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """The home of an example record, in which anna has overruled one verdict."""
    settings = Settings.load({"home": tmp_path / "home"})
    with example.filled(settings):
        yield settings.home


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the example record, 100 columns wide."""
    for name, value in {"COLUMNS": "100", "CITEWATCH_HOME": str(home), "LOGNAME": "bo"}.items():
        monkeypatch.setenv(name, value)

    def answer(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(app, arguments)
        out, err = capsys.readouterr()
        return Answer(code=code, out=out, err=err)

    return answer


def source(ask: Ask, url: str) -> dict[str, Any]:
    """How the source is listed."""
    return next(row for row in ask("sources", "--json").rows if row["url"] == url)


def test_a_standing_is_overruled_until_it_is_withdrawn(ask: Ask) -> None:
    before = source(ask, SILENT)
    (said,) = ask("overrule", SILENT, "alive", "--why", "I called them", "--json").rows
    after = source(ask, SILENT)
    assert (said["what"], said["instead_of"], said["who"], said["withdrawn_at"]) == ("standing", "doubtful", "bo", None)
    assert (after["standing"], after["since"]) == ("alive", said["at"])
    assert [word["why"] for word in after["overruled"]] == ["I called them"]
    assert {row["url"] for row in ask("sources", "--standing", "alive", "--json").rows} >= {SILENT}
    assert ask("overrule", SILENT, "--withdraw").code == 0
    assert source(ask, SILENT) == before


def test_a_verdict_is_overruled_where_the_machine_found_it(ask: Ask) -> None:
    assert [row["overruled"]["value"] for row in ask("history", LOST, "--json").rows] == ["login-wall"] * 2
    shown = " ".join(ask("history", LOST).out.split())
    assert "overruled by anna: login-wall instead of not-found" in shown
    assert "overruled by anna" in ask("sources").out


def test_a_new_word_on_the_same_verdict_ends_the_old_one(ask: Ask) -> None:
    assert ask("overrule", LOST, "paywall", "--why", "ten dollars", "--who", "Anna\n\x1b[31mB.").code == 0
    new, old = ask("overrule", LOST, "--json").rows
    assert (new["value"], new["instead_of"], new["withdrawn_at"]) == ("paywall", "not-found", None)
    assert (old["value"], old["withdrawn_at"]) == ("login-wall", new["at"])
    assert "\x1b[31m" not in ask("overrule").out


def test_only_the_word_that_is_named_is_withdrawn(ask: Ask) -> None:
    ask("overrule", LOST, "dead", "--why", "gone for good")
    (line,) = ask("overrule", LOST, "dead", "--withdraw", "--json").rows
    assert line["value"] == "dead"
    assert [word["value"] for word in source(ask, LOST)["overruled"]] == ["login-wall"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((LOST, "nonsense", "--why", "x"), "no verdict (ok, soft-404"),
        ((LOST, "ok"), "--why TEXT"),
        ((LOST, "ok", "--why", " "), "--why TEXT"),
        ((LOST, "not-found", "--why", "x"), "says not-found"),
        ((LOST, "alive", "--withdraw"), "nothing like that"),
        ((RIVERS, "--withdraw"), "nothing like that"),
        (("https://unknown.test/", "ok", "--why", "x"), "no source"),
        (("--why", "x"), "what to overrule"),
    ],
)
def test_what_cannot_be_said_is_a_wrong_question(ask: Ask, arguments: tuple[str, ...], problem: str) -> None:
    answer = ask("overrule", *arguments)
    assert answer.code == 2
    assert problem in answer.err
    assert len(ask("overrule", "--json").rows) == 1


def test_a_source_that_was_never_visited_has_no_verdict_to_overrule(ask: Ask, tmp_path: Path) -> None:
    document = tmp_path / "new.md"
    document.write_text("# New\n\nIt says so [1].\n\n## References\n\n1. https://new.example/\n")
    assert ask("add", str(document)).code == 0
    assert "not visited yet" in ask("overrule", "https://new.example/", "ok", "--why", "x").err
    assert ask("overrule", "https://new.example/", "dead", "--why", "x").code == 0


def test_words_are_evidence_before_they_are_rows(ask: Ask, home: Path) -> None:
    ask("overrule", SILENT, "alive", "--why", "I called them")
    ask("overrule", SILENT, "--withdraw")
    filed = list(overrules(home / "warc"))
    assert [(one.key, one.overrule.value, one.withdrawn_at is None) for one in filed] == [
        (key(LOST), OVERRULED.value, True),
        (key(SILENT), "alive", True),
        (key(SILENT), "alive", False),
    ]
    assert filed[0].overrule == OVERRULED
    assert ask("verify").code == 0


def test_words_are_exported(ask: Ask, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("export", "--what", "overrules", "--csv", "-").out, newline="")))
    assert [(row["url"], row["who"]) for row in rows] == [(LOST, "anna")]
    folder = tmp_path / "evidence"
    folder.mkdir()
    assert ask("export", LOST, "--warc", str(folder / "lost.warc.gz")).code == 0
    assert [one.overrule for one in overrules(folder)] == [OVERRULED]


def test_with_nothing_overruled_the_list_says_how_it_is_done(ask: Ask) -> None:
    assert "citewatch overrule URL VALUE" in ask("overrule", RIVERS).out


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> Ask:
    """Run a command on a record in which claims were weighed."""
    settings = Settings.load({"home": tmp_path / "claims"})
    with claimed.claimed(settings):
        monkeypatch.setenv("CITEWATCH_HOME", str(settings.home))
    return ask


def state(ask: Ask, number: int) -> tuple[str, str]:
    """What counts of a claim's last source, and what the machine says."""
    support = ask("claims", "--json").rows[number - 1]["support"][-1]
    return support["state"], support["machine"]


@pytest.mark.parametrize("named", ["1", "24 PERCENT", claimed.CLAIMS[0]])
def test_the_support_of_a_claim_is_overruled_until_it_is_withdrawn(claims: Ask, named: str) -> None:
    (said,) = claims("overrule", claimed.SOLAR, "verbatim", "--claim", named, "--why", "they rounded it", "--json").rows
    assert (said["what"], said["instead_of"], said["claim"]) == ("support", "figure-changed", claimed.CLAIMS[0])
    assert list(said) == documented()["overrule"]
    assert state(claims, 1) == ("verbatim", "figure-changed")
    assert "bo overruled figure-changed: verbatim" in " ".join(claims("claims").out.split())
    assert claimed.CLAIMS[0] in " ".join(claims("overrule", claimed.SOLAR).out.split())
    assert claims("overrule", claimed.SOLAR, "--claim", named, "--withdraw").code == 0
    assert state(claims, 1) == ("figure-changed", "figure-changed")


def test_saying_what_the_machine_says_confirms_it(claims: Ask) -> None:
    answer = claims("overrule", claimed.SOLAR, "gone", "--claim", "2", "--why", "I looked")
    assert "kept: gone, as the machine says," in answer.out
    assert state(claims, 2) == ("gone", "gone")
    assert "bo confirmed: gone" in " ".join(claims("claims").out.split())


def test_only_the_words_on_that_claim_are_withdrawn(claims: Ask) -> None:
    for number in ("1", "2"):
        claims("overrule", claimed.SOLAR, "verbatim", "--claim", number, "--why", "x")
    (line,) = claims("overrule", claimed.SOLAR, "--claim", "grew", "--withdraw", "--json").rows
    assert line["claim"] == claimed.CLAIMS[1]
    assert state(claims, 1) == ("verbatim", "figure-changed")
    assert claims("overrule", claimed.SOLAR, "gone", "--claim", "1", "--withdraw").code == 2


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((claimed.SOLAR, "verbatim", "--claim", "e", "--why", "x"), "2 claims are like that"),
        ((claimed.SOLAR, "verbatim", "--claim", "24", "--why", "x"), "no claim like that"),
        ((claimed.SOLAR, "verbatim", "--claim", "3", "--why", "x"), "no claim like that"),
        ((claimed.COPY, "verbatim", "--claim", "1", "--why", "x"), "no claim cites"),
        ((claimed.WALLED, "verbatim", "--claim", "3", "--why", "x"), "no snapshot to speak of"),
        ((claimed.SOLAR, "ok", "--claim", "1", "--why", "x"), "none of verbatim"),
        ((claimed.SOLAR, "partly", "--why", "x"), "--claim TEXT|N"),
        ((claimed.SOLAR, "verbatim", "--claim", "1"), "--why TEXT"),
        ((claimed.SOLAR, "--claim", "1"), "what to overrule"),
    ],
)
def test_what_cannot_be_said_of_a_claim_is_a_wrong_question(
    claims: Ask, arguments: tuple[str, ...], problem: str
) -> None:
    answer = claims("overrule", *arguments)
    assert answer.code == 2
    assert problem in answer.err
    assert claims("overrule", "--json").rows == []
