"""What signs and login forms show."""

import pytest

from archive.domain.verdicts import Verdict
from tests.archive.domain.judging.visits import STORY, fetched, judged, page


@pytest.mark.parametrize(
    ("text", "title", "markup", "verdict"),
    [
        ("Please verify you are human", "daily.example", "", "bot-wall"),
        ("", "daily.example", '<script src="https://ct.captcha-delivery.com/c.js"></script>', "bot-wall"),
        ("You must log in to continue.", "Log in", "", "login-wall"),
        ("Choose how your data is used", "Before you continue to YouTube", "", "consent-wall"),
        ("Get this domain", "daily.example is for sale", "", "parked"),
        ("", None, '<script>window.location.href="/lander"</script>', "parked"),
        ("The page you are looking for could not be found.", "The Daily", "", "soft-404"),
        ("Die Seite wurde nicht gefunden.", "Die Tageszeitung", "", "soft-404"),
        ("Une erreur est survenue\nRafraîchir", "Conditions générales", "", "server-error"),
        ("You need to enable JavaScript to run this app.", "The Daily", "", "js-shell"),
    ],
)
def test_a_page_with_nothing_else_to_say_is_what_its_signs_say(
    text: str, title: str | None, markup: str, verdict: str
) -> None:
    judgement = judged(fetched(), page(text, title, markup=markup))
    assert judgement.verdict == verdict
    assert judgement.quality < 0.95
    assert all((reason.sign, reason.seen, reason.rule) for reason in judgement.reasons)


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("Please verify you are human, said the machine. ", '<div class="g-recaptcha"></div>'),
        ("Something went wrong, said the mayor. ", "<div>cf-browser-verification</div>"),
        ("The page you are looking for could not be found, read the sign. ", ""),
        ("This domain is for sale, it said. ", "<a href='https://www.hugedomains.com/'>x</a>"),
    ],
)
def test_an_article_may_speak_of_all_that(words: str, markup: str) -> None:
    body = page(words + STORY, markup=markup, kind="article")
    assert judged(fetched(), body).verdict is Verdict.OK


def test_a_status_that_says_so_itself_says_it_better() -> None:
    body = page("Sorry, the page you requested was not found.", "Page not found")
    assert judged(fetched(status=404), body).verdict is Verdict.NOT_FOUND
    assert judged(fetched(status=200), body).verdict is Verdict.SOFT_404


def test_a_wall_is_one_with_every_status() -> None:
    body = page("Please verify you are human", "Just a moment...")
    assert {judged(fetched(status=status), body).verdict for status in (200, 403, 404, 503)} == {Verdict.BOT_WALL}


def test_a_password_field_and_nothing_else_is_a_login() -> None:
    text = "E-mail\nPassword\nKeep me on this computer"
    assert judged(fetched(), page(text, "The Daily", password=True)).verdict is Verdict.LOGIN_WALL
    assert judged(fetched(), page(STORY, password=True)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("https://accounts.google.com/v3/signin/identifier?x=1", "login-wall"),
        ("https://daily.example/users/sign_in", "login-wall"),
        ("https://consent.youtube.com/m?continue=x", "consent-wall"),
        ("https://daily.example/error.aspx?aspxerrorpath=/a", "server-error"),
        ("https://daily.example/404.htm", "soft-404"),
        ("https://www.hugedomains.com/domain_profile.cfm?d=daily", "parked"),
        ("https://www.google.com/sorry/index?continue=x", "bot-wall"),
    ],
)
def test_where_a_redirect_ended_is_a_sign(address: str, verdict: str) -> None:
    url = "https://daily.example/2020/other"
    assert judged(fetched(url, address, hop_status=302), page(STORY, "Some page")).verdict == verdict
