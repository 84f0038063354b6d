"""Nothing that a page says steers the terminal, reorders what is read or is taken for markup."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from archive.cli.screen import clean, one_line, words
from archive.export.lines import as_line


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07words", "words"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jcleared", "cleared"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\u2066b\u2069c\u200fd\u061c", "abcd"),
        ("line\u2028next", "linenext"),
        ("over\rwritten", "over\nwritten"),
        ("bell\x07 back\x08space \x7f", "bell backspace "),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("tabs\tand\nlines stay", "tabs\tand\nlines stay"),
        ("\x1b", ""),
        ("研究 café – “quoted”", "研究 café – “quoted”"),
    ],
)
def test_what_could_steer_a_terminal_goes(hostile: str, safe: str) -> None:
    assert clean(hostile) == safe


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\x9d[];m\x07\u202e\u2066"), max_size=80))
def test_no_control_is_left_in_any_text(text: str) -> None:
    left = {character for character in clean(text) if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}}
    assert left <= {"\n", "\t"}
    assert "\n" not in one_line(text)


def test_markup_is_printed_as_it_is() -> None:
    out = io.StringIO()
    Console(file=out, markup=False).print(words("[red]not red[/red] [link=x]y[/link] :smile:"))
    assert out.getvalue().strip() == "[red]not red[/red] [link=x]y[/link] :smile:"


@given(st.text())
def test_a_line_of_json_is_one_line_that_no_terminal_obeys(text: str) -> None:
    line = as_line({"text": text})
    assert clean(line) == line
    assert len(line.splitlines()) == 1
