"""Link definitions of Markdown: they lead to the copy, and their title says of what and when."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.repair.spotting import Defined
from pipelines.repair.texts import Mapped
from pipelines.repair.values import Edit, Replacement, quiet

_PLACE = re.compile(r"\]:\s*(?:>\s*){0,20}(<[^<>\n]*>|[^\s<]\S*)")
_CLOSERS = {'"': '"', "'": "'", "(": ")"}


def edits(found: Sequence[Defined], raw: str, source: Mapped, wanted: Mapping[str, Replacement]) -> Iterator[Edit]:
    """What to change in the definitions."""
    for definition in found:
        each = wanted.get(definition.url)
        if each is not None:
            yield from _changes(definition, raw, source, each)


def _changes(definition: Defined, raw: str, source: Mapped, each: Replacement) -> Iterator[Edit]:
    written = source.text[definition.start : definition.end]
    place = _PLACE.search(written)
    if place is None:
        return
    start, end = (source.origin(definition.start + place.start(1)), source.origin(definition.start + place.end(1)))
    yield Edit(start=start, end=end, text=raw[start:end] if each.lives else f"<{quiet(each.target)}>", url=each.url)
    rest = written[place.end() :].rstrip()
    closer = _CLOSERS.get(rest.lstrip(" \n>")[:1], "")
    if definition.title and closer and rest.endswith(closer):
        yield from _retitled(source.origin(definition.start + place.end() + len(rest) - 1), definition, each)
    elif not definition.title:
        yield Edit(start=end, end=end, text=f' "{each.remark}"', url=each.url)


def _retitled(at: int, definition: Defined, each: Replacement) -> Iterator[Edit]:
    """The remark behind what the title says already."""
    if each.remark not in definition.title:
        remark = each.remark.replace("(", "%28").replace(")", "%29")
        yield Edit(start=at, end=at, text=f"; {remark}", url=each.url)
