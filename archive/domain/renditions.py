"""What a page as it was captured could not contain, however true the claim: a teaser, a river of news, a video."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.domain.readings import Reading
from archive.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionSign:
    """A kind of page that cannot be held to a claim, known by its address; a row of `archive/data/renditions.toml`.

    `hosts` are host names (their subdomains too; empty: any); `path` is a regular expression that the path and query
    match, or None for any. `lack` says in words what such a page does not contain; `rule` says where the row is from.
    """

    name: str
    hosts: tuple[str, ...]
    path: str | None
    lack: str
    rule: str


def lack_of(
    reading: Reading, *, url: str, media_type: str, verdict: Verdict, quality: float, signs: Sequence[RenditionSign]
) -> str | None:
    """Why a claim that is not found in this reading may stand in the source all the same, in words; None if whole.

    `verdict` and `quality` are those of the visit that first showed the snapshot.
    """
    del url, media_type, quality, signs
    return "a wall stands before the page" if verdict != Verdict.OK and not reading.text else None
