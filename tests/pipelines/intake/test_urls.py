"""A plain list of addresses."""

from tests.pipelines.intake.reading import document, urls


def test_every_line_is_a_reference_with_its_number() -> None:
    read = document("# mine\nhttps://a.example/1\n\n https://a.example/ü(x). \nhttps://a.example/1\n", "list.txt")
    assert urls(read) == [
        ("1", "https://a.example/1"),
        ("2", "https://a.example/ü(x)."),
        ("3", "https://a.example/1"),
    ]
    assert [one.where for one in read.references] == ["line 2", "line 4", "line 5"]
    assert (read.title, read.claims) == ("list", ())


def test_other_lines_of_a_declared_list_are_notes() -> None:
    read = document("https://a.example/1\nnot one\n", "a.urls", "text/uri-list")
    assert read.notes[0] == "line 2: not an address"
