"""alerts.toml: what it may say, and that what it may not say is refused with its line and the reason."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from archive.alerts.configuration import load
from archive.alerts.transports.mail import MailChannel
from archive.config import Settings
from archive.domain.alerting import Digest, Quiet, Weekday
from archive.errors import ConfigurationError
from tests.archive.alerts.telling import SECRET, mail_table, read, route_to, webhook_table
from tests.conftest import ROOT

HOOK = webhook_table(80)
MAIL = mail_table(25)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigurationError) as error:
        read(tmp_path, text)
    assert error.value.exit_code == 2
    return str(error.value).replace(f"{tmp_path}/", "")


def test_a_channel_says_when_it_may_be_told(tmp_path: Path) -> None:
    more = (
        'digest = "weekly"\nat = "7:30"\nweekday = "friday"\nzone = "Europe/Berlin"\n'
        'quiet = "22:00-07:00"\nwindow = "90s"\nper_document = false\n'
    )
    channel = read(tmp_path, mail_table(25, more=more) + route_to("editor")).channel["editor"]
    rhythm = channel.rhythm
    assert (rhythm.digest, rhythm.at, rhythm.weekday) == (Digest.WEEKLY, time(7, 30), Weekday.FRIDAY)
    assert (rhythm.quiet, rhythm.window) == (Quiet(start=time(22), end=time(7)), timedelta(seconds=90))
    assert (rhythm.zone.key, channel.per_document) == ("Europe/Berlin", False)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("[channel.editor\n", 1, "Expected"),
        (MAIL + route_to("editor", "pager"), 10, "route.1.channels: no channel 'pager'; there are editor"),
        (MAIL + "[[route]]\nchannels = []\n", 10, "route.1.channels: "),
        (MAIL + route_to("editor") + route_to("editor", more='kinds = ["moved"]'), 14, "route.2.kinds.1: "),
        (MAIL + route_to("editor", more="loudness = 2"), 11, "route.1.loudness: "),
        (MAIL + route_to("editor", more='colour = "red"'), 11, "route.1.colour: "),
        ('[channel.a]\nkind = "pigeon"\n' + route_to("a"), 2, "channel.a.kind: no kind"),
        (mail_table(25, more='digest = "hourly"') + route_to("editor"), 8, "channel.editor.digest: "),
        (mail_table(25, more='at = "8 o\'clock"') + route_to("editor"), 8, "write it as 08:00"),
        (mail_table(25, more='at = "24:00"') + route_to("editor"), 8, "write it as 08:00"),
        (mail_table(25, more='quiet = "22:00"') + route_to("editor"), 8, "write them as 22:00-07:00"),
        (mail_table(25, more='zone = "Europe/Atlantis"') + route_to("editor"), 8, "no time zone of this name"),
        (mail_table(25, more='window = "soon"') + route_to("editor"), 8, "write it as 90s, 10m, 2h or 1d"),
        (mail_table(99999) + route_to("editor"), 4, "channel.editor.port: "),
        (MAIL.replace('host = "127.0.0.1"\n', "") + route_to("editor"), 1, "channel.editor.host: Field required"),
        (MAIL.replace("editor@example.org", "editor") + route_to("editor"), 7, "channel.editor.to.1: no mail address"),
        (MAIL.replace("citewatch@", "a\\nb@") + route_to("editor"), 6, "channel.editor.from: no mail address"),
        (mail_table(25, more='user = "me"\npassword = "x"') + route_to("editor"), 1, "is not sent without TLS"),
        (HOOK.replace("http://", "ftp://") + route_to("hook"), 3, "channel.hook.url: no http or https address"),
        (HOOK.replace(SECRET, "whsec_c2hvcnQ=") + route_to("hook"), 4, "channel.hook.secret: no secret"),
        ('[channel.a]\nkind = "apprise"\nurl = "nosuch://x"\n' + route_to("a"), 3, "Apprise knows no such address"),
        ('page = "https://watch.example/"\n' + MAIL + route_to("editor"), 1, "page: no http or https address"),
        ('lease = "0s"\n' + MAIL + route_to("editor"), 1, "lease: "),
        ("", 1, "channel: Field required"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line_and_the_reason(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    told = refused(tmp_path, text)
    assert f"line {line}" in told
    assert problem in told
    assert told.startswith("setting CITEWATCH_ALERTS_FILE: alerts.toml")


def test_a_file_that_is_not_there_or_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match=r"there is no alerts\.toml: docs/alerts\.md"):
        load(Settings())
    (tmp_path / "alerts.toml").mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load(Settings())
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigurationError, match="no UTF-8 text"):
        load(Settings(alerts_file="latin.toml"))


def test_secrets_come_from_where_they_are_kept_and_are_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    (tmp_path / "secret").write_text(SECRET + "\n")
    mail = MAIL.replace('"none"', '"tls"') + 'user = "me"\npassword = {env = "SMTP_PASSWORD"}\n'
    hook = HOOK.replace(f'"{SECRET}"', f'{{file = "{tmp_path}/secret"}}')
    configuration = read(tmp_path, mail + hook + route_to("editor", "hook"))
    editor = configuration.channel["editor"]
    assert isinstance(editor, MailChannel)
    assert editor.password is not None
    assert editor.password.get_secret_value() == "hunter2"
    shown = f"{configuration!r} {configuration}"
    assert "hunter2" not in shown
    assert SECRET not in shown


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('{env = "NO_SUCH_VARIABLE"}', "the environment variable NO_SUCH_VARIABLE is not set"),
        ('{file = "/no/such/file"}', "/no/such/file cannot be read"),
        ('{vault = "x"}', 'write a text, {env = "NAME"} or {file = "PATH"}'),
    ],
)
def test_a_secret_that_is_not_where_it_should_be_is_told(tmp_path: Path, value: str, problem: str) -> None:
    told = refused(tmp_path, HOOK.replace(f'"{SECRET}"', value) + route_to("hook"))
    assert f"line 4: channel.hook.secret: {problem}" in told


def test_the_example_of_the_page_is_one_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "alerts.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    for name, value in {"SMTP_PASSWORD": "x", "HOOK_SECRET": SECRET, "NTFY_URL": "ntfy://topic"}.items():
        monkeypatch.setenv(name, value)
    assert set(read(tmp_path, example).channel) == {"editor", "pager", "newsroom"}
