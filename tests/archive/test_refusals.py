"""A setting that is refused is told with its line and the reason."""

import os
from pathlib import Path

import pytest

from archive.config import Settings
from archive.errors import ConfigurationError


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of a working folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "citewatch.toml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "delay = 1\n\nschedule_verify = '0 25 * * *'\n",
            "citewatch.toml line 3: schedule_verify: 25 is no hour: 0 to 23",
        ),
        (
            "schedule_sources = 'often'",
            "citewatch.toml line 1: schedule_sources: 'often' is no time: write an interval",
        ),
        ("\n\ntimezone = 'Mars/Olympus'", "citewatch.toml line 3: timezone: no time zone 'Mars/Olympus' is known here"),
        ("delay = -1", "citewatch.toml line 1: delay: Input should be greater than or equal to 0"),
        ("delay = 1\nallow_networks = ['x']", "citewatch.toml line 2: allow_networks: "),
        ("delay = 1\n'delays' = 1", "citewatch.toml line 2: delays: there is no such setting"),
        ("delay = 1\n[schedule]\nverify = 'off'", "citewatch.toml line 2: schedule: there is no such setting"),
        ("delay = 1\nretries = \n", "citewatch.toml line 2: Invalid value"),
        ("delay = 1\nuser_agent = '''never", "citewatch.toml line 2: Expected \"'''\""),
        ("delay = 1\ndelay = 2", "citewatch.toml line 2: Cannot overwrite a value"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_line(file: Path, text: str, told: str) -> None:
    file.write_text(text)
    with pytest.raises(ConfigurationError) as refused:
        Settings.load()
    assert str(refused.value).startswith(told)


def test_a_file_that_is_not_text_is_told_with_its_line(file: Path) -> None:
    file.write_bytes(b"delay = 1\nuser_agent = '\xff'\n")
    with pytest.raises(ConfigurationError, match=r"^citewatch\.toml line 2: it is not UTF-8 text$"):
        Settings.load()


def test_a_folder_in_the_place_of_the_file_is_refused(file: Path) -> None:
    file.mkdir()
    with pytest.raises(ConfigurationError, match=r"^citewatch\.toml: it is no file$"):
        Settings.load()


def test_a_file_that_may_not_be_read_is_refused(file: Path) -> None:
    file.write_text("delay = 1\n")
    file.chmod(0)
    ours = os.geteuid()
    if ours == 0:
        os.seteuid(65534)  # nobody: root may read everything
    try:
        with pytest.raises(ConfigurationError, match=r"^citewatch\.toml: it cannot be read \(Permission denied\)$"):
            Settings.load()
    finally:
        os.seteuid(ours)


def test_what_is_wrong_in_the_environment_is_told_by_its_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("schedule_verify = 'off'\n")
    monkeypatch.setenv("CITEWATCH_SCHEDULE_VERIFY", "0 3 * *")
    with pytest.raises(ConfigurationError, match=r"^setting CITEWATCH_SCHEDULE_VERIFY: 4 fields"):
        Settings.load()


def test_what_is_wrong_in_an_option_is_told_by_its_name(file: Path) -> None:
    file.write_text("delay = 1\n")
    with pytest.raises(ConfigurationError, match=r"^setting CITEWATCH_DELAY: "):
        Settings.load({"delay": "soon"})
