"""On which line of a TOML file a value stands, to say where it is wrong: tomllib tells values without places."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[int | str, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line, from 1 on, and the name of what is meant as one would write it: `channel.editor.port`."""

    line: int
    name: str


class Places:
    """The lines of a file on which tables begin and keys stand."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        tables: Counter[Path] = Counter()
        table: Path = ()
        for number, line in enumerate(text.splitlines(), 1):
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _parts(header[2])
                if header[1] == "[[":
                    tables[table] += 1
                    table = (*table, tables[table] - 1)
                self._note(table, number)
            elif key:
                self._note((*table, *_parts(key[1])), number)

    def find(self, where: Sequence[int | str]) -> Place:
        """Where the value of this path stands: else the table that lacks it, else the first line.

        Steps that the file has not (the kind of a channel, by which its fields are read) are passed over.
        """
        found: Path = ()
        name: Path = ()
        for step in where:
            if (*found, step) in self._lines:
                found = (*found, step)
                name = found
            elif step == where[-1]:
                name = (*found, step)
        return Place(line=self._lines[found], name=_written(name))

    def _note(self, path: Path, number: int) -> None:
        """Every table on the way begins here too, unless it was seen before."""
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], number)


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(name))


def _written(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
