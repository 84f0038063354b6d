"""What is wrong with the settings, and where it stands: the file and its line, or the environment."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from archive.errors import ConfigurationError

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@contextmanager
def refusals(file: Path, *, prefix: str, given: Mapping[str, Any]) -> Iterator[None]:
    """Whatever is wrong with settings that are made within, as one ConfigurationError that says where it stands.

    `given` wins over the environment (names begin with `prefix`), and that over the `file`.
    """
    try:
        if file.exists() and not file.is_file():
            raise ConfigurationError("", "it is no file", where=str(file))
        yield
    except ValidationError as error:
        raise _refused(error, file, prefix, given) from error
    except OSError as error:
        raise ConfigurationError("", f"it cannot be read ({error.strerror})", where=str(file)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigurationError("", "it is not UTF-8 text", where=f"{file} line {line}") from error
    except ValueError as error:
        raise _malformed(error, file) from error


def _refused(error: ValidationError, file: Path, prefix: str, given: Mapping[str, Any]) -> ConfigurationError:
    first = error.errors()[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    problem = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
    if first["type"] == "extra_forbidden":
        problem = "there is no such setting; docs/settings.md tells them all"
    name = f"{prefix}{field.upper()}"
    if field in given or name in {key.upper() for key in os.environ}:
        return ConfigurationError(name, problem)
    if line := _line_of(field, file):
        return ConfigurationError(field, problem, where=f"{file} line {line}")
    return ConfigurationError(name, problem)


def _line_of(field: str, file: Path) -> int | None:
    """The line of a TOML file on which this key of its top is given; None where it is not."""
    key = re.compile(rf"""\s*\[*\s*(["']?){re.escape(field)}\1\s*(?:=|\.|\])""")
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if key.match(line)), None)


def _malformed(error: ValueError, file: Path) -> ConfigurationError:
    """What the TOML reader says, its place put in front."""
    problem, line = place_of(error, file.read_text("utf-8"))
    return ConfigurationError("", problem, where=f"{file} line {line}" if line else str(file))


def place_of(error: ValueError, text: str) -> tuple[str, int | None]:
    """What the TOML reader says of a text, and of which of its lines; None where it names none."""
    message = str(error)
    place = _PLACE.search(message)
    if place is None:
        return message, None
    return _PLACE.sub("", message), int(place["line"] or len(text.splitlines()))
