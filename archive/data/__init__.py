"""What people edit: tables of signs and names in TOML files, each row with its source."""

import tomllib
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from archive.domain.mementos import Archive
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


@cache
def archives() -> tuple[Archive, ...]:
    """Every web archive that may be asked for copies, in the order in which they are asked."""
    return archives_in(files(__name__).joinpath("archives.toml").read_text("utf-8"))


@cache
def withheld() -> tuple[str, ...]:
    """Words by which archives say that they do not show what they have."""
    table = tomllib.loads(files(__name__).joinpath("archives.toml").read_text("utf-8"))
    return tuple(row["words"] for row in table["withheld"])


def archives_in(text: str) -> tuple[Archive, ...]:
    """The archives of a table; raises ValueError that says what is wrong with it."""
    rows = tomllib.loads(text).get("archive", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("archives are written as tables [[archive]]")
    return tuple(_archive(row) for row in rows)


def _archive(row: dict[str, Any]) -> Archive:
    unknown = sorted(row.keys() - {field.name for field in fields(Archive)})
    if unknown:
        raise ValueError(f"an archive has no {', '.join(unknown)}")
    if not isinstance(row.get("name"), str) or not any(row.get(way) for way in ("cdx", "timemap", "timegate")):
        raise ValueError(f"{row.get('name', 'an archive')}: it needs a name, and one of cdx, timemap and timegate")
    if row.get("cdx") and not row.get("raw"):
        raise ValueError(f"{row['name']}: with cdx it needs raw, since an index has no addresses of copies")
    return Archive(**({"rule": "a row of one's own"} | row))


def _sign(row: dict[str, Any]) -> Sign:
    """A row's sign; its examples are for the tests."""
    told = {name: value for name, value in row.items() if name != "examples"}
    return Sign.of(**{**told, "verdict": Verdict(told["verdict"])})


def _rendition(row: dict[str, Any]) -> RenditionSign:
    """A row's kind of page; its examples, and the addresses that are none, are for the tests."""
    told: dict[str, Any] = {name: value for name, value in row.items() if name not in ("examples", "others")}
    for name in {"hosts", "endings"} & told.keys():
        told[name] = tuple(told[name])
    return RenditionSign(**told)
