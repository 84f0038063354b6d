"""What makes a copy useless, and how it is said."""

from dataclasses import replace

import pytest

from archive.domain.captures import TlsFacts
from archive.domain.copies import refusal
from archive.domain.verdicts import Judgement, Reason, Verdict
from archive.domain.visits import Failure
from tests.archive.domain.copies.fetches import MEMENTO, answer, fetched, plain

GOOD = Judgement(verdict=Verdict.OK, reasons=(), quality=1.0)


def test_a_copy_of_the_page_is_not_refused() -> None:
    assert refusal(fetched(answer(MEMENTO.raw)), GOOD) is None
    assert refusal(fetched(answer(MEMENTO.raw, of="Wed, 10 Jun 2020 23:00:00 GMT")), GOOD) is None


@pytest.mark.parametrize(
    "verdict", [Verdict.NOT_FOUND, Verdict.SOFT_404, Verdict.BOT_WALL, Verdict.HOME_REDIRECT, Verdict.PARKED]
)
def test_a_copy_of_no_page_of_the_source_is_refused_with_its_reason(verdict: Verdict) -> None:
    judgement = Judgement(verdict=verdict, reasons=(Reason(sign="a-sign", seen="seen", rule="rule"),), quality=1.0)
    assert refusal(fetched(answer(MEMENTO.raw)), judgement) == (
        f"a copy of no page of the source: {verdict} (a-sign: seen)"
    )


def test_where_a_captured_redirect_may_have_led_to_the_page_the_claims_have_the_word() -> None:
    for weak, refused in ((True, False), (False, True)):
        judgement = Judgement(verdict=Verdict.MOVED, reasons=(), quality=0.4, probe=weak)
        assert (refusal(fetched(answer(MEMENTO.raw)), judgement) is not None) == refused


def test_another_copy_than_the_one_asked_for_is_refused() -> None:
    far = fetched(answer(MEMENTO.raw, of="Fri, 01 May 2015 00:00:00 GMT"))
    assert refusal(far, GOOD) == "the archive gave the copy of 2015-05-01 in its place"


def test_an_answer_of_the_archives_own_is_refused() -> None:
    assert refusal(fetched(answer(MEMENTO.raw, of=None)), GOOD) == (
        "the archive answered with a page of its own and not with a copy"
    )


def test_what_came_from_an_archive_that_cannot_be_told_from_another_is_refused() -> None:
    tls = TlsFacts(
        version="TLSv1.3",
        cipher="c",
        problem="wrong-host",
        subject="",
        issuer="",
        not_before=None,
        not_after=None,
        sha256="",
    )
    untrusted = fetched(replace(answer(MEMENTO.raw), tls=tls))
    assert refusal(untrusted, GOOD) == "the archive's certificate does not verify (wrong-host)"


def test_a_copy_that_leads_round_in_a_loop_is_refused_as_that() -> None:
    loop = Failure(kind="redirect-loop", detail="too many redirects")
    judgement = Judgement(verdict=Verdict.REDIRECT_LOOP, reasons=(), quality=0.0)
    assert refusal(fetched(answer(MEMENTO.raw, 302), failure=loop), judgement) == "redirect-loop: too many redirects"


def test_what_is_no_copy_is_not_refused() -> None:
    assert refusal(plain(fetched(answer(MEMENTO.raw, of=None))), GOOD) is None
