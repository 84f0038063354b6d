"""Settings: where they come from, what is refused, and that each is documented."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from archive.config import Settings
from archive.errors import ConfigurationError
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without citewatch.toml of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_environment_wins_over_the_file_and_options_over_both(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "citewatch.toml").write_text("delay = 5\nretries = 7\nconcurrency = 3\n")
    monkeypatch.setenv("CITEWATCH_RETRIES", "8")
    monkeypatch.setenv("CITEWATCH_DELAY", "6")
    settings = Settings.load({"delay": "0"})
    assert (settings.delay, settings.retries, settings.concurrency) == (0, 8, 3)


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWATCH_ALLOW_NETWORKS", "10.0.0.0/8, fd00::/8")
    assert [str(network) for network in Settings.load().allow_networks] == ["10.0.0.0/8", "fd00::/8"]


def test_the_database_and_the_warc_folder_stand_in_the_home_folder_unless_named() -> None:
    settings = Settings.load({"home": "/srv/watch"})
    assert settings.database_url == "sqlite:////srv/watch/archive.db"
    assert settings.warc_folder == Path("/srv/watch/warc")
    assert Settings.load({"database": "postgresql://db/x"}).database_url == "postgresql://db/x"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DELAY", "-1"),
        ("DELAY", "soon"),
        ("ALLOW_NETWORKS", "10.0.0.1/8"),
        ("CONCURRENCY", "0"),
        ("DELAY", "inf"),
        ("TIMEOUT", "nan"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"CITEWATCH_{name}", value)
    with pytest.raises(ConfigurationError, match=f"CITEWATCH_{name}"):
        Settings.load()


@pytest.mark.parametrize("text", ["delays = 1\n", "delay = \n"])
def test_a_file_that_cannot_be_used_is_refused(elsewhere: Path, text: str) -> None:
    (elsewhere / "citewatch.toml").write_text(text)
    with pytest.raises(ConfigurationError):
        Settings.load()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default_and_meaning(name: str) -> None:
    field = Settings.model_fields[name]
    default = "empty" if field.default in ("", (), SecretStr("")) else f"`{field.default}`"
    row = f"| `CITEWATCH_{name.upper()}` | {default} | {field.description} |"
    assert row in (ROOT / "docs" / "settings.md").read_text("utf-8").splitlines()


def test_no_setting_is_documented_that_does_not_exist() -> None:
    lines = (ROOT / "docs" / "settings.md").read_text("utf-8").splitlines()
    documented = {line.split("`")[1] for line in lines if line.startswith("| `CITEWATCH_")}
    assert documented == {f"CITEWATCH_{name.upper()}" for name in Settings.model_fields}
