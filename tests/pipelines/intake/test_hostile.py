"""Documents made to be slow or to break readers are read, or refused, in bounded time."""

import time
from contextlib import suppress

import pytest

from archive.errors import DocumentError
from tests.pipelines.intake.reading import document

LIST = "\n\n1. https://a.example/\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[[[[" * 10_000 + LIST, "a.md"),
        ("> " * 5_000 + "x" + LIST, "a.md"),
        ("*a **b " * 5_000 + LIST, "a.md"),
        ("[^1] " * 5_000 + "\n\n[^1]: https://a.example\n", "a.md"),
        ("x [1] " * 10_000 + LIST, "a.txt"),
        ("[a-" * 50_000 + LIST, "a.txt"),
        ("." * 200_000 + LIST, "a.txt"),
        ("https://a.example/" + "(" * 50_000 + LIST, "a.txt"),
        ("[1] https://a.example/x-\n" + "a-\n" * 20_000, "a.txt"),
        ("word12 " * 50_000 + "word12." + LIST, "a.txt"),
        ("@a{" * 5_000, "a.bib"),
        ("@a{k,title={" + "{" * 50_000, "a.bib"),
        ("<p>x <a href='https://a.example/1'>y</a> z." * 5_000, "a.html"),
        ("<p>" + "<b " + "a='1' " * 20_000 + ">x</b>", "a.html"),
    ],
)
def test_time_stays_bounded(text: str, name: str) -> None:
    started = time.monotonic()
    with suppress(DocumentError):
        document(text, name)
    assert time.monotonic() - started < 10


def test_a_large_text_is_read_in_time_that_grows_with_its_size() -> None:
    sentence = "In May the fund grew to $8.5 billion, officials said of their new capabilities12. Others saw it.\n\n"
    read = document(sentence * 10_000 + "Sources\n\n1. https://a.example/1\n2. https://a.example/2\n", "a.txt")
    assert len(read.claims) == 10_000


def test_markdown_too_large_for_its_reader_is_read_as_plain_text_with_a_note() -> None:
    sentence = "It grew [1].\n\n" + "x" * 9_000 + "\n\n"
    read = document(sentence * 1_000 + "1. https://a.example/1\n", "a.md")
    assert len(read.claims) == 1_000
    assert "plain text" in read.notes[-1]
