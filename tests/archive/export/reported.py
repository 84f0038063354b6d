"""A report of our own with every way in which a claim and a reference can fare, and words that would do harm."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from archive.domain.advice import Case, CopySeen, Search, Weighed, advise, condition_of, outlook_of, outlook_on
from archive.domain.drift import Drift
from archive.domain.grounds import together
from archive.domain.overrules import Overrule
from archive.domain.support import SupportState
from archive.export.reports import Imprint
from archive.queries.claims import CopyLine, PassageLine
from archive.queries.reports import ClaimReport, CopyReport, Earlier, ReferenceReport, Report, SourceReport

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
IMPRINT = Imprint(at=NOW, software="citewatch 1.2.3")
ARCHIVED = "https://web.archive.org/web/20240403000000/"
SCRIPT = "<script>alert(1)</script>"
BIDI = "\u202egpj.exe\u202c"
DOCUMENT = "My paper's draft.md"


def source(label: str, url: str, state: str | None, claim: int, **fields: Any) -> SourceReport:
    """What the source makes of the claim of this number; `standing` (alive), `verdict` and `copy` may be given."""
    standing, verdict = fields.pop("standing", "alive"), fields.pop("verdict", "ok")
    known = None if state is None else SupportState(state)
    earlier: Earlier | None = fields.get("earlier")
    copy: CopyLine | None = fields.get("copy")
    text = fields.pop("said", None)
    weighed = Weighed(
        claim=claim,
        state=known,
        why=fields.get("why", ""),
        was=fields.get("was"),
        became=fields.get("became"),
        missing=fields.get("missing", ()),
        carried_by=earlier.snapshot if earlier else None,
        carried_on=earlier.last_seen if earlier else None,
    )
    case = Case(
        document=DOCUMENT,
        url=url,
        standing=standing,
        since=NOW - timedelta(days=20),
        verdict=verdict,
        snapshots=2,
        claims=(weighed,),
        copies=(CopySeen(archive=copy.archive, uri=copy.uri, at=copy.at, carries=frozenset({claim})),) if copy else (),
        search=Search.DONE,
    )
    plain: dict[str, Any] = {
        "references": (label,),
        "url": url,
        "standing": standing,
        "outlook": outlook_on(known, standing, carried_before=earlier is not None),
        "state": known,
        "score": 0.5,
        "why": "",
        "snapshot": 2,
        "at": NOW,
        "passage": PassageLine(text=text, start=0, end=len(text), of="text") if text else None,
        "language": "en",
        "missing": (),
        "was": None,
        "became": None,
        "atoms": (),
        "drift": Drift.UNKNOWN,
        "earlier": None,
        "copy": None,
        "word": None,
        "holds": False,
        "advice": advise(case),
    }
    return SourceReport(**(plain | fields))


def claim(number: int, text: str, *sources: SourceReport, **fields: Any) -> ClaimReport:
    plain: dict[str, Any] = {
        "number": number,
        "text": text,
        "references": tuple(label for each in sources for label in each.references) or ("9",),
        "place": f"line {number}",
        "ambiguous": False,
        "outlook": outlook_of(each.outlook for each in sources),
        "state": together(each.state for each in sources if each.state),
        "advice": sources[0].advice if sources else advise(Case(document=DOCUMENT, url=None)),
        "sources": sources,
    }
    return ClaimReport(**(plain | fields))


def reference(label: str, url: str | None, claims: tuple[ClaimReport, ...], **fields: Any) -> ReferenceReport:
    mine = [each for each in claims if label in each.references]
    told = [pair for each in mine for pair in each.sources if label in pair.references]
    plain: dict[str, Any] = {
        "label": label,
        "text": f"A. Writer, An entry of the list ({2000 + len(label)})",
        "url": url,
        "place": "line 90",
        "claims": tuple(each.number for each in mine),
        "standing": "alive" if url else None,
        "since": NOW - timedelta(days=20) if url else None,
        "verdict": "ok" if url else None,
        "last_visit": NOW,
        "last_seen": NOW if url else None,
        "snapshots": 2 if url else 0,
        "title": "What the page calls itself" if url else None,
        "language": "en",
        "address": None,
        "copies": (),
        "search": Search.NEVER,
        "word": None,
        "advice": told[0].advice if told else advise(Case(document=DOCUMENT, url=None)),
    }
    return ReferenceReport(**(plain | fields))


_COPY = CopyLine(
    archive="Internet Archive",
    at=datetime(2024, 4, 3, tzinfo=UTC),
    uri=ARCHIVED + "https://stats.example/cases",
    state=SupportState.VERBATIM,
)
_SAID = Earlier(snapshot=1, last_seen=NOW - timedelta(days=9), passage="In total 32,000 cases were counted by 1 April.")
_WORD = Overrule(
    what="support", value="reworded", instead_of="ambiguous", why="it says so in table 2", who="anna", at=NOW
)
_CLAIMS = (
    claim(
        1,
        "By 1 April 2020, 32,000 cases had been counted.",
        source(
            "1",
            "https://stats.example/cases",
            "figure-changed",
            1,
            said="In total 33,718 cases were counted by 2 April.",
            was="32,000",
            became="33,718",
            missing=("1 April 2020", "32,000"),
            atoms=(
                {"kind": "date", "text": "1 April 2020", "found": False, "as": None},
                {"kind": "figure", "text": "32,000", "found": False, "as": "33,718"},
            ),
            earlier=_SAID,
            copy=_COPY,
        ),
    ),
    claim(
        2,
        "The gap shrank from over 9% in 2024 to less than 2% by early 2025.",
        source(
            "2",
            "https://index.example/report",
            "verbatim",
            2,
            said="The gap between the best models shrank from over 9% in 2024 to less than 2% by early 2025.",
            atoms=({"kind": "figure", "text": "over 9%", "found": True, "as": "over 9%"},),
        ),
        source("3", "https://news.example/2025/gap", "gone", 2, why="nothing there comes near"),
    ),
    claim(
        3,
        "研究表明，2024年水位上升了四米。",
        source(
            "4",
            "https://water.example/报告",
            "partly",
            3,
            said="报告指出，水位上升了四米。",
            language="zh",
            missing=("2024年",),
            atoms=(
                {"kind": "date", "text": "2024年", "found": False, "as": None},
                {"kind": "figure", "text": "四米", "found": True, "as": "四米"},
            ),
        ),
    ),
    claim(
        4,
        "وقال التقرير إن 24 في المائة من الطلب جاء من الشمس.",
        source("5", "https://blocked.example/ar", "unverifiable", 4, standing="blocked", why="never showed a page"),
    ),
    claim(
        5,
        "The ministry closed its last mine in 2019.",
        source("6", "https://dead.example/mine", "verbatim", 5, standing="dead", said="The last mine closed in 2019."),
        ambiguous=True,
    ),
    claim(
        6,
        "A passage that only resembles it was ruled upon by a person.",
        source("7", "https://alike.example/", "reworded", 6, word=_WORD, holds=True, said="What resembles it."),
    ),
    claim(7, "Nobody ever said this on the page that is cited.", source("8", "https://never.example/", "gone", 7)),
    claim(8, "A book says so."),
    claim(
        9,
        f"{SCRIPT} <img src=x onerror=alert(2)> {BIDI} | ` [x](javascript:alert(3)) ${{7*7}} {{{{ 7*7 }}}}",
        source(
            "10",
            "javascript:alert(4)//https://x.example/",
            "contradicted",
            9,
            said=f'{SCRIPT} 7 % "><script src=//evil.example/x.js>',
            became=f"7 % {SCRIPT}",
            language='en" onload="alert(5)',
        ),
        place=f"line 9 {SCRIPT}",
    ),
)
_COPIES = (
    CopyReport(archive="Internet Archive", at=_COPY.at, uri=_COPY.uri, carries=(1,), refused=None),
    CopyReport(archive="Other", at=_COPY.at, uri="https://refused.example/", carries=(), refused="a wall"),
)
_URLS = {label: pair.url for claim in _CLAIMS for pair in claim.sources for label in pair.references}
_ODD: dict[str, dict[str, Any]] = {
    "1": {"copies": _COPIES},
    "4": {"title": "水文报告", "language": "zh"},
    "5": {"standing": "blocked", "verdict": "bot-wall", "last_seen": None, "title": None},
    "6": {"standing": "dead", "verdict": "not-found"},
    "10": {
        "title": f"{SCRIPT}{BIDI}",
        "text": f"{SCRIPT} <b>bold</b> | cell",
        "copies": (replace(_COPIES[0], uri="data:x"),),
    },
}
_REFERENCES = (
    *(reference(label, url, _CLAIMS, **_ODD.get(label, {})) for label, url in _URLS.items()),
    reference("9", None, _CLAIMS, text="A. Writer, A book of paper (1999)"),
    reference(f'x"><{SCRIPT}', "https://unnamed.example/a?b=1|2&c='3'", _CLAIMS),
)
_CONDITION = condition_of((each.outlook for each in _CLAIMS), (each.standing for each in _REFERENCES if each.url))
REPORT = Report(
    document=DOCUMENT,
    title=f"Rivers & <i>gaps</i> {SCRIPT}",
    edition=3,
    media_type="text/markdown",
    added=NOW - timedelta(days=30),
    visited=NOW,
    headline=_CONDITION.headline,
    outlooks=_CONDITION.outlooks,
    states={"verbatim": 2, "gone": 1},
    standings=_CONDITION.standings,
    notes=(),
    claims=_CLAIMS,
    references=_REFERENCES,
)
UNSEEN = replace(
    REPORT,
    visited=None,
    headline="Nothing has been looked at yet.",
    claims=(),
    outlooks={},
    references=(reference("1", "https://a.example/", (), standing=None, verdict=None, last_seen=None),),
)
