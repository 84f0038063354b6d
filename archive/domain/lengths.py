"""Lengths of time as people write them, everywhere in the same way: `90s`, `15m`, `6h`, `7d`, `2w`."""

import re
from datetime import timedelta

_LENGTH = re.compile(r"([0-9]{1,6})([smhdw])")
_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


def length_of(text: str) -> timedelta | None:
    """The length of time that a text is, None where it is none; it may be zero."""
    written = _LENGTH.fullmatch(text.strip().lower())
    return int(written[1]) * _UNITS[written[2]] if written else None
