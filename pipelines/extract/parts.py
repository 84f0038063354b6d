"""Whether every part that reading needs is here and works."""

from collections.abc import Callable
from datetime import date
from importlib import import_module

from pipelines.extract.jobs import ReadJob
from pipelines.extract.payloads import read_payload

_HTML = b"""<!doctype html><html><head><title>Harbour rebuilt</title></head><body><article><h1>Harbour rebuilt</h1>
<p>The harbour wall of the old town was rebuilt in stone after the winter storms, and the ferries sail again.</p>
<p>The council said on Monday that the work had cost four million crowns and taken eleven months to finish.</p>
</article></body></html>"""

# One page, one line: "harbour".
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 50]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 37>>stream
BT /F 12 Tf 10 20 Td (harbour) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
"""

SAMPLES = (
    ("HTML", "text/html", _HTML, "harbour wall"),
    ("PDF", "application/pdf", _PDF, "harbour"),
    ("plain text", "text/plain", b"The harbour wall was rebuilt.\n", "harbour wall"),
)
PARTS = (
    "brotli",
    "zstandard",
    "charset_normalizer",
    "py3langid",
    "trafilatura",
    "htmldate",
    "lxml_html_clean",
    "pypdfium2",
    "pdfminer.high_level",
)


def check() -> list[str]:
    """Every part that cannot be imported or does not read a small sample, in words; empty when all is well."""
    missing = [problem for name in PARTS if (problem := _try(name, _imported, name))]
    return missing or [problem for name, *sample in SAMPLES if (problem := _try(f"reading {name}", _reads, *sample))]


def _try(name: str, attempt: Callable[..., str | None], *arguments: object) -> str | None:
    try:
        problem = attempt(*arguments)
    except Exception as error:  # noqa: BLE001 - whatever a broken installation raises is what is asked for
        problem = f"{type(error).__name__}: {error}"
    return f"{name}: {problem}" if problem else None


def _imported(name: str) -> None:
    import_module(name)


def _reads(content_type: str, payload: bytes, expected: str) -> str | None:
    """None when the sample says what it should, else the problem."""
    job = ReadJob(
        payload=payload,
        url="http://sample.invalid/",
        day=date(2020, 1, 1),
        max_size=2**16,
        content_type=content_type,
    )
    body = read_payload(job)
    if body.reading is None:
        return body.unread
    return None if expected in body.reading.text else f"a sample gave {body.reading.text!r}"
