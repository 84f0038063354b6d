"""Bytes to characters: which charset a text file is written in, and what was not certain about it."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from archive.errors import UnsupportedDocument

_SAMPLE = 1 << 16
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_BINARY = re.compile(rb"[\x01-\x06\x0e-\x19\x1c-\x1f]")
_FEW = 64
# Letters of English, French, German, Dutch, Spanish, Portuguese, Italian and the Nordic tongues, and signs of print.
_NOT_WESTERN = re.compile(
    "[^\x00-\x7fÄÖÜäöüßÀÂÆÇÈÉÊËÎÏÔÙÛàâæçèéêëîïôùûŒœÁÍÑÓÚáíñóúÃÕãõìòÌÒÅØåøÐðÞþÝý¡¿ºª€£§©®°·«»‹›“”„‘’‚–—…•\xa0]|"
    "[a-zà-ÿ][À-ÖØ-Þ]|(?<![a-zA-ZÀ-ÿ])[ðþßæãõìò](?![a-zA-ZÀ-ÿ])"
)
_ACCENTS_IN_A_ROW = re.compile("[À-ÖØ-öø-ÿ]{3}")
_STRAY = 0.001
_STRAY_CONTROLS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text with the charset it was read in, and notes on what was guessed or lost."""

    text: str
    charset: str
    notes: tuple[str, ...] = ()


def decode(payload: bytes, *, name: str, content_type: str | None = None) -> Decoded:
    """The characters of `payload`: by its byte order mark, else as declared, else UTF-8, else by statistics.

    Valid UTF-8 beyond ASCII is read as UTF-8 even where an 8-bit charset is declared, since hardly any other text is
    valid UTF-8. A guess, a wrong declaration and characters that could not be read become notes. Raises
    UnsupportedDocument for bytes that are no text.
    """
    mark, _ = read_bom(payload)
    if mark is not None:
        return _cleaned(payload, mark)
    wide = _wide(payload)
    if wide is not None:
        return _cleaned(payload, wide)
    declared = _declared(payload, content_type)
    if _is_binary(payload):
        raise UnsupportedDocument(name, "this is not a text and no document format that is known here")
    return _as_declared(payload, declared) or _as_utf8(payload) or _guessed(payload, name)


def _as_declared(payload: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    if _plainly_utf8(payload, declared):
        return _cleaned(payload, "utf-8", f"declared as {declared}, but it is UTF-8 and was read so")
    text = payload.decode(declared, "replace")
    lost = text.count("\ufffd")
    if lost <= len(text) * _STRAY:
        return _cleaned(payload, declared)
    return None


def _plainly_utf8(payload: bytes, declared: str) -> bool:
    if declared.replace("_", "-").startswith("utf") or payload.isascii():
        return False
    return _is_utf8(payload)


def _as_utf8(payload: bytes) -> Decoded | None:
    if _is_utf8(payload):
        return _cleaned(payload, "utf-8")
    text = payload.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    beyond = sum(1 for sign in text[:_SAMPLE] if sign > "\x7f" and sign != "\ufffd")
    return _cleaned(payload, "utf-8") if lost * 10 <= beyond else None


def _is_utf8(payload: bytes) -> bool:
    try:
        # Lone surrogates, as broken programs write them, are still UTF-8's pattern; they are lost below.
        payload.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _guessed(payload: bytes, name: str) -> Decoded:
    sample = b"".join(_telling(payload)) or payload[:_SAMPLE]
    charset = _usual(sample) or _likeliest(sample)
    if charset is None:
        raise UnsupportedDocument(name, "its characters are in no charset that could be made out; save it as UTF-8")
    return _cleaned(payload, charset, f"no charset declared; guessed {charset}")


def _usual(sample: bytes) -> str | None:
    """Windows-1252, which browsers assume (WHATWG HTML 13.2.3.2), where a sample is too short for statistics and read
    so it looks like words of western Europe: single accented letters within words and the usual signs."""
    if sum(byte > 0x7F for byte in sample) > _FEW:
        return None
    text = sample.decode("cp1252", "replace")
    foreign = _NOT_WESTERN.search(text) or _ACCENTS_IN_A_ROW.search(text)
    return None if foreign else "cp1252"


def _likeliest(sample: bytes) -> str | None:
    best = from_bytes(sample).best()
    return (resolve_encoding(best.encoding) or best.encoding) if best else None


def _telling(payload: bytes) -> Iterator[bytes]:
    """Lines with characters beyond ASCII, up to the size of a sample: only they tell charsets apart."""
    taken = 0
    for line in payload[: _SAMPLE * 16].splitlines(keepends=True):
        if not line.isascii():
            taken += len(line)
            yield line[:_SAMPLE]
        if taken > _SAMPLE:
            return


def _cleaned(payload: bytes, charset: str, *notes: str) -> Decoded:
    """Decode, with line breaks as "\\n" and without what no text needs: NULs, lone surrogates, control characters."""
    text = payload.decode(charset, "replace")
    lost = text.count("\ufffd")
    if lost:
        notes = (*notes, f"{lost} character(s) could not be read as {charset}")
    return Decoded(text=_UNWANTED.sub("", _BREAKS.sub("\n", text)), charset=charset, notes=notes)


def _declared(payload: bytes, content_type: str | None) -> str | None:
    """The charset that HTTP or the head of an HTML or XML text declares, as Python's name; None where unknown."""
    named = http_content_type_encoding(content_type) or html_body_declared_encoding(payload[:4096])
    known = resolve_encoding(named) if named else None
    if known is None or known.replace("_", "-").startswith(("utf-16", "utf-32")):
        return None
    return known if _decodes_text(known) else None


def _decodes_text(charset: str) -> bool:
    try:
        b"a".decode(charset)
        codecs.getincrementaldecoder(charset)
    except (LookupError, UnicodeError):
        return False
    return True


def _wide(payload: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, by where the zero bytes of its ASCII characters stand."""
    head = payload[:4096]
    if len(head) < 8 or len(payload) % 2 or head.count(0) < len(head) // 5:
        return None
    zeros = [head[at::4].count(0) * 4 / len(head) for at in range(4)]
    if len(payload) % 4 == 0 and min(zeros[1:3]) > 0.7 and min(zeros[0], zeros[3]) < 0.1:
        return "utf-32-le" if zeros[3] > zeros[0] else "utf-32-be"
    even, odd = zeros[0::2], zeros[1::2]
    if min(odd) > 0.2 and max(even) < 0.1:
        return "utf-16-le"
    return "utf-16-be" if min(even) > 0.2 and max(odd) < 0.1 else None


def _is_binary(payload: bytes) -> bool:
    """Whether the bytes cannot be a text: more than a few control bytes, and one in a hundred of the first 64 KiB.

    NULs are no reason to refuse a text, and escapes (0x1b) belong to ISO-2022 charsets.
    """
    head = payload[:_SAMPLE]
    return len(_BINARY.findall(head)) > max(_STRAY_CONTROLS, len(head) // 100)
