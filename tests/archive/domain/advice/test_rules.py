"""What to do about a reference follows from its facts, and every rule has its day."""

import shlex
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.advice import RULES, AdviceKind, Case, CopySeen, Search, Urgency, Weighed, advise, urgency_rank
from archive.domain.standings import Standing
from archive.domain.support import SupportState
from archive.domain.verdicts import Verdict

SINCE = datetime(2026, 11, 2, tzinfo=UTC)
COPY = CopySeen(
    archive="Internet Archive", uri="https://web.archive.org/web/2024/x", at=datetime(2024, 4, 3, tzinfo=UTC)
)
CARRYING = CopySeen(archive=COPY.archive, uri=COPY.uri + "y", at=COPY.at, carries=frozenset({1}))


def claim(state: str | None, number: int = 1, **fields: Any) -> Weighed:
    return Weighed(claim=number, state=None if state is None else SupportState(state), **fields)


def case(*claims: Weighed, **fields: Any) -> Case:
    plain: dict[str, Any] = {"document": "my paper.md", "url": "https://example.org/a", "snapshots": 1}
    plain |= {"standing": "alive", "verdict": "ok", "since": SINCE, "claims": claims}
    return Case(**(plain | fields))


FIGURE = claim("figure-changed", was="32,000", became="33,718", carried_by=1, carried_on=SINCE)
VANISHED = claim("gone", carried_by=2, carried_on=SINCE)
GOOD = claim("verbatim")

TABLE = [
    (case(url=None, standing=None, verdict=None), AdviceKind.NO_ADDRESS, "cites no web page"),
    (case(claim(None), standing=None, verdict=None), AdviceKind.UNSEEN, "start a crawl"),
    (case(FIGURE), AdviceKind.FIGURE, "The figure is now “33,718” where yours is “32,000”: check your sentence."),
    (
        case(FIGURE, copies=(CARRYING,)),
        AdviceKind.FIGURE,
        "check your sentence, or cite the copy of 3 April 2024, which still carries it.",
    ),
    (case(FIGURE, claim("contradicted", 2)), AdviceKind.FIGURE, "(1 more sentence is concerned)"),
    (case(claim("contradicted", became="7 %")), AdviceKind.FIGURE, "The page says “7 %”: check"),
    (case(claim("contradicted")), AdviceKind.FIGURE, "The page says otherwise: check your sentence."),
    (
        case(GOOD, standing="dead", copies=(COPY, CARRYING)),
        AdviceKind.REPLACE,
        "The page is dead: replace the link by the copy of 3 April 2024, which still carries it.",
    ),
    (case(VANISHED, copies=(CARRYING,)), AdviceKind.REPLACE, "The passage is gone from the page: replace"),
    (
        case(VANISHED, claim("gone", 2), copies=(CARRYING,)),
        AdviceKind.REPLACE,
        "which still carries 1 of 2 sentences",
    ),
    (case(standing="dead", copies=(COPY,)), AdviceKind.REPLACE, "by the copy of 3 April 2024."),
    (case(VANISHED), AdviceKind.GONE, "(last seen on 2 November 2026): find another source"),
    (case(GOOD, standing="dead", copies=(COPY,)), AdviceKind.NO_CARRIER, "since 2 November 2026, and the one copy"),
    (case(GOOD, standing="dead", search=Search.DONE), AdviceKind.NO_COPY, "nobody keeps a copy of use"),
    (case(GOOD, standing="dead"), AdviceKind.FIND_COPY, "look for a copy in other archives"),
    (case(FIGURE, standing="dead"), AdviceKind.FIND_COPY, "look for a copy in other archives"),
    (case(standing="dead", search=Search.WAITING), AdviceKind.FIND_COPY, "being looked for"),
    (case(standing="dead", search=Search.FAILED), AdviceKind.FIND_COPY, "no archive answered"),
    (case(claim("unverifiable"), standing="blocked"), AdviceKind.BLOCKED, "blocked to us, not dead: look yourself"),
    (case(GOOD, standing="blocked"), AdviceKind.BLOCKED, "the last version that was seen carries what you cite"),
    (
        case(claim("unverifiable"), standing="blocked", copies=(CARRYING,)),
        AdviceKind.BLOCKED,
        "the copy of 3 April 2024 carries what you cite",
    ),
    (case(claim("gone")), AdviceKind.NEVER_SAID, "no version of it that was seen did"),
    (case(GOOD, address="https://example.net/b"), AdviceKind.MOVED, "lives at https://example.net/b now"),
    (case(claim("partly", missing=("2024",))), AdviceKind.PARTLY, "The page does not have “2024”: check"),
    (
        case(claim("partly", missing=("2024",), carried_by=1)),
        AdviceKind.PARTLY,
        "The page no longer seems to have “2024”: check",
    ),
    (case(claim("partly")), AdviceKind.PARTLY, "only part of it"),
    (case(claim("ambiguous")), AdviceKind.AMBIGUOUS, "resembles"),
    (
        case(claim(None), snapshots=0, standing="doubtful", verdict="js-shell"),
        AdviceKind.UNREADABLE,
        "never read here (js-shell)",
    ),
    (case(GOOD, standing="doubtful", verdict="timeout"), AdviceKind.DOUBTFUL, "failed of late (timeout)"),
    (
        case(GOOD, standing="doubtful", verdict="timeout", copies=(CARRYING,)),
        AdviceKind.DOUBTFUL,
        "too little to call it dead; the copy of 3 April 2024 carries what you cite: wait for the next looks.",
    ),
    (case(claim("unverifiable", why="only a teaser")), AdviceKind.UNVERIFIABLE, "(only a teaser): look yourself"),
    (case(GOOD, verdict="tls-expired"), AdviceKind.CERTIFICATE, "warned off"),
    (case(claim(None)), AdviceKind.UNWEIGHED, "the next crawl does that"),
    (case(claim("gone", elsewhere=True)), AdviceKind.ELSEWHERE, "another source of the sentence says"),
    (case(), AdviceKind.UNNAMED, "no sentence names it"),
    (case(GOOD), AdviceKind.GOOD, "Nothing to do."),
    (case(GOOD, standing="reborn"), AdviceKind.GOOD, "Nothing to do."),
]


