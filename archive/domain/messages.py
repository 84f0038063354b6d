"""HTTP/1 answers as they stood on the wire, read into status, headers and payload."""

import re
from dataclasses import dataclass

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? +([1-9]\d\d)(?![^ \t\r\n])")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]*|\r?)$")
_SWITCHING = 101
_BLANK = " \t\r"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An answer as read from its bytes.

    `status` is None where no final status line was found; `headers` are as sent, decoded as Latin-1, folded lines
    joined by a space (RFC 9112 section 5.2), lines without a colon left out. `body` is the position in the
    bytes at which the final response's body begins; `payload` is that body without its chunk framing.
    """

    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: int
    payload: bytes

    @property
    def chunked(self) -> bool:
        """Whether the body was sent in chunks (RFC 9112 section 7.1)."""
        return _is_chunked(self.headers)


def read_response(raw: bytes) -> Message:
    """The final response of `raw`, however many interim (1xx) ones come before it; never raises.

    What ends too early is read as far as it goes. Length is decided as in RFC 9112 section 6.3: no body for 204 and
    304, then chunks, then Content-Length, else all that follows.
    """
    start = 0
    while True:
        status, headers, body = _read_head(raw, start)
        if status is None or not 100 <= status < 200 or status == _SWITCHING:
            return Message(status=status, headers=headers, body=body, payload=_payload(raw, status, headers, body))
        start = body


def dechunk(framed: bytes) -> bytes:
    """The data of a chunked body, as far as its framing holds (RFC 9112 section 7.1); extensions and trailers go."""
    data: list[bytes] = []
    at = 0
    while (line_end := framed.find(b"\n", at)) >= 0:
        size = _SIZE.match(framed[at:line_end])
        if size is None or (length := int(size[1], 16)) == 0:
            break
        data.append(framed[line_end + 1 : line_end + 1 + length])
        at = line_end + 1 + length
        if framed[at : at + 2] == b"\r\n":
            at += 2
        elif framed[at : at + 1] == b"\n":
            at += 1
        else:
            break
    return b"".join(data)


def _read_head(raw: bytes, start: int) -> tuple[int | None, tuple[tuple[str, str], ...], int]:
    line = _STATUS_LINE.match(raw, start)
    if line is None:
        return None, (), start
    end = _HEAD_END.search(raw, start)
    head = raw[start : end.start() if end else len(raw)]
    return int(line[1]), _headers(head), end.end() if end else len(raw)


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    fields: list[tuple[str, list[str]]] = []
    for line in head.decode("latin-1").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t"):
            if fields:
                fields[-1][1].append(line.strip(_BLANK))
        elif colon:
            fields.append((name.strip(_BLANK), [value.strip(_BLANK)]))
    return tuple((name, " ".join(part for part in parts if part)) for name, parts in fields)


def _payload(raw: bytes, status: int | None, headers: tuple[tuple[str, str], ...], body: int) -> bytes:
    if status in (204, 304):
        return b""
    if _is_chunked(headers):
        return dechunk(raw[body:])
    length = next((value for name, value in headers if name.lower() == "content-length"), "")
    if length.isascii() and length.isdigit() and len(length) < 16:
        return raw[body : body + int(length)]
    return raw[body:]


def _is_chunked(headers: tuple[tuple[str, str], ...]) -> bool:
    codings = ",".join(value for name, value in headers if name.lower() == "transfer-encoding")
    return codings.rpartition(",")[2].strip().lower() == "chunked"
