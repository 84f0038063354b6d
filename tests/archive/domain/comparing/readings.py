"""Small readings of our own to compare."""

from archive.domain.changes import Change
from archive.domain.comparing import compare
from archive.domain.readings import Image, Link, Reading

URL = "https://rivers.example/report"
PROSE = "\n".join(
    [
        "Rivers of the north",
        "The river rose by four metres in one night, and 24 % of the fields stood under water.",
        "Nobody had expected it, the café owner said: “We went to bed dry and woke up on an island.”",
        "The office for water counted 1.2 billion cubic metres, more than in any year on record.",
        "Dams upstream were opened late in the evening, long after the first villages had called for help.",
        "What that cost is not known yet. The ministry wants to publish its own numbers in spring.",
    ]
)


def reading(text: str = PROSE, **parts: object) -> Reading:
    whole: dict[str, object] = {"extractor": "main text 1", "title": "Rivers of the north", "text": text, **parts}
    return Reading(**whole)  # type: ignore[arg-type] # the parts are those of a reading


def became(before: str, after: str) -> Change:
    """The change between two texts of one page."""
    return compare(reading(before), reading(after), url=URL)


def link(url: str, text: str, *, furniture: bool = False) -> Link:
    return Link(url=url, text=text, furniture=furniture)


def image(url: str, text: str = "", *, furniture: bool = False) -> Image:
    return Image(url=url, text=text, furniture=furniture)
