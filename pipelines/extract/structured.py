"""What a page says about its article in schema.org's words, in JSON-LD."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from pipelines.extract.wording import count_words

MAX_SCRIPT = 1_000_000
"""Characters of one script that are parsed, and of all of them together."""

MAX_NODES = 2_000
"""Objects of one page that are looked at."""

# Where a page speaks of itself; lists of other pages (itemListElement) and of people are not followed.
_LEADING_ON = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLES = ("article", "blogposting", "report")
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*)?(?:-->|\]\]>)\s*$")
_DANGLING_COMMA = re.compile(r",\s*(?=[}\]])")
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[,.\s]\d{3})+|\d{1,8})(?![\d,.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """`free` is isAccessibleForFree, `words` wordCount or the words of articleBody; None where nothing is stated."""

    article: bool = False
    free: bool | None = None
    words: int | None = None


def statements_of(scripts: Iterable[str]) -> Statements:
    """What the JSON-LD scripts of a page state; what cannot be parsed states nothing."""
    nodes = _in_order(list(_nodes(scripts)))
    return Statements(
        article=any(is_article(node.get("@type")) for node in nodes),
        free=_first(_free(node) for node in nodes),
        words=_first(_words(node) for node in nodes),
    )


def article_body(scripts: Iterable[str]) -> str:
    """The longest text that the scripts give as an article's own, without markup; "" where none does."""
    bodies = (node.get("articleBody") for node in _nodes(scripts) if is_article(node.get("@type")))
    return max((unescape(_TAG.sub(" ", body)) for body in bodies if isinstance(body, str)), key=len, default="")


def is_article(kind: object) -> bool:
    """Whether a type, or one of several, is schema.org's Article or one of the kinds of it."""
    if isinstance(kind, list):
        return any(is_article(one) for one in kind[:10])
    return isinstance(kind, str) and re.split(r"[/:#]", kind[-100:].lower())[-1].endswith(_ARTICLES)


def as_bool(stated: object) -> bool | None:
    """A boolean in any of the spellings that pages give it."""
    if isinstance(stated, bool):
        return stated
    if isinstance(stated, str):
        return {"true": True, "false": False}.get(stated.rsplit("/", 1)[-1].strip().lower())
    return None


def as_count(stated: object) -> int | None:
    """A number of words, as a number or written out; None for nonsense and none."""
    if isinstance(stated, str) and (match := _NUMBER.match(stated[:100])):
        stated = int(re.sub(r"\D", "", match[1]))
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and 0 < stated < 10**8 else None


def _nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    left = MAX_SCRIPT
    waiting: deque[Any] = deque()
    for script in scripts:
        if len(script) <= left:
            left -= len(script)
            waiting.append(_parsed(script))
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node[:MAX_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[name] for name in _LEADING_ON if name in node)
            waiting.extend(_parts(node.get("hasPart")))


def _parts(stated: object) -> Iterator[dict[str, Any]]:
    """The parts of an article, free of what they would say were they articles of their own."""
    for part in (stated if isinstance(stated, list) else [stated])[:100]:
        if isinstance(part, dict) and not is_article(part.get("@type")):
            yield {"isAccessibleForFree": part.get("isAccessibleForFree"), "@type": "part"}


def _in_order(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Articles first, then the page, and last the parts: the best word on the page decides."""
    return sorted(
        nodes, key=lambda node: 0 if is_article(node.get("@type")) else 2 if node.get("@type") == "part" else 1
    )


def _parsed(script: str) -> Any:
    """The value of a script; None where it is no JSON, even after the commonest faults are mended."""
    for mended in (str.strip, _mend):
        try:
            return json.loads(mended(script), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mend(script: str) -> str:
    return _DANGLING_COMMA.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")


def _free(node: dict[str, Any]) -> bool | None:
    return as_bool(node.get("isAccessibleForFree"))


def _words(node: dict[str, Any]) -> int | None:
    body = node.get("articleBody")
    return as_count(node.get("wordCount")) or (
        count_words(_TAG.sub(" ", body)) or None if isinstance(body, str) else None
    )


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)
