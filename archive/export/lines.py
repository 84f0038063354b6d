"""JSON Lines: one value a line, keys named and ordered as the value's fields."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

# What JSON may hold raw but a terminal, or a reader of lines, must not meet raw.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def as_line(value: Any) -> str:
    """The value as JSON on one line, in characters that are safe to show on a terminal."""
    return _UNSAFE.sub(_escaped, json.dumps(plain(value), ensure_ascii=False))


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, times as ISO 8601 in UTC to the microsecond with "Z"."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
