"""Files that people take away: whole under their name, or not there at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def writing(target: Path) -> Iterator[TextIO]:
    """A text file (UTF-8) that takes the name `target` when the block ends well; raises OSError.

    Pipes and devices are written to as they are.
    """
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as out:
            yield out
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
