"""Rows of JSON Lines that name pages to be judged or compared: what each of them means."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.domain.urls import is_web
from archive.domain.verdicts import Verdict
from archive.errors import SavedPageError
from crawler.saved.files import Headers
from crawler.saved.looks import Look

Row = dict[str, Any]

_LONGEST_NAME = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where relative paths lead (the first folder that has the file), and the time of looks that tell none."""

    folders: tuple[Path, ...]
    now: datetime

    def find(self, name: str) -> Path:
        """The file of this name; raises SavedPageError where there is none."""
        if len(name) > _LONGEST_NAME or "\0" in name:
            raise SavedPageError(name[:80], "no file can have such a name")
        for folder in self.folders:
            path = folder / name
            if path.is_file():
                return path
            if path.is_dir():
                raise SavedPageError(name, "it is a folder: name the page in it")
        raise SavedPageError(name, "no such file")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeRow:
    """A look to be judged, those before it, oldest first, and one at an address of the host that cannot exist."""

    look: Look
    history: tuple[Look, ...]
    sibling: Look | None


def parse_row(line: str) -> Row:
    """The object on this line; raises SavedPageError."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SavedPageError("not JSON", str(error)) from error
    if not isinstance(row, dict):
        raise SavedPageError("no object", f"a row is {{…}}, not {line.strip()[:40]}")
    return row


def judge_row(row: Row, places: Places) -> JudgeRow:
    """What a row of `judge --batch` asks for; raises SavedPageError."""
    look = _look(row, places, url=_url(row))
    history = row.get("history") or []
    if not isinstance(history, list):
        raise SavedPageError("history", "a list of file names or objects")
    sibling = text_in(row, "sibling")
    return JudgeRow(
        look=look,
        history=tuple(_earlier(each, places, url=look.url) for each in history),
        sibling=None if sibling is None else Look(url=look.url, file=places.find(sibling), at=look.at),
    )


def compare_row(row: Row, places: Places) -> tuple[Look, Look]:
    """The two looks that a row of `compare --batch` names; raises SavedPageError."""
    url = _url(row)
    before, after = (text_in(row, side) for side in ("before", "after"))
    if not before or not after:
        raise SavedPageError("before, after", "both files are needed")
    return tuple(Look(url=url, file=places.find(name), at=places.now) for name in (before, after))  # type: ignore[return-value] # two names, two looks


def _earlier(told: object, places: Places, *, url: str) -> Look:
    if isinstance(told, str):
        return Look(url=url, file=places.find(told), at=places.now)
    if not isinstance(told, dict):
        raise SavedPageError("history", "each look is a file name or an object")
    look = _look(told, places, url=text_in(told, "url") or url)
    if look.file is None and look.verdict is None and "status" not in told and not look.headers:
        raise SavedPageError("history", "a look needs a file, a status, headers or a verdict")
    return look


def _look(row: Mapping[str, Any], places: Places, *, url: str) -> Look:
    file, at = text_in(row, "file"), _time(row)
    return Look(
        url=url,
        file=places.find(file) if file else None,
        status=_status(row),
        headers=_headers(row.get("headers")),
        at=at or places.now,
        dated=at is not None,
        verdict=_verdict(row),
        final_url=text_in(row, "final_url"),
        redirects=_texts(row, "redirects"),
    )


def _url(row: Row) -> str:
    url = text_in(row, "url")
    if url is None or not is_web(url):
        raise SavedPageError("url", "the page's own address is needed, with http:// or https://")
    return url


def text_in(row: Mapping[str, Any], name: str) -> str | None:
    """The text under this name, None where it is left out or empty; raises SavedPageError."""
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise SavedPageError(name, f"text is needed, not {json.dumps(value)[:40]}")
    return value or None


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = row.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise SavedPageError(name, "a list of texts is needed")
    return tuple(values)


def _status(row: Mapping[str, Any]) -> int:
    status = row.get("status")
    if status is None:
        return 200
    if isinstance(status, str) and status.isascii() and status.isdigit():
        status = int(status[:4])
    if isinstance(status, bool) or not isinstance(status, int) or not 100 <= status <= 999:
        raise SavedPageError("status", f"an HTTP status is a number of three digits, not {json.dumps(status)[:40]}")
    return status


def _time(row: Mapping[str, Any]) -> datetime | None:
    told = text_in(row, "at")
    if told is None:
        return None
    try:
        at = datetime.fromisoformat(told)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise SavedPageError("at", f"a time is written 2026-11-02T08:00:00Z, not {told[:40]}") from error


def _verdict(row: Mapping[str, Any]) -> Verdict | None:
    told = text_in(row, "verdict")
    if told is None:
        return None
    try:
        return Verdict(told)
    except ValueError as error:
        raise SavedPageError("verdict", f"there is no verdict {told[:40]}") from error


def _headers(told: object) -> Headers:
    """Headers as a list of pairs, or as an object whose values are texts or lists of texts."""
    if told is None:
        return ()
    if isinstance(told, dict):
        told = [[name, value] for name, values in told.items() for value in _listed(values)]
    if not isinstance(told, list):
        raise SavedPageError("headers", "a list of pairs or an object is needed")
    for pair in told:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and _is_value(pair[1])):
            raise SavedPageError("headers", f'a header is ["Name", "value"], not {json.dumps(pair)[:40]}')
    return tuple((name, str(value)) for name, value in told)


def _listed(values: object) -> list[object]:
    return values if isinstance(values, list) else [values]


def _is_value(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
