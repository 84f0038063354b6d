"""The account under which pages are saved."""

import pytest
from pydantic import SecretStr

from archive.config import Settings
from archive.errors import ConfigurationError
from crawler.saving.account import Account

KEY, SECRET = "OurAccessKey", "our0secret"


def settings(**fields: object) -> Settings:
    return Settings.load({"save_key": SecretStr(KEY), "save_secret": SecretStr(SECRET)} | fields)


def test_copies_are_looked_for_beside_the_endpoint() -> None:
    account = Account.of(settings())
    assert account.archive.name == "web.archive.org"
    assert account.archive.raw == "https://web.archive.org/web/{stamp}id_/{url}"


def test_key_and_secret_show_in_no_representation() -> None:
    given = settings()
    shown = f"{given!r} {Account.of(given)!r}"
    assert KEY not in shown
    assert SECRET not in shown


def test_an_answer_that_repeats_the_key_is_told_without_it() -> None:
    assert Account.of(settings()).without_key(f"No such key: LOW {KEY}:{SECRET}") == "No such key: LOW …:…"


@pytest.mark.parametrize("fields", [{"save_key": ""}, {"save_secret": " "}, {"save_key": "a b"}, {"save_key": "a\nb"}])
def test_a_key_that_is_none_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="CITEWATCH_SAVE_"):
        Account.of(settings(**fields))


@pytest.mark.parametrize("endpoint", ["http://web.archive.org/save", "https://web.archive.org", "http://10.0.0.1/save"])
def test_a_key_is_sent_over_https_alone(endpoint: str) -> None:
    with pytest.raises(ConfigurationError, match="CITEWATCH_SAVE_ENDPOINT"):
        Account.of(settings(save_endpoint=endpoint))
