"""Signs of walls and missing pages."""

import pytest

from archive.domain.signs import Evidence, Sign, first_seen
from archive.domain.verdicts import Verdict

TITLE = Sign.of(name="nf", verdict=Verdict.SOFT_404, where="title", pattern="^page not found$", rule="ours")
HEADER = Sign.of(
    name="wall", verdict=Verdict.BOT_WALL, where="header:x-wall", pattern="deny", statuses=(403,), rule="ours"
)


@pytest.mark.parametrize(
    "title", ["Page Not Found", "Page not found - The Daily", "The Daily | Page not found", " Page  not found "]
)
def test_a_title_is_searched_whole_and_part_by_part(title: str) -> None:
    assert TITLE.seen(Evidence(status=200, title=title)) is not None


@pytest.mark.parametrize("title", [None, "", "Why the page not found error fascinates us"])
def test_a_title_that_only_speaks_of_it_is_no_sign(title: str | None) -> None:
    assert TITLE.seen(Evidence(status=200, title=title)) is None


def test_a_header_counts_only_with_its_statuses() -> None:
    headers = (("X-Wall", "Deny; code=7"),)
    assert HEADER.seen(Evidence(status=200, headers=headers)) is None
    reason = HEADER.seen(Evidence(status=403, headers=headers))
    assert reason is not None
    assert reason.seen == "header:x-wall: Deny; code=7"


def test_the_first_sign_that_is_seen_decides() -> None:
    evidence = Evidence(status=403, headers=(("x-wall", "deny"),), title="Page not found")
    seen = first_seen([HEADER, TITLE], evidence)
    assert seen is not None
    assert seen[0] is Verdict.BOT_WALL


@pytest.mark.parametrize(("where", "pattern"), [("body", "x"), ("title", "(")])
def test_a_row_that_cannot_be_used_is_refused_with_its_name(where: str, pattern: str) -> None:
    with pytest.raises(ValueError, match="sign odd"):
        Sign.of(name="odd", verdict=Verdict.OK, where=where, pattern=pattern, rule="ours")
