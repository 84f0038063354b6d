"""Visits and pages made up for the tests of the rules."""

from datetime import UTC, datetime
from typing import Any

from archive.data import signs
from archive.domain.captures import Exchange
from archive.domain.judging import Explanation, explain, judge
from archive.domain.readings import Body, Link, Reading
from archive.domain.signs import marks_in
from archive.domain.traits import Traits
from archive.domain.verdicts import Judgement
from archive.domain.visits import Fetched, Target

AT = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://daily.example/2020/harbour-wall-rebuilt-after-storm"
PARAGRAPH = (
    "The harbour wall of the old town was rebuilt in stone after the winter storms, and the ferries sail again. "
)
STORY = PARAGRAPH * 12


def exchange(url: str, status: int = 200, headers: tuple[tuple[str, str], ...] = (), payload: bytes = b"x") -> Exchange:
    return Exchange(
        url=url,
        at=AT,
        elapsed=0.1,
        address="192.0.2.1",
        request=b"GET",
        response=b"HTTP/1.1",
        status=status,
        headers=headers,
        payload=payload,
    )


def fetched(
    url: str = URL,
    *hops: str,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    hop_status: int = 301,
    payload: bytes = b"x",
) -> Fetched:
    """A visit to `url` that was led along `hops`, the last of which answered."""
    way = (url, *hops)
    asked = tuple(exchange(hop, hop_status) for hop in way[:-1])
    return Fetched(
        target=Target(key=url, url=url, run="r"),
        at=AT,
        exchanges=(*asked, exchange(way[-1], status, headers, payload)),
        final_url=way[-1],
        redirects=way[:-1],
    )


def reading(text: str = STORY, title: str | None = "Harbour wall rebuilt after storm", **more: Any) -> Reading:
    words = more.pop("words", len(text.split()))
    return Reading(**{"extractor": "e", "title": title, "text": text, "words": words, "page": text, **more})


def page(
    text: str = STORY,
    title: str | None = "Harbour wall rebuilt after storm",
    *,
    markup: str = "",
    links: tuple[str, ...] = (),
    **traits: Any,
) -> Body:
    """A page that shows `text` and then its links; its marks are those of `markup`."""
    shown = "\n".join((text, *links))
    words = traits.pop("words", len(shown.split()))
    marks = marks_in(markup.lower(), markup, words, signs())
    read = reading(
        text, title, page=shown, links=tuple(Link(url="https://daily.example/", text=text) for text in links)
    )
    return Body(
        media_type="text/html",
        digest="sha256:0",
        size=len(markup) + 5000,
        reading=read,
        traits=Traits(words=words, marks=marks, **traits),
    )


def judged(visit: Fetched, body: Body | None, **known: Any) -> Judgement:
    return judge(visit, body, signs(), **known)


def explained(visit: Fetched, body: Body | None, **known: Any) -> Explanation:
    return explain(visit, body, signs(), **known)
