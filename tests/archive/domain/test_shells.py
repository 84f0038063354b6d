"""Commands that people copy into a shell."""

import shlex

import pytest

from archive.domain.shells import command


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article.md", "citewatch repair article.md"),
        ("my article.md", "citewatch repair 'my article.md'"),
        ("-rf.md", "citewatch repair -- -rf.md"),
        ("$(reboot).md", "citewatch repair '$(reboot).md'"),
        ("https://a.example/?a=1&b=2", "citewatch repair 'https://a.example/?a=1&b=2'"),
    ],
)
def test_a_shell_takes_a_name_as_it_is(name: str, expected: str) -> None:
    assert command("repair", of=name) == expected
    assert shlex.split(expected)[-1] == name
