"""How a report is shown on a terminal: the headline, the claims that need care, worst first, and the references."""

from collections.abc import Iterator, Sequence, Set

from rich.padding import Padding
from rich.text import Text

from archive.cli.screen import (
    Column,
    console,
    day,
    moment,
    one_line,
    say,
    show_table,
    stacked,
    standing,
    support,
    words,
)
from archive.domain.advice import Advice, Outlook, Urgency
from archive.domain.advice.outlooks import SIGNS, WORDS
from archive.domain.standings import Standing
from archive.domain.support import CARRIED
from archive.queries.reports import ClaimReport, ReferenceReport, Report, SourceReport, worst_first

_COLOURS = {
    Outlook.LOST: "red",
    Outlook.ABSENT: "magenta",
    Outlook.WEAKENED: "yellow",
    Outlook.UNKNOWN: "",
    Outlook.SUPPORTED: "green",
}
_URGENCIES = {Urgency.ACT: "bold red", Urgency.CHECK: "yellow", Urgency.WAIT: "", Urgency.NONE: "dim"}
_PASSAGE = 300


def show_report(report: Report, *, every: bool) -> None:
    """Print the report; without `every` only what somebody should look at."""
    _print(stacked(words(report.title, "bold"), words(_about(report), "dim")))
    _print(words(report.headline, "bold"), above=1)
    if report.outlooks:
        _print(Text(" · ").join(_count(Outlook(each), count) for each, count in report.outlooks.items()))
    if report.visited is None:
        say("none of its sources was looked at yet: run `scrapy crawl sources`, then ask again")
        return
    concerned = [each for each in worst_first(report.claims) if every or _needs_care(each)]
    for claim in concerned:
        _claim(claim)
    _references(report.references, {each.number for each in concerned}, every=every)
    left = len(report.claims) - len(concerned)
    if left:
        say(f"{left} more {'claim needs' if left == 1 else 'claims need'} no care: --all shows them", "dim")


def _needs_care(claim: ClaimReport) -> bool:
    return claim.outlook != Outlook.SUPPORTED or claim.advice.urgency in (Urgency.ACT, Urgency.CHECK)


def _about(report: Report) -> str:
    looked = f"sources last looked at {moment(report.visited)}" if report.visited else "sources not looked at yet"
    return f"{report.document} · edition {report.edition} · {looked}"


def _count(outlook: Outlook, count: int) -> Text:
    return Text(f"{SIGNS[outlook]} {count} {WORDS[outlook]}", style=_COLOURS[outlook])


def _claim(claim: ClaimReport) -> None:
    head = Text.assemble(
        (f"{SIGNS[claim.outlook]} {WORDS[claim.outlook]}", f"bold {_COLOURS[claim.outlook]}".strip()),
        "  ",
        words(f"claim {claim.number}, {claim.place}", "dim"),
    )
    _print(head, above=1)
    _print(words(claim.text), left=2)
    if not claim.sources:
        _print(_advised(claim.advice), left=2)
    for source in claim.sources:
        _print(stacked(*_source(source)), left=4)


def _source(source: SourceReport) -> Iterator[Text]:
    labels = " ".join(f"[{each}]" for each in source.references)
    state = support(source.state) if source.state else words("not weighed yet", "bold")
    yield Text.assemble(words(f"{labels} {source.url}", "cyan"), " ", _stands(source), state)
    if source.became:
        yield Text.assemble(words(source.was or "now"), " → ", words(source.became, "bold"))
    if source.state not in CARRIED:
        yield from _passages(source)
    if source.word:
        verb = "says" if source.holds else "said, of what stood there before,"
        yield words(f"{source.word.who} {verb} {source.word.value}: {source.word.why}", "magenta")
    if source.advice.urgency != Urgency.NONE:
        yield _advised(source.advice)


def _stands(source: SourceReport) -> Text:
    """How the source stands, where that is to be known."""
    if source.standing in (None, Standing.ALIVE, Standing.REBORN):
        return Text()
    return Text.assemble(standing(source.standing), " ")


def _passages(source: SourceReport) -> Iterator[Text]:
    if source.passage:
        yield words(f"there: “{_short(source.passage.text)}”", "dim")
    elif not source.earlier and source.why not in source.advice.text:
        yield words(source.why, "dim")
    if source.earlier and source.earlier.passage:
        seen = f"in @{source.earlier.snapshot}, last seen {day(source.earlier.last_seen)}"
        yield words(f"{seen}: “{_short(source.earlier.passage)}”", "dim")


def _short(text: str) -> str:
    line = one_line(text[: 4 * _PASSAGE])
    return line if len(line) <= _PASSAGE else line[: _PASSAGE - 1].rstrip() + "…"


def _advised(advice: Advice) -> Text:
    """An advice, with its address and its command each on a line of its own."""
    return stacked(
        words(f"→ {advice.text}", _URGENCIES[advice.urgency]),
        words(advice.link, "cyan") if advice.link else None,
        words(f"$ {advice.command}", "bold") if advice.command else None,
    )


def _references(references: Sequence[ReferenceReport], told: Set[int], *, every: bool) -> None:
    """The references that somebody should look at; `told` are the claims whose sources were told of above."""
    concerned = [each for each in references if every or each.advice.urgency != Urgency.NONE]
    if concerned:
        console().print()
        columns = [Column(name="ref"), Column(name="stands"), Column(name="source", wide=True)]
        show_table(columns, (_row(each, is_told=not told.isdisjoint(each.claims)) for each in concerned))
    left = len(references) - len(concerned)
    if left:
        say(f"{left} more {'reference needs' if left == 1 else 'references need'} no care: --all shows them", "dim")


def _row(each: ReferenceReport, *, is_told: bool) -> tuple[Text, Text, Text]:
    naming = ", ".join(map(str, each.claims[:20]))
    claims = f"claim {naming}" if naming else "no claim names it"
    facts = [claims, f"last seen {day(each.last_seen)}" if each.last_seen else "never seen", *_copies(each)]
    return (
        words(each.label[:12]),
        stacked(standing(each.standing), words(day(each.since), "dim")),
        stacked(
            words(each.url or each.text),
            words(" · ".join(facts), "dim"),
            words(f"→ {each.advice.text}", _URGENCIES[each.advice.urgency]) if is_told else _advised(each.advice),
        ),
    )


def _copies(each: ReferenceReport) -> Iterator[str]:
    usable = [copy for copy in each.copies if copy.refused is None]
    if usable:
        yield f"{len(usable)} {'copy' if len(usable) == 1 else 'copies'}"


def _print(text: Text, *, left: int = 0, above: int = 0) -> None:
    """Print a text folded at words, as far from the left and from what stands above it."""
    screen = console()
    screen.print(Padding(text, (above, 0, 0, left)), overflow="fold")
