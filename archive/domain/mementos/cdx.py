"""Answers of CDX servers: JSON and plain lines of the Wayback Machine, and the lines of JSON that pywb writes."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from archive.domain.mementos.addresses import memento_of, moment
from archive.domain.mementos.archives import STAMP, Archive
from archive.domain.mementos.values import Found

STATUSES = (200, 203, 206)
"""Statuses of captures that can be a page (InternetArchiveBot, APII.php: statuscodes 200, 203, 206)."""

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The columns of a plain line, as the Wayback CDX server writes them unless told otherwise."""

MOST = 100_000
"""Rows that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CdxAnswer:
    """The captures that an index lists; `skipped` counts the rows that cannot be used, by reason.

    `resume` is the key with which to ask for the rows that follow, None where these are all.
    """

    found: tuple[Found, ...]
    skipped: Mapping[str, int]
    resume: str | None = None


def query(archive: Archive, url: str, *, near: datetime, most: int, before: bool = False) -> str:
    """The question for captures of the page nearest to a moment, or nearest `before` it."""
    stamp = near.strftime(STAMP)
    asked: list[tuple[str, str | int]] = [("url", url), ("output", "json"), ("closest", stamp), ("sort", "closest")]
    asked.append(("filter", f"statuscode:({'|'.join(map(str, STATUSES))})"))
    if before:
        asked.append(("to", stamp))
    return f"{archive.cdx}?{urlencode([*asked, ('limit', most)])}"


def read_cdx(text: str, archive: Archive) -> CdxAnswer | None:
    """The captures that an answer lists; None for a text that is no index at all. An empty one lists none."""
    rows, resume = _rows(text)
    found: list[Found] = []
    skipped: Counter[str] = Counter()
    for row in rows[:MOST]:
        problem = _problem(row)
        capture = None if problem else _found(row, archive)
        if capture is None:
            skipped[problem or "no address"] += 1
        else:
            found.append(capture)
    if not found and skipped and skipped["no row"] == sum(skipped.values()):
        return None
    return CdxAnswer(found=tuple(found), skipped=skipped, resume=resume)


Row = Mapping[str, str]


def _rows(text: str) -> tuple[list[Row], str | None]:
    start = text.lstrip()[:1]
    if start == "[":
        return _of_json(text)
    if start == "{":
        return [_of_object(line) for line in text.splitlines() if line.strip()], None
    return _of_lines(text)


def _of_json(text: str) -> tuple[list[Row], str | None]:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return [{}], None
    rows = [row for row in table if isinstance(row, list)] if isinstance(table, list) else []
    if not rows:
        # An empty table says that there is nothing; one of something else says nothing.
        return [{}] if table else [], None
    head, *rest = ([_text(cell) for cell in row] for row in rows)
    if "timestamp" not in head:
        head, rest = list(FIELDS), [head, *rest]
    resume = rest[-1][0] if len(rest) > 1 and not rest[-2] and len(rest[-1]) == 1 else None
    return [dict(zip(head, row, strict=False)) for row in rest[: -2 if resume else None] if row], resume


def _of_object(line: str) -> Row:
    """One line as pywb writes it, whose names differ a little."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    names = {"url": "original", "status": "statuscode", "mime": "mimetype"}
    return {names.get(str(name), str(name)): _text(value) for name, value in told.items()}


def _of_lines(text: str) -> tuple[list[Row], str | None]:
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    resume = None
    if len(lines) > 1 and not lines[-2].strip() and " " not in lines[-1].strip():
        resume = lines.pop().strip()
    return [dict(zip(FIELDS, line.split(" "), strict=False)) for line in lines if line.strip()], resume


def _problem(row: Row) -> str | None:
    """Why a row cannot be used; None for one that can."""
    if not {"timestamp", "original"} <= row.keys() or not row["timestamp"][:4].isdigit():
        return "no row"
    if moment(row["timestamp"]) is None:
        return "no such moment"
    status, length = row.get("statuscode", ""), row.get("length", "")
    if status.isdecimal() and int(status[:4]) not in STATUSES:
        return "no page"
    if length == "0":
        return "nothing kept"
    return None


def _found(row: Row, archive: Archive) -> Found | None:
    at, original = moment(row["timestamp"]), row["original"]
    if at is None or not _host(original):
        return None
    memento = memento_of(archive, original, at)
    status, digest = row.get("statuscode", ""), row.get("digest", "")
    if memento is None:
        return None
    known = int(status[:4]) if status.isdecimal() else None
    return Found(memento=memento, status=known, digest=digest if len(digest) > 1 else None)


def _host(url: str) -> str:
    """The host that an address names, "" for none: rows hold what was captured, whatever it was."""
    try:
        return urlsplit(url).netloc if url.startswith(("http://", "https://")) and url.isprintable() else ""
    except ValueError:
        return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
