"""Names on the command line that must be one of a few."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import typer

Named = TypeVar("Named", bound=StrEnum)


def one_of(kind: type[Named]) -> Callable[[str], Named]:
    """A reader of names that refuses those that are none, telling which there are."""

    def given(name: str) -> Named:
        if name not in set(kind):
            raise typer.BadParameter(f"{name!r} is none of {', '.join(kind)}")
        return kind(name)

    return given
