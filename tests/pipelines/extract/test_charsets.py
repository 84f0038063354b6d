"""Which characters the bytes mean: declared, undeclared, wrongly declared."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.charsets import decode_text

GERMAN = "<p>Über die Brücke führt ein schmaler Weg zum größten Gebäude der Straße.</p>" * 5
RUSSIAN = "<p>Старая стена у гавани была восстановлена после зимних штормов, и паромы снова ходят.</p>" * 5
JAPANESE = "<p>港の古い壁は冬の嵐のあとに石で再建され、フェリーが再び運航しています。</p>" * 5


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (GERMAN.encode(), None, GERMAN),
        (GERMAN.encode("cp1252"), "text/html; charset=iso-8859-1", GERMAN),
        (GERMAN.encode(), "text/html; charset=iso-8859-1", GERMAN),
        (GERMAN.encode("utf-8-sig"), "text/html; charset=koi8-r", GERMAN),
        (GERMAN.encode("utf-16"), None, GERMAN),
        (GERMAN.encode("utf-16-le"), None, GERMAN),
        (GERMAN.encode("utf-32-be"), "text/html; charset=utf-8", GERMAN),
        (b"plain", "text/html; charset=utf-16", "plain"),
        (b"plain", "text/html; charset=no-such-charset", "plain"),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("cp1251"), "text/html; charset=utf-8", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "text/html; charset=koi8-r", RUSSIAN),
        (JAPANESE.encode("euc-jp"), None, JAPANESE),
        (JAPANESE.encode("iso2022-jp"), "text/html; charset=iso-2022-jp", JAPANESE),
        (JAPANESE.encode("shift_jis"), "text/html; charset=Shift_JIS", JAPANESE),
    ],
)
def test_text_comes_out_as_it_was_written(body, content_type, text):
    assert decode_text(body, content_type) == text


def test_a_charset_named_in_the_page_is_believed():
    page = '<meta charset="windows-1251">' + RUSSIAN
    assert decode_text(page.encode("cp1251"), "text/html") == page


def test_a_few_broken_bytes_do_not_change_the_charset():
    body = GERMAN.encode() * 10 + b"\xff\xfe" + GERMAN.encode()
    assert decode_text(body, "text/html; charset=utf-8") == GERMAN * 10 + "\ufffd\ufffd" + GERMAN


@given(
    body=st.binary(max_size=300),
    name=st.sampled_from(
        ["", "utf-8", "utf-7", "base64", "gb2312", "x\0y", "idna", "undefined", "unicode_escape", "hz"]
    ),
)
def test_no_bytes_make_decoding_fail(body, name):
    decode_text(body, f"text/html; charset={name}")


CODECS = {
    "Big5": "big5hkscs",
    "CP949": "cp949",
    "EUC-KR": "cp949",
    "GB2312": "gb18030",
    "SHIFT_JIS": "cp932",
    "TIS-620": "cp874",
    "MacCyrillic": "mac_cyrillic",
}


def test_real_pages_in_thirty_charsets_are_decoded(shared):
    wrong = []
    files = sorted((shared / "corpora" / "charset").glob("*.gz"))
    for file in files:
        body = gzip.decompress(file.read_bytes())
        name = file.name.split("__")[0]
        codec = CODECS.get(name) or "-".join(name.split("-")[: 3 if name.startswith("iso") else 2])
        expected = body.decode(codec, "replace").removeprefix("\ufeff")
        # A few characters differ between a charset and the superset that browsers read it as.
        if sum(a != b for a, b in zip(decode_text(body, None), expected, strict=False)) > len(expected) * 0.003:
            wrong.append(file.name)
    assert len(files) > 60
    assert wrong == []
