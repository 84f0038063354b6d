"""A document's own file with replacements in it, and the proof that nothing else became of it."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from archive.domain.citations import Document
from archive.errors import DocumentError
from pipelines.intake import read_document
from pipelines.intake.files import File
from pipelines.repair.checking import difference
from pipelines.repair.formats import patcher
from pipelines.repair.texts import applied, raw_text
from pipelines.repair.values import Edit, Left, Repaired, Replacement, Shape, safe

_MOST_TRIES, _FEWEST_TRIES, _MOST_READ = 60, 4, 12_000_000
_NO_COPY = "its copy has no web address"
_NOT_FOUND = "its address does not stand in the file as it was read there: replace it by hand"
_ELSEWISE = "replacing it would change what the document cites ({}): replace it by hand"
_UNTRIED = "the file is too large to try each replacement by itself: replace it by hand"
_LINE = re.compile(r"(?:source )?line (\d+)")
_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")


def own_shape(payload: bytes, *, name: str, media_type: str | None = None) -> Shape | None:
    """The format in which a document's own file can be patched; None for one that cannot (text, PDF, DOCX …)."""
    found = patcher(File(name=name, payload=payload, content_type=media_type))
    return found.shape if found else None


def repaired(
    payload: bytes, replacements: Sequence[Replacement], *, name: str, media_type: str | None = None
) -> Repaired:
    """The document with the replacements in it; every byte outside of them is as it was.

    The result was read again: it has the same references and claims, but for the addresses replaced. A replacement that
    cannot be made so is left out, with the reason. Raises DocumentError for a file that cannot be patched at all.
    """
    work = _Work(file=File(name=name, payload=payload, content_type=media_type))
    usable = [each for each in map(safe, replacements) if each is not None]
    unusable = [Left(url=each.url, label=each.label, why=_NO_COPY) for each in replacements if safe(each) is None]
    made = work.patched(usable)
    if work.problem(made, usable) is not None:
        made = _one_by_one(work, usable)
    return replace(made, left=(*unusable, *made.left))


def _one_by_one(work: "_Work", replacements: Sequence[Replacement]) -> Repaired:
    """As many of the replacements as keep what the document cites, tried in order.

    An address that is written out may stand where the reader takes it for words: then it is replaced only where the
    reference itself stands.
    """
    kept: list[Replacement] = []
    near: set[str] = set()
    best, left = Repaired(payload=work.file.payload), list[Left]()
    most = max(_FEWEST_TRIES, min(_MOST_TRIES, _MOST_READ // len(work.file.payload)))
    for each in replacements[:most]:
        problem: str | None = None
        for closely in (set(), {each.url}):
            tried = work.patched([*kept, each], near=near | closely)
            problem = work.problem(tried, [*kept, each])
            if problem is None:
                kept.append(each)
                near |= closely
                best = tried
                break
        else:
            left.append(Left(url=each.url, label=each.label, why=_ELSEWISE.format(problem)))
    late = [Left(url=r.url, label=r.label, why=_UNTRIED) for r in replacements[most:]]
    return replace(best, left=(*best.left, *left, *late))


@dataclass(frozen=True, kw_only=True)
class _Work:
    """A file under repair: its text and what it cites, read once."""

    file: File

    @cached_property
    def before(self) -> Document:
        return read_document(self.file.payload, name=self.file.name, media_type=self.file.content_type)

    @cached_property
    def text(self) -> str:
        return raw_text(self.file)

    def patched(self, replacements: Sequence[Replacement], *, near: Collection[str] = ()) -> Repaired:
        """The file with the replacements in it; `near` are those addresses that count only where a reference stands."""
        found = patcher(self.file)
        if found is None:
            raise DocumentError(
                f"{self.file.name}: a file of this kind is not patched; --format text lists its replacements"
            )
        wanted = {each.url: each for each in replacements}
        edits = found.edits(self.text, self.before, wanted)
        chosen = _apart([edit for edit in edits if not edit.loose or edit.url not in near or self._is_near(edit)])
        made = {edit.url for edit in chosen}
        missing = [each for each in replacements if each.url not in made]
        return Repaired(
            payload=applied(self.file, self.text, chosen),
            made=tuple(each for each in replacements if each.url in made),
            left=tuple(Left(url=each.url, label=each.label, why=_NOT_FOUND) for each in missing),
        )

    def problem(self, patched: Repaired, replacements: Sequence[Replacement]) -> str | None:
        """What else than addresses would change for a reader, in words; None where nothing would."""
        if patched.payload == self.file.payload:
            return None
        try:
            after = read_document(patched.payload, name=self.file.name, media_type=self.file.content_type)
        except DocumentError:
            after = None
        return difference(self.before, after, replacements)

    def _is_near(self, edit: Edit) -> bool:
        """Whether the last reference that begins before an edit is the one that it is made for."""
        lines, urls = self._places
        at = bisect_right(lines, bisect_right(self._breaks, edit.start) + 1) - 1
        return at >= 0 and edit.url in urls[at]

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.end() for match in _BREAK.finditer(self.text)]

    @cached_property
    def _places(self) -> tuple[list[int], list[set[str]]]:
        at_line: dict[int, set[str]] = {}
        for reference in self.before.references:
            place = _LINE.fullmatch(reference.where)
            if place:
                at_line.setdefault(int(place[1]), set()).add(reference.url or "")
        lines = sorted(at_line)
        return lines, [at_line[line] for line in lines]


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """The edits in order, without those that would overlap one before them."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    return chosen
