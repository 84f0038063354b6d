"""A report as Markdown (CommonMark, with a table as GitHub has them): for a wiki, an issue, or a mail."""

import re
from collections.abc import Iterator

from archive.domain.advice import Advice, AdviceKind, Outlook, Urgency
from archive.domain.advice.outlooks import SIGNS, WORDS
from archive.domain.standings import Standing
from archive.export.reports.wording import NOT_VISITED, URGENCIES, Imprint, address, because, cut, day, shown
from archive.queries.reports import ClaimReport, ReferenceReport, Report, SourceReport

# What Markdown (GitHub's with it) or HTML could read as more than itself, anywhere and at the beginning of a line;
# CommonMark lets each such sign be escaped (section 2.4).
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")
_FIRST = re.compile(r"^(\d{0,9})([-+=#.)])")


def as_markdown(report: Report, imprint: Imprint) -> str:
    """The text of the file."""
    parts = [*_head(report), *_todo(report), *_claims(report), *_references(report), *_foot(imprint)]
    return "\n\n".join(parts) + "\n"


def plain(text: str, limit: int = 600) -> str:
    """Words of strangers on one line, none of them read as markup."""
    return _FIRST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", cut(text, limit)))


def link(url: str | None, text: str) -> str:
    """A link where the address is a web page's, else the words alone; no bar in it ends a table's cell."""
    target = address(url)
    return f"[{plain(text, 160)}](<{target.replace('|', '%7C')}>)" if target else plain(text, 160)


def _head(report: Report) -> Iterator[str]:
    looked = f"sources last looked at {day(report.visited)}" if report.visited else "sources not looked at yet"
    yield f"# {plain(report.title, 300)}"
    yield f"{plain(report.document, 300)} · edition {report.edition}, added {day(report.added)} · {looked}"
    yield f"**{report.headline}**"
    if report.outlooks:
        yield " · ".join(f"{SIGNS[each]} {count} {WORDS[each]}" for each, count in _counts(report))
    if not report.visited:
        yield "None of its sources was looked at yet: start a crawl (`scrapy crawl sources`), then ask for this again."


def _counts(report: Report) -> list[tuple[Outlook, int]]:
    return [(Outlook(each), count) for each, count in report.outlooks.items()]


def _todo(report: Report) -> Iterator[str]:
    wanted = [each for each in report.references if each.advice.urgency in (Urgency.ACT, Urgency.CHECK)]
    if wanted:
        yield "## What to do"
        ordered = sorted(wanted, key=lambda each: each.advice.urgency != Urgency.ACT)
        yield "\n".join(f"- \\[{plain(each.label, 40)}\\] {_told(each.advice)}" for each in ordered)


def _told(advice: Advice) -> str:
    """An advice with how urgent it is, its command and its link."""
    urgency = "" if advice.urgency == Urgency.NONE else f"**{URGENCIES[advice.urgency]}:** "
    command = f" {code(advice.command)}" if advice.command else ""
    target = (
        f" {link(advice.link, 'Open the page' if advice.kind == AdviceKind.MOVED else 'Open the copy')}"
        if address(advice.link)
        else ""
    )
    return f"{urgency}{plain(advice.text, 700)}{command}{target}"


def code(command: str) -> str:
    """A command as code, fenced by more backticks than it has in a row."""
    line = cut(command, 500)
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _claims(report: Report) -> Iterator[str]:
    if report.claims:
        yield "## Claims, in the order of the document"
    for claim in report.claims:
        yield from _claim(claim)


def _claim(claim: ClaimReport) -> Iterator[str]:
    odd = " · its marks can be read in more than one way" if claim.ambiguous else ""
    yield f"### {SIGNS[claim.outlook]} {claim.number}. {WORDS[claim.outlook]}"
    yield f"> {plain(claim.text, 3000)}"
    yield f"{plain(claim.place, 80)}{odd}"
    if claim.sources:
        yield "\n".join(_source(each) for each in claim.sources)
    else:
        yield _told(claim.advice)


def _source(source: SourceReport) -> str:
    labels = " ".join(f"\\[{plain(each, 40)}\\]" for each in source.references)
    lines = [f"- {labels} {link(source.url, source.url)}: {_standing(source)}**{shown(source)}**", *_evidence(source)]
    if source.advice.urgency != Urgency.NONE:
        lines.append(_told(source.advice))
    return "\\\n  ".join(lines)


def _standing(source: SourceReport) -> str:
    return f"{source.standing}; " if source.standing not in (None, Standing.ALIVE, Standing.REBORN) else ""


def _evidence(source: SourceReport) -> Iterator[str]:
    if source.became:
        yield f"{plain(source.was or 'now', 120)} → **{plain(source.became, 120)}**"
    if source.passage and source.state != "gone":
        yield f"“{plain(source.passage.text, 1200)}”"
    elif because(source):
        yield plain(source.why, 300)
    if source.earlier:
        passage = f" “{plain(source.earlier.passage, 1200)}”" if source.earlier.passage else ""
        yield f"Version {source.earlier.snapshot}, last seen {day(source.earlier.last_seen)}, still had it.{passage}"
    if source.copy and source.copy.uri != source.advice.link:
        yield f"A copy of {day(source.copy.at)} carries it: {link(source.copy.uri, source.copy.archive)}"


def _references(report: Report) -> Iterator[str]:
    yield "## References"
    rows = ["| label | entry | stands | last seen | copies | what to do |", "| --- | --- | --- | --- | --- | --- |"]
    yield "\n".join([*rows, *map(_row, report.references)])


def _row(each: ReferenceReport) -> str:
    entry = plain(each.text, 400) + (f" {link(each.url, each.url)}" if each.url else "")
    since = f" since {day(each.since)}" if each.since else ""
    stands = "no web page" if each.advice.kind == "no-address" else f"{each.standing or NOT_VISITED}{since}"
    copies = ", ".join(link(copy.uri, day(copy.at)) for copy in each.copies if copy.refused is None) or "–"
    cells = [plain(each.label, 40), entry, stands, day(each.last_seen), copies, plain(each.advice.text, 700)]
    return f"| {' | '.join(cells)} |"


def _foot(imprint: Imprint) -> Iterator[str]:
    yield "---"
    yield f"Made by {plain(imprint.software)} on {day(imprint.at)}. Days are in UTC."
