"""Scrapy's settings made from citewatch's."""

import logging

import pytest
from scrapy.settings import Settings as ScrapySettings

from archive.config import Settings
from archive.errors import ConfigurationError
from crawler.configuration import Configuration, citewatch_settings, derived, quieten, refuse_unknown, user_agent


def test_an_option_of_the_crawl_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWATCH_DELAY", "7")
    assert citewatch_settings(ScrapySettings({"CITEWATCH_DELAY": "0"})).delay == 0
    assert citewatch_settings(ScrapySettings()).delay == 7


def test_an_option_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="CITEWATCH_RETRIES"):
        citewatch_settings(ScrapySettings({"CITEWATCH_RETRIES": "many"}))


@pytest.mark.parametrize(
    ("option", "environment"), [("CITEWATCH_NOPE", "PATH"), ("LOG_LEVEL", "CITEWATCH_NOPE"), ("CITEWATCH_", "PATH")]
)
def test_a_setting_that_does_not_exist_is_refused(option: str, environment: str) -> None:
    with pytest.raises(ConfigurationError, match=r"docs/settings\.md"):
        refuse_unknown(ScrapySettings({option: "1"}), [environment])


def test_every_setting_that_exists_is_let_through() -> None:
    names = [f"CITEWATCH_{field.upper()}" for field in Settings.model_fields]
    with pytest.raises(ConfigurationError, match="CITEWATCH_NOPE"):
        refuse_unknown(ScrapySettings(dict.fromkeys(names, "1")), [*names, "HOME", "CITEWATCH_NOPE"])


def test_a_body_over_the_limit_is_told_by_its_visit_alone() -> None:
    quieten(ScrapySettings({"LOG_LEVEL": "INFO"}))
    assert not logging.getLogger("scrapy.core.downloader.handlers.http11").isEnabledFor(logging.WARNING)


def test_politeness_and_limits_follow_from_citewatchs_settings() -> None:
    settings = derived(Settings.load({"delay": 5, "jitter": 0.1, "retries": 1, "max_size": 99}))
    assert settings["DOWNLOAD_DELAY"] == 5
    assert settings["DOWNLOAD_DELAY_JITTER"] == 0.1
    assert settings["RETRY_TIMES"] == 1
    assert settings["DOWNLOAD_MAXSIZE"] == 99


def test_scrapys_own_options_still_win() -> None:
    scrapy = ScrapySettings()
    scrapy.set("DOWNLOAD_TIMEOUT", 3, priority="cmdline")
    Configuration().update_settings(scrapy)
    assert scrapy.getfloat("DOWNLOAD_TIMEOUT") == 3


def test_who_asks_is_said_honestly() -> None:
    assert user_agent(Settings.load()).startswith("citewatch/")
    assert user_agent(Settings.load({"contact": "mailto:a@b.example"})).endswith(" (+mailto:a@b.example)")
    assert user_agent(Settings.load({"user_agent": "Mine/1.0"})) == "Mine/1.0"
