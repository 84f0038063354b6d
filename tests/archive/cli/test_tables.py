"""What the tables say of a person's word."""

from datetime import UTC, datetime

from archive.cli.tables import said
from archive.domain.overrules import Overrule

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def test_a_word_on_a_support_names_its_claim() -> None:
    word = Overrule(
        what="support", value="verbatim", instead_of="gone", why="read it", who="Ada", at=NOW, claim="It is so."
    )
    assert said(word).plain == "overruled by Ada: verbatim instead of gone for the claim “It is so.” (read it)"


def test_a_word_that_confirms_is_no_overruling() -> None:
    word = Overrule(what="support", value="gone", instead_of="gone", why="read it", who="Ada", at=NOW, claim="x" * 200)
    assert said(word).plain == f"confirmed by Ada: gone for the claim “{'x' * 120}…” (read it)"


def test_a_word_on_a_verdict_stands_by_itself() -> None:
    word = Overrule(what="verdict", value="ok", instead_of="bot-wall", why="a page", who="Ada", at=NOW)
    assert said(word).plain == "overruled by Ada: ok instead of bot-wall (a page)"
