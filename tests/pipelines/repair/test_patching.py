"""What every repair keeps: the bytes outside of it, and what a reader makes of the document."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from archive.errors import DocumentError, NoReferences, UnsupportedDocument
from pipelines.intake import read_document
from pipelines.repair import Shape, own_shape, repaired
from tests.pipelines.repair.making import copy_of, repair, version

URL = "https://a.example/x"
BASE = {
    "a.md": f"Ähm, it [grew fast]({URL}).\n\nNächste Zeile.\n",
    "a.html": f'<p>Ähm, it <a href="{URL}">grew</a>.</p>\n',
}


@pytest.mark.parametrize("name", BASE)
@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("latin-1"),
        lambda text: text.replace("Ä", "\x00\tÄ\x0b").encode(),
    ],
)
def test_encoding_and_line_ends_stay(name: str, written: Callable[[str], bytes]) -> None:
    payload = written(BASE[name])
    made = repair(payload, URL, name=name)
    assert [each.url for each in made.made] == [URL]
    assert [each.url for each in read_document(made.payload, name=name).references] == [version(URL)]
    assert made.payload[:8] == payload[:8]
    assert made.payload.endswith(payload[-4:])


def test_bytes_that_are_no_characters_stay() -> None:
    payload = BASE["a.md"].encode() + "ä".encode() * 50 + b"\xc3\n"
    assert repair(payload, URL, name="a.md").payload.endswith("ä".encode() * 50 + b"\xc3\n")


def test_what_cannot_be_written_back_is_refused() -> None:
    # ISO-2022-JP can switch its character set to what it is already.
    payload = b'<meta charset="iso-2022-jp"><p>\x1b$B$"\x1b$B$$\x1b(B it <a href="https://a.example/x">grew</a>.</p>'
    with pytest.raises(UnsupportedDocument, match="save it as UTF-8"):
        repair(payload, URL, name="a.html")


@pytest.mark.parametrize("name", ["a.txt", "a.urls"])
def test_plain_text_is_not_patched(name: str) -> None:
    assert own_shape(f"{URL}\n".encode(), name=name) is None
    with pytest.raises(DocumentError, match="not patched"):
        repair(f"{URL}\n", URL, name=name)
    assert own_shape(b"It [grew](https://a.example/).", name="a.md") is Shape.MARKDOWN


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "data:text/html,x", "", "//a.example"])
def test_a_copy_without_a_web_address_is_never_written(uri: str) -> None:
    made = repaired(BASE["a.md"].encode(), [replace(copy_of(URL), version=uri)], name="a.md")
    assert (made.payload, made.made) == (BASE["a.md"].encode(), ())
    assert "no web address" in made.left[0].why


@pytest.mark.parametrize(
    "hostile",
    ['"><script>', "') onload='", "x](y", "a|b", "}}, note={", "\r\nER  - ", "](javascript:x)", "`*_<b>", "é 中"],
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"It [grew]({URL}) then, see <{URL}>. It [fell][1].\n\n[1]: {URL}\n"),
        ("a.html", f'<p>It <a href="{URL}">grew</a>.</p>'),
        ("a.bib", f"@misc{{a, title={{T}}, url={{{URL}}}}}\n@misc{{b, url={{https://b.example}}}}"),
        ("a.json", f'[{{"id":"a","title":"T","URL":"{URL}"}}]'),
        ("a.ris", f"TY  - ELEC\nUR  - {URL}\nER  - \n"),
    ],
)
def test_the_address_of_a_copy_cannot_break_out_of_its_place(hostile: str, name: str, text: str) -> None:
    uri = f"https://archive.example/1/{hostile}"
    made = repaired(text.encode(), [replace(copy_of(URL), version=uri)], name=name)
    assert [each.url for each in made.made] == [URL]
    before, after = read_document(text.encode(), name=name), read_document(made.payload, name=name)
    assert len(after.references) == len(before.references)
    assert after.claims == before.claims
    assert not re.search(r"<script|<b>|[\"'] onload", made.payload.decode())


_LINK_TAGS = re.compile(rb"</?a(?=[\s>])[^>]*>", re.IGNORECASE)
_WORDS = st.text(alphabet="ab äé\n\t*_`[]()<>&|\\\"'#-1.!", max_size=30)
_LINKS = {
    "a.md": [
        f"[grew]({URL})",
        f"<{URL}>",
        URL,
        f"[fell]({URL} 't')",
        "[b](https://b.example/)",
        f"`{URL}`",
        f"\n\n[r]: {URL}\n",
    ],
    "a.html": [
        f'<a href="{URL}">grew</a>',
        f"<p>{URL}</p>",
        f"<A HREF='{URL}' x>",
        "<a href=https://b.example/>b</a>",
        f"<!--{URL}-->",
    ],
}


@pytest.mark.parametrize("name", _LINKS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_the_document_a_repair_keeps_its_words_and_is_done_once(name: str, data: st.DataObject) -> None:
    links = st.sampled_from(_LINKS[name])
    pieces = data.draw(st.lists(st.one_of(_WORDS, links), max_size=8))
    payload = "".join(["Foo is so. ", *pieces, "\n\nIt grew. ", _LINKS[name][0], ".\n"]).encode()
    try:
        made = repair(payload, URL, name=name)
    except NoReferences:
        reject()
    assert repair(made.payload, URL, name=name).payload == made.payload
    before, after = read_document(payload, name=name), read_document(made.payload, name=name)
    swapped = {URL: version(URL)}
    assert all(
        new.url in {old.url, swapped.get(old.url or "")}
        for old, new in zip(before.references, after.references, strict=True)
    )
    assert [claim.labels for claim in after.claims] == [claim.labels for claim in before.claims]
    if name == "a.html":
        assert _LINK_TAGS.sub(b"", made.payload) == _LINK_TAGS.sub(b"", payload)
