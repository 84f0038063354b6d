"""What a repair would change, as people and the program `patch` read it."""

from difflib import unified_diff

from pipelines.intake.files import File
from pipelines.repair.texts import raw_text


def shown(before: bytes, after: bytes, *, name: str, media_type: str | None = None) -> str:
    """The unified diff of a document and its repair; "" where nothing changed."""
    old, new = (_lines(payload, name, media_type) for payload in (before, after))
    lines = unified_diff(old, new, fromfile=name, tofile=name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(payload: bytes, name: str, media_type: str | None) -> list[str]:
    """The lines with their line feeds, as `patch` counts them."""
    text = raw_text(File(name=name, payload=payload, content_type=media_type))
    pieces = text.encode("utf-8", "replace").decode("utf-8").split("\n")
    return [*(f"{piece}\n" for piece in pieces[:-1]), *filter(None, pieces[-1:])]
