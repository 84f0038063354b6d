"""The day that a document gives itself, where it stands in its head."""

import re
from collections.abc import Iterable
from datetime import date

_DAY = re.compile(r"\s*[\"']?(\d{4})([-/])(\d{2})\2(\d{2})(?!\d)", re.ASCII)


def first_day(written: Iterable[object]) -> date | None:
    """The first of these that begins with a day as ISO 8601 writes it (or with slashes); None where none does."""
    return next((day for each in written if (day := _day(str(each))) is not None), None)


def _day(written: str) -> date | None:
    found = _DAY.match(written)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None
