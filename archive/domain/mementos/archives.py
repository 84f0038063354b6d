"""A web archive, as a row of `archive/data/archives.toml`: where it is asked, and how its copies are named."""

from dataclasses import dataclass
from datetime import datetime

STAMP = "%Y%m%d%H%M%S"
"""How web archives write a moment in their addresses: UTC, 14 digits."""

_RAW = "id_/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Where an archive is asked for copies.

    `cdx` is the address of its CDX server; `timemap` and `timegate` are what the address of a page is appended to, or
    templates with {url}; `raw` is a template with {stamp} and {url}, of the address under which a payload is given as
    it was captured; `rewritten` that the archive gives copies only as pages of its own. `on` says whether it is asked
    where the settings name no archives, `delay` how many seconds lie between two requests to it, where it wants more
    than the settings do; `rule` says where the row is from.
    """

    name: str
    rule: str
    cdx: str | None = None
    timemap: str | None = None
    timegate: str | None = None
    raw: str | None = None
    rewritten: bool = False
    on: bool = False
    delay: float | None = None

    def raw_of(self, original: str, at: datetime) -> str | None:
        """The address of the payload that was captured then; None for an archive that gives none as it was."""
        return None if self.raw is None else filled(self.raw, original, at)

    def page_of(self, original: str, at: datetime) -> str | None:
        """The address under which people read that copy (URI-M): the raw one without its mark."""
        return None if self.raw is None else filled(self.raw.replace(_RAW, "/", 1), original, at)


def filled(template: str, original: str, at: datetime) -> str:
    """The template with the moment and the address set in; an address without {url} has it appended."""
    stamped = template.replace("{stamp}", at.strftime(STAMP))
    return stamped.replace("{url}", original) if "{url}" in stamped else stamped + original
