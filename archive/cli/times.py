"""Times as people write them on the command line."""

from datetime import datetime

from archive.domain.lengths import length_of
from archive.errors import UsageError


def moment_given(text: str, *, now: datetime) -> datetime:
    """The time meant by an ISO 8601 date or time (in the reader's zone where none is given) or by a span before `now`.

    Raises UsageError.
    """
    span = length_of(text)
    try:
        if span is not None:
            return now - span
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError) as error:
        raise UsageError(f"no time: {text} (write 2026-11-01, 2026-11-01T08:00, 36h, 7d or 2w)") from error
