"""What people edit: tables of signs and names in TOML files, each row with its source."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from archive.domain.renditions import RenditionSign
from archive.domain.signs import Sign
from archive.domain.verdicts import Verdict


@cache
def signs() -> tuple[Sign, ...]:
    """Every sign of `signs/*.toml`, in the order of file names and rows: the first that is seen decides."""
    folder = files(__name__) / "signs"
    tables = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    return tuple(_sign(row) for table in tables for row in tomllib.loads(table.read_text("utf-8"))["sign"])


@cache
def tracking_parameters() -> frozenset[str]:
    """Names of query parameters that only say where a reader came from, in lower case."""
    table = tomllib.loads((files(__name__) / "tracking.toml").read_text("utf-8"))
    return frozenset(name.lower() for row in table["parameters"] for name in row["names"])


@cache
def renditions() -> tuple[RenditionSign, ...]:
    """Every kind of page that cannot be held to a claim, in the order written: the first that is seen says why."""
    table = tomllib.loads(files(__name__).joinpath("renditions.toml").read_text("utf-8"))
    return tuple(_rendition(row) for row in table["rendition"])


def _sign(row: dict[str, Any]) -> Sign:
    """A row's sign; its examples are for the tests."""
    fields = {name: value for name, value in row.items() if name != "examples"}
    return Sign.of(**{**fields, "verdict": Verdict(fields["verdict"])})


def _rendition(row: dict[str, Any]) -> RenditionSign:
    """A row's kind of page; its examples, and the addresses that are none, are for the tests."""
    fields: dict[str, Any] = {name: value for name, value in row.items() if name not in ("examples", "others")}
    for name in {"hosts", "endings"} & fields.keys():
        fields[name] = tuple(fields[name])
    return RenditionSign(**fields)
