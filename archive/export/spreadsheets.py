"""CSV (RFC 4180) that a spreadsheet opens as text: nothing that strangers wrote is ever read as a formula."""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TextIO

from archive.export.lines import plain

# OWASP, "CSV Injection": what a spreadsheet takes for the beginning of a formula, also behind blanks and as full-width
# forms, which some programs fold.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠|%]|[\t\r\n]")


def write(out: TextIO, kind: type, lines: Iterable[Any]) -> int:
    """Write values of the dataclass `kind`, one a row under their field names; returns how many."""
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(kind)])
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - how many there were is the answer
        writer.writerow([cell(value) for value in plain(line).values()])
    return count


def cell(value: Any) -> str:
    """A value as a cell: lists and objects as JSON, None as nothing; a text that could be a formula behind a quote."""
    if isinstance(value, str):
        text = value.replace("\0", "\ufffd")
        return f"'{text}" if _FORMULA.match(text) else text
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)
