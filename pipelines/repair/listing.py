"""The reference list of any document in any format, each entry with its archived copy where it has one."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from archive.domain.citations import Document, Reference
from archive.domain.urls import is_web
from pipelines.repair import anchors, bibtex, csl, ris
from pipelines.repair.values import Replacement, Shape, quiet, safe

Entry = Callable[[Reference, Replacement | None], str]

_LATEX = re.compile(r"[&%$#_{}]")
_MARKUP = re.compile(r"[\\`*_&\[\]<>|]|:(?=//)")
_KEY = re.compile(r"[^A-Za-z0-9_:.-]+")


def listed(document: Document, replacements: Sequence[Replacement], shape: Shape) -> str:
    """The document's references, in its order, as a text of that format."""
    copies = {each.url: each for each in map(safe, replacements) if each is not None}
    return _LISTS[shape](document.references, copies)


def _lines(entry: Entry) -> Callable[[Sequence[Reference], Mapping[str, Replacement]], str]:
    def made(references: Sequence[Reference], copies: Mapping[str, Replacement]) -> str:
        return "".join(entry(each, copies.get(each.url or "")) + "\n" for each in references)

    return made


def _as_text(reference: Reference, copy: Replacement | None) -> str:
    line = f"[{_flat(reference.label)}] {_words(reference)}"
    if reference.url and reference.url not in reference.text:
        line += f" {quiet(reference.url)}"
    return f"{line}\n    archived {copy.day.isoformat()}: {copy.version}" if copy else line


def _as_markdown(reference: Reference, copy: Replacement | None) -> str:
    words = _MARKUP.sub(lambda match: f"&#{ord(match.group())};", _words(reference))
    label = _MARKUP.sub(lambda match: f"&#{ord(match.group())};", _flat(reference.label))
    line = f"{label}. " if label.isdecimal() else f"- \\[{label}\\] "
    if copy is not None:
        return f"{line}{anchors.opening(copy)}{words}</a> (archived {copy.day.isoformat()})"
    url = reference.url or ""
    return f"{line}[{words}](<{quiet(url)}>)" if is_web(url) else line + words


def _as_html(references: Sequence[Reference], copies: Mapping[str, Replacement]) -> str:
    items = "".join(_item(each, copies.get(each.url or "")) for each in references)
    return f'<ol class="references">\n{items}</ol>\n'


def _item(reference: Reference, copy: Replacement | None) -> str:
    words = escape(_words(reference))
    number = f' value="{reference.label}"' if reference.label.isdecimal() else ""
    if copy is not None:
        linked = f"{anchors.opening(copy)}{words}</a> (archived {copy.day.isoformat()})"
    else:
        url = reference.url or ""
        linked = f'<a href="{anchors.attribute(quiet(url))}">{words}</a>' if is_web(url) else words
    return f"<li{number}>{linked}</li>\n"


def _as_bibtex(reference: Reference, copy: Replacement | None) -> str:
    words = _LATEX.sub(lambda match: "\\" + match.group(), _words(reference).replace("\\", ""))
    fields = [("title", words), *([("url", quiet(reference.url))] if reference.url else [])]
    fields += bibtex.fields_of(copy) if copy else []
    key = _KEY.sub("-", reference.label).strip("-") or "entry"
    key = f"ref{key}" if key.isdecimal() else key
    return f"@online{{{key},\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields) + ",\n}\n"


def _as_csl(references: Sequence[Reference], copies: Mapping[str, Replacement]) -> str:
    items = []
    for reference in references:
        item: dict[str, object] = {"id": reference.label, "type": "webpage", "title": _words(reference)}
        copy = copies.get(reference.url or "")
        items.append(item | ({"URL": reference.url} if reference.url else {}) | (csl.members_of(copy) if copy else {}))
    return json.dumps(items, indent=2, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def _as_ris(reference: Reference, copy: Replacement | None) -> str:
    rows = [("TY", "ELEC"), ("ID", _flat(reference.label)), ("TI", _words(reference))]
    rows += [("UR", quiet(reference.url))] if reference.url else []
    rows += ris.rows_of(copy) if copy else []
    return "".join(f"{tag}  - {value}\n" for tag, value in [*rows, ("ER", "")])


def _words(reference: Reference) -> str:
    return _flat(reference.text or reference.url or reference.label)


def _flat(text: str) -> str:
    return " ".join(text.split())


_LISTS: dict[Shape, Callable[[Sequence[Reference], Mapping[str, Replacement]], str]] = {
    Shape.TEXT: _lines(_as_text),
    Shape.MARKDOWN: _lines(_as_markdown),
    Shape.HTML: _as_html,
    Shape.BIBTEX: _lines(_as_bibtex),
    Shape.CSL_JSON: _as_csl,
    Shape.RIS: _lines(_as_ris),
}
