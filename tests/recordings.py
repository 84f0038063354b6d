"""Recorded exchanges with a web archive, read from the cassettes beside the checkout where there are any."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path("corpora/ia_api/wayback")


@dataclass(frozen=True)
class Exchanged:
    """One recorded request and its answer; `body` is as it was sent, whatever its content coding."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        """The body, its coding undone."""
        plain = gzip.decompress(self.body) if self.body.startswith(b"\x1f\x8b") else self.body
        return plain.decode("utf-8", "replace")


def cassettes(shared: Path) -> dict[str, list[Exchanged]]:
    """Every cassette's exchanges by its name, without what its file names have in common; skips where there is none."""
    files = sorted((shared / FOLDER).glob("*.yaml.gz"))
    if not files:
        pytest.skip("the recorded exchanges are not on this machine")
    return {
        path.name.removesuffix(".yaml.gz").removeprefix("test_"): list(_exchanges(yaml.safe_load(gzip.open(path))))
        for path in files
    }


def lines(shared: Path, name: str) -> str:
    """A recorded list of captures; skips where it is not there."""
    path = shared / FOLDER / f"{name}.txt.gz"
    if not path.is_file():
        pytest.skip(f"{name} is not on this machine")
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def _exchanges(cassette: dict[str, Any]) -> Iterator[Exchanged]:
    for each in cassette["interactions"]:
        answer = each["response"]
        body = answer["body"]["string"]
        yield Exchanged(
            url=each["request"]["uri"],
            status=answer["status"]["code"],
            headers=tuple((name, value) for name, values in answer["headers"].items() for value in values),
            body=body.encode() if isinstance(body, str) else body,
        )
