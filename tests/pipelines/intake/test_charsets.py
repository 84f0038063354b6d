"""Bytes become the characters that were meant, and what is uncertain is said."""

import gzip
from pathlib import Path

import pytest

from archive.errors import UnsupportedDocument
from pipelines.intake.charsets import decode

GREEK = "Η κυβέρνηση ανακοίνωσε χθες ένα νέο πρόγραμμα στήριξης για τις επιχειρήσεις της χώρας.\n" * 5


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32", "utf-8", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_with_or_without_its_mark(charset: str) -> None:
    text = "Growth é – 中\nand so on, in a longer line of ASCII letters\n"
    assert decode(text.encode(charset), name="a.txt").text == text


def test_the_declared_charset_is_used() -> None:
    assert decode("café".encode("cp1252"), name="a", content_type="text/plain; charset=ISO-8859-1").text == "café"
    page = '<html><head><meta charset="iso-8859-7"></head>' + GREEK
    assert decode(page.encode("iso-8859-7"), name="a.html").text == page


def test_utf8_declared_as_something_else_is_read_as_utf8_with_a_note() -> None:
    read = decode("café".encode(), name="a", content_type="text/plain; charset=latin-1")
    assert read.text == "café"
    assert "it is UTF-8" in read.notes[0]


def test_a_guess_is_a_note() -> None:
    read = decode(GREEK.encode("iso-8859-7"), name="a.txt")
    assert read.text == GREEK
    assert "guessed" in read.notes[0]


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Die Wärme stieg [1].\nDie Größe fiel [2].\n\n1. http://w.example/ä\n", "cp1252"),
        ("Le café était fermé – hélas.\n", "cp1252"),
        ("Привет мир, это текст короткий.\n", "cp1251"),
        ("ελληνικά λίγα γράμματα εδώ\n", "cp1253"),
    ],
)
def test_a_few_letters_are_read_as_browsers_would_unless_that_makes_no_words(text: str, charset: str) -> None:
    read = decode(text.encode(charset), name="a.txt")
    assert (read.text, read.charset) == (text, charset)


def test_lost_characters_are_counted_in_a_note() -> None:
    read = decode(GREEK.encode() + b"\xff\n", name="a.txt")
    assert read.text.startswith(GREEK)
    assert read.notes == ("1 character(s) could not be read as utf-8",)


def test_what_no_text_needs_is_left_out() -> None:
    payload = "a\x00b\x1bc\ufeffd\r\ne\rf\u2028g".encode() + "\ud800h".encode("utf-8", "surrogatepass")
    text = decode(payload, name="a.txt").text
    assert text.replace("\ufffd", "") == "abcd\ne\nf\ngh"
    assert not any("\ud800" <= sign <= "\udfff" for sign in text)


@pytest.mark.parametrize("payload", [bytes(range(32)) * 20, b"\x00\x01\x02\x03" * 200])
def test_bytes_that_are_no_text_are_refused(payload: bytes) -> None:
    with pytest.raises(UnsupportedDocument):
        decode(payload, name="a.bin")


def test_real_texts_that_declare_their_charset_are_read_without_loss(shared: Path) -> None:
    files = sorted((shared / "corpora" / "charset").glob("*.xml.gz"))
    notes = {file.name: decode(gzip.decompress(file.read_bytes()), name=file.name).notes for file in files}
    assert len(notes) > 30
    assert {name: said for name, said in notes.items() if said} == {}


def test_real_texts_without_a_declaration_are_all_read(shared: Path) -> None:
    for file in sorted((shared / "corpora" / "charset").glob("*.html.gz")):
        read = decode(gzip.decompress(file.read_bytes()), name=file.name)
        assert read.text.count("\ufffd") < len(read.text) / 100
