"""Times as people write them on the command line."""

import re
from datetime import datetime, timedelta

from archive.errors import UsageError

_SPAN = re.compile(r"(\d{1,6})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def moment_given(text: str, *, now: datetime) -> datetime:
    """The time meant by an ISO 8601 date or time (in the reader's zone where none is given) or by a span before `now`.

    Raises UsageError.
    """
    span = _SPAN.fullmatch(text.strip())
    try:
        if span:
            return now - int(span[1]) * _UNITS[span[2]]
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError) as error:
        raise UsageError(f"no time: {text} (write 2026-11-01, 2026-11-01T08:00, 36h, 7d or 2w)") from error
