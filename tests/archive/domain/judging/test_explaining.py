"""The way to a judgement."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.data import signs
from archive.domain.judging import explain, judge
from archive.domain.visits import Failure
from tests.archive.domain.judging.visits import STORY, explained, fetched, page, reading


def test_the_steps_end_with_the_rule_that_decided() -> None:
    explanation = explained(fetched(status=404), page())
    assert [step.rule for step in explanation.steps] == ["failure", "no-answer", "signs", "status"]
    assert [step.fired for step in explanation.steps] == [False, False, False, True]
    assert explanation.steps[-1].said == explanation.judgement


def test_without_its_sign_another_rule_would_have_decided() -> None:
    explanation = explained(fetched(status=403, headers=(("cf-mitigated", "challenge"),)), page(STORY))
    assert explanation.otherwise == (
        "without the sign cloudflare-challenge the rule status status-403 would have decided: forbidden",
    )


def test_where_nobody_answered_only_an_answer_could_have_said_more() -> None:
    failed = replace(fetched(), failure=Failure(kind="refused", detail="refused"), exchanges=())
    assert explained(failed, None).otherwise == ("only an answer could have said more",)


def test_a_weak_page_says_what_would_settle_it() -> None:
    explanation = explained(fetched(), page("Nothing much is here today", "Daily"))
    assert explanation.otherwise == ("what the host says to an address that cannot exist could make it soft-404",)


@given(
    status=st.sampled_from([200, 202, 301, 304, 403, 404, 410, 429, 500]),
    text=st.sampled_from([STORY, "", "Page not found", "Subscribe to continue reading", "Loading..."])
    | st.text(max_size=200),
    title=st.sampled_from([None, "404", "Just a moment...", "Harbour"]) | st.text(max_size=60),
    url=st.sampled_from(["https://a.example/", "https://a.example/x/y", "https://doi.org/10.1/2"]),
    scripts=st.integers(0, 9),
    free=st.sampled_from([None, True, False]),
)
def test_the_explanation_is_of_the_same_judgement(
    status: int, text: str, title: str | None, url: str, scripts: int, free: bool | None
) -> None:
    visit, body = fetched(url, status=status), page(text, title, scripts=scripts, free=free)
    before = reading()
    judgement = judge(visit, body, signs(), before=before)
    explanation = explain(visit, body, signs(), before=before)
    assert explanation.judgement == judgement
    assert 0 <= judgement.quality <= 1
    assert judgement.reasons or judgement.verdict == "ok"