@pytest.mark.parametrize(("facts", "kind", "words"), TABLE)
def test_facts_lead_to_one_advice(facts: Case, kind: AdviceKind, words: str) -> None:
    advice = advise(facts)
    assert advice.kind == kind
    assert words in advice.text


def test_every_rule_is_reached_and_every_kind_has_one_rule() -> None:
    assert [rule.kind for rule in RULES] == list(AdviceKind)
    assert {kind for _, kind, _ in TABLE} == set(AdviceKind)


def test_a_copy_is_named_by_its_address_and_the_command_that_puts_it_in() -> None:
    advice = advise(case(GOOD, standing="dead", copies=(COPY, CARRYING)))
    assert advice.link == CARRYING.uri
    assert advice.command == "citewatch repair 'my paper.md'"


def test_the_version_that_still_carried_the_passage_is_shown_by_a_command() -> None:
    assert advise(case(VANISHED)).command == "citewatch show https://example.org/a@2"


def test_what_an_address_holds_cannot_run_as_a_command() -> None:
    url = "https://example.org/?a=1&b='; rm -rf $HOME #"
    command = advise(case(standing="blocked", url=url)).command
    assert command is not None
    assert shlex.split(command)[2] == url


def test_a_copy_takes_the_place_of_a_living_page_only_where_it_carries_all_that_the_page_does() -> None:
    poorer = case(VANISHED, copies=(CARRYING,), keeps=frozenset({2}))
    richer = CopySeen(archive="b", uri="https://b.example/", at=COPY.at, carries=frozenset({1, 2}))
    assert advise(poorer).kind == AdviceKind.GONE
    assert advise(case(VANISHED, copies=(CARRYING, richer), keeps=frozenset({2}))).link == richer.uri
    assert advise(case(VANISHED, copies=(CARRYING,), keeps=frozenset({2}), standing="dead")).link == CARRYING.uri


def test_a_copy_with_the_figure_is_put_in_by_a_command() -> None:
    assert advise(case(FIGURE)).command is None
    assert advise(case(FIGURE, copies=(CARRYING,))).command == "citewatch repair 'my paper.md'"


@pytest.mark.parametrize("state", ["ambiguous", "unverifiable"])
def test_a_person_is_told_how_to_say_whether_a_source_carries_a_claim(state: str) -> None:
    seen = case(GOOD, claim(state, 7))
    assert advise(seen).command == "citewatch overrule https://example.org/a STATE --claim 7 --why TEXT"
    assert advise(case(claim("unverifiable"), snapshots=0)).command is None


def test_a_quotation_of_any_length_stays_a_sentence() -> None:
    long = claim("figure-changed", was="w " * 9000, became="\u202e" * 9000 + "b " * 9000, carried_by=1)
    text = advise(case(long)).text
    assert len(text) < 300
    assert text.isprintable()


STATES = st.one_of(st.none(), st.sampled_from(list(SupportState)))
CLAIMS = st.lists(st.tuples(STATES, st.booleans(), st.booleans()), max_size=4).map(
    lambda rows: tuple(
        Weighed(claim=number, state=state, elsewhere=elsewhere, carried_by=1 if before else None)
        for number, (state, elsewhere, before) in enumerate(rows)
    )
)


@given(
    claims=CLAIMS,
    standing=st.one_of(st.none(), st.sampled_from(list(Standing))),
    verdict=st.one_of(st.none(), st.sampled_from(list(Verdict))),
    copies=st.sampled_from([(), (COPY,), (COPY, CARRYING)]),
    search=st.sampled_from(list(Search)),
    snapshots=st.sampled_from([0, 3]),
)
def test_any_facts_have_an_advice_and_a_dead_source_is_never_passed_over(claims: Any, **fields: Any) -> None:
    advice = advise(case(*claims, **fields))
    assert advice.text.endswith(".")
    if fields["standing"] == "dead":
        assert advice.urgency == Urgency.ACT
    if fields["standing"] == "blocked":
        assert advice.kind != AdviceKind.GOOD


def test_urgencies_are_ordered() -> None:
    assert sorted(Urgency, key=urgency_rank) == ["act", "check", "wait", "none"]
