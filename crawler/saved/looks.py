"""One look at a page, told by a person or a program and not made by a crawl: and the visit it amounts to."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archive.domain.captures import Exchange
from archive.domain.verdicts import Verdict
from archive.domain.visits import Captured, Failure, Fetched, Target
from crawler.saved.files import Headers, read_saved, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look at the address `url`. Without a `file` only what the answer's head says is judged.

    `final_url` is the address that answered, where it was another; `redirects` led there, without the final one.
    `verdict` is what the look is already known to have shown; `dated` says that `at` was told and not assumed.
    """

    url: str
    at: datetime
    file: Path | None = None
    status: int = 200
    headers: Headers = ()
    final_url: str | None = None
    redirects: tuple[str, ...] = field(default=())
    verdict: Verdict | None = None
    dated: bool = False


def visit_of(look: Look, *, limit: int) -> Captured:
    """The visit that would have brought this; raises SavedPageError. A file over `limit` bytes is a failure of it."""
    if look.file is None:
        return visit(look, b"", look.headers, limit=limit)
    return visit(look, *read_saved(look.file, typed(look.headers, look.file), limit=limit), limit=limit)


def visit(look: Look, payload: bytes, headers: Headers, *, limit: int) -> Captured:
    """The visit that brought this payload under these headers; the look's file and headers are not looked at."""
    too_large = len(payload) > limit
    final_url = look.final_url or look.url
    answer = Exchange(
        url=final_url,
        at=look.at,
        elapsed=0.0,
        address=None,
        request=b"",
        response=b"",
        status=look.status,
        headers=headers,
        payload=b"" if too_large else payload,
    )
    fetched = Fetched(
        target=Target(key=look.url, url=look.url, run=""),
        at=look.at,
        exchanges=(answer,),
        final_url=final_url,
        redirects=look.redirects or ((look.url,) if final_url != look.url else ()),
        failure=Failure(kind="too-large", detail=f"over {limit} bytes") if too_large else None,
    )
    return Captured(fetched=fetched, captures=())
