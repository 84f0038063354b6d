"""A value of a TOML file is found on its line."""

import pytest

from archive.alerts.places import Places

TEXT = """\
page = "x"

[channel.editor]   # to whom
kind = "mail"
to = [
    "a",
]
"odd key" = 1

[[route]]
channels = ["editor"]
[[ route ]]
channels = ["editor"]
hosts.not = 1

[channel."pager.two"]
url = {env = "X"}
"""


@pytest.mark.parametrize(
    ("where", "line", "name"),
    [
        (("page",), 1, "page"),
        (("channel",), 3, "channel"),
        (("channel", "editor"), 3, "channel.editor"),
        (("channel", "editor", "mail", "to", 0), 5, "channel.editor.to.1"),
        (("channel", "editor", "mail", "port"), 3, "channel.editor.port"),
        (("channel", "editor", "odd key"), 8, "channel.editor.odd key"),
        (("route", 0, "channels"), 11, "route.1.channels"),
        (("route", 1), 12, "route.2"),
        (("route", 1, "hosts", "not"), 14, "route.2.hosts.not"),
        (("channel", "pager.two", "apprise", "url"), 17, "channel.pager.two.url"),
        (("nothing",), 1, "nothing"),
        ((), 1, ""),
    ],
)
def test_a_value_is_found_on_its_line(where: tuple[int | str, ...], line: int, name: str) -> None:
    place = Places(TEXT).find(where)
    assert (place.line, place.name) == (line, name)
