"""From what a visit brought to its verdict."""

from datetime import UTC, datetime

import pytest

from archive.data import signs
from archive.domain.captures import Exchange, TlsFacts
from archive.domain.judging import judge, of_status
from archive.domain.readings import Body, Reading
from archive.domain.verdicts import Judgement, Verdict
from archive.domain.visits import FAILURES, Failure, Fetched, Target

AT = datetime(2026, 3, 1, tzinfo=UTC)


def _tls(problem: str | None) -> TlsFacts:
    return TlsFacts(
        version="TLSv1.3",
        cipher="x",
        problem=problem,
        subject="s",
        issuer="i",
        not_before=None,
        not_after=None,
        sha256="",
    )


def _exchange(status: int, headers: tuple[tuple[str, str], ...] = (), problem: str | None = None) -> Exchange:
    return Exchange(
        url="https://a.example/",
        at=AT,
        elapsed=0.1,
        address="192.0.2.1",
        request=b"GET",
        response=b"HTTP/1.1",
        status=status,
        headers=headers,
        payload=b"x",
        tls=_tls(problem),
    )


def _judged(exchange: Exchange | None, body: Body | None = None, failure: Failure | None = None) -> Judgement:
    fetched = Fetched(
        target=Target(key="https://a.example/", url="https://a.example/", run="r"),
        at=AT,
        exchanges=(exchange,) if exchange else (),
        final_url="https://a.example/",
        failure=failure,
    )
    return judge(fetched, body, signs())


def _body(text: str = "words", title: str | None = "T", unread: str | None = None) -> Body:
    reading = None if unread else Reading(extractor="e", title=title, text=text)
    return Body(media_type="text/html", digest="sha256:0", size=5, reading=reading, unread=unread)


def test_a_page_with_words_is_ok_and_needs_no_reason() -> None:
    judgement = _judged(_exchange(200), _body())
    assert (judgement.verdict, judgement.reasons, judgement.quality) == (Verdict.OK, (), 1.0)


@pytest.mark.parametrize("kind", FAILURES)
def test_every_kind_of_failure_has_its_verdict_and_no_page(kind: str) -> None:
    judgement = _judged(None, failure=Failure(kind=kind, detail="why"))
    assert not judgement.shows_page
    assert judgement.reasons[0].seen == "why"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, "ok"), (206, "truncated"), (304, "ok"), (301, "bad-response"), (401, "login-wall"), (402, "paywall"),
        (403, "forbidden"), (404, "not-found"), (410, "gone"), (418, "client-error"), (429, "rate-limited"),
        (500, "server-error"), (520, "server-error"), (999, "server-error"), (101, "bad-response"),
    ],
)  # fmt: skip
def test_a_status_alone_speaks_for_a_verdict(status: int, verdict: str) -> None:
    assert of_status(status) == verdict


@pytest.mark.parametrize(
    ("exchange", "body", "verdict", "sign"),
    [
        (_exchange(404), _body(), "not-found", "status-404"),
        (_exchange(403, (("cf-mitigated", "challenge"),)), _body(), "bot-wall", "cloudflare-challenge"),
        (_exchange(200), _body(title="Page not found"), "soft-404", "title-not-found"),
        (_exchange(200), _body(unread="unsupported type image/png"), "unsupported", "unread"),
        (_exchange(200), _body(unread="the reader died"), "unread", "unread"),
        (_exchange(200), _body(text="  "), "unread", "no-text"),
        (_exchange(200), None, "unread", "empty"),
        (_exchange(200, problem="expired"), _body(), "tls-expired", "tls-expired"),
        (_exchange(200, problem="wrong-host"), _body(), "tls-invalid", "tls-wrong-host"),
        (_exchange(404, problem="expired"), _body(), "not-found", "status-404"),
        (None, None, "error", "no-answer"),
    ],
)
def test_the_strongest_evidence_decides_and_is_named(
    exchange: Exchange | None, body: Body | None, verdict: str, sign: str
) -> None:
    judgement = _judged(exchange, body)
    assert (judgement.verdict, judgement.reasons[0].sign) == (verdict, sign)


def test_an_unchanged_body_is_as_good_as_it_was() -> None:
    same = Body(media_type="text/html", digest="sha256:0", size=0, same_body=True)
    assert _judged(_exchange(304), same).verdict is Verdict.OK
