"""Values that must not be shown: written in the file, or in an environment variable or a file that it names."""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, SecretStr


def revealed(given: Any) -> Any:
    """The value meant: a text as it is, `{env = "NAME"}` or `{file = "PATH"}`. Raises ValueError."""
    if not isinstance(given, dict):
        return given
    match given:
        case {"env": str(name), **rest} if not rest:
            if not os.environ.get(name):
                raise ValueError(f"the environment variable {name} is not set")
            return os.environ[name]
        case {"file": str(path), **rest} if not rest:
            return _read(Path(path))
    raise ValueError('write a text, {env = "NAME"} or {file = "PATH"}')


def _read(path: Path) -> str:
    try:
        value = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ValueError(f"{path} cannot be read ({reason})") from error
    if not value:
        raise ValueError(f"{path} is empty")
    return value


Secret = Annotated[SecretStr, BeforeValidator(revealed)]
"""A text that is never shown."""
