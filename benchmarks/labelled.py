"""The labelled sets of real pages: what each says of its pages, and what citewatch says of them."""

import asyncio
import csv
import gzip
import io
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from archive.domain.changes import QUIET, Change, ChangeKind
from archive.domain.readings import Reading
from archive.domain.verdicts import Judgement, Verdict
from archive.errors import SavedPageError
from crawler.saved.judges import Judges
from crawler.saved.looks import Look

NOW = datetime.now(UTC)

LOUD = 0.2
"""The significance from which a change of a page's frame alone is too much noise."""

NAMES = {
    "bot_wall": {Verdict.BOT_WALL},
    "consent_wall": {Verdict.CONSENT_WALL},
    "js_error_shell": {Verdict.JS_SHELL, Verdict.SERVER_ERROR},
    "js_shell": {Verdict.JS_SHELL},
    "login_wall": {Verdict.LOGIN_WALL, Verdict.RATE_LIMITED},
    "outage_page": {Verdict.SERVER_ERROR, Verdict.JS_SHELL},
    "parked_domain": {Verdict.PARKED},
    "redirect_stub": {Verdict.MOVED, Verdict.HOME_REDIRECT},
    "soft_404": {Verdict.SOFT_404, Verdict.HOME_REDIRECT},
}
"""The verdicts that name each labelled state rightly."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What citewatch said of one item; `right` is None where the label itself is disputed."""

    item: str
    right: bool | None
    said: str
    wanted: str


@dataclass(frozen=True, kw_only=True)
class Corpora:
    """The folder of labelled pages, and what its manifest says of them."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, dict[str, str]]:
        text = (self.folder / "MANIFEST.tsv").read_text("utf-8")
        return {row["file"]: row for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)}

    def files(self, pattern: str) -> list[Path]:
        """The files that match, in order."""
        return sorted(self.folder.glob(pattern))

    def name(self, file: Path) -> str:
        """The file as the manifest names it."""
        return str(file.relative_to(self.folder))

    def url(self, file: Path) -> str:
        """The page's own address, or one made up where the manifest has none."""
        told = self.manifest.get(self.name(file), {}).get("original_url", "")
        return (
            told if told.startswith("http") else f"https://pages.example/{file.parent.name}/{file.name.split('.')[0]}"
        )

    def expected(self, file: Path) -> str:
        """What the manifest expects of the file."""
        return self.manifest.get(self.name(file), {}).get("expected", "")

    def look(self, file: Path, **more: Any) -> Look:
        """A look that brought this file."""
        return Look(**({"url": self.url(file), "file": file, "at": NOW} | more))


Set = Callable[[Judges, Corpora], AsyncIterator[Finding]]


def read_json(file: Path) -> Any:
    """The JSON in a gzip file."""
    return json.loads(gzip.decompress(file.read_bytes()))


async def each(
    judges: Judges, items: Iterable[Item], ask: Callable[[Item], Awaitable[Result]]
) -> AsyncIterator[tuple[Item, Result]]:
    """What is answered of each item, as many at once as there are readers; in order."""
    room = asyncio.Semaphore(2 * judges.width)

    async def one(item: Item) -> tuple[Item, Result]:
        async with room:
            return item, await ask(item)

    tasks = [asyncio.create_task(one(item)) for item in items]
    for task in tasks:
        yield await task


def told(judgement: Judgement) -> str:
    """A judgement in a few words."""
    signs = ", ".join(f"{reason.sign} ({reason.seen[:60]})" for reason in judgement.reasons[:3])
    return f"{judgement.verdict} {judgement.quality:.2f}: {signs or 'no sign'}"


def told_change(change: Change) -> str:
    """A change in a few words."""
    return f"{change.kind} {change.significance:.2f}: {change.summary[:110]}"


def _captures(corpora: Corpora, *names: str) -> list[Path]:
    return [file for name in names for file in corpora.files(f"failures/ota/*/*/{name}.html.gz")]


def _earlier(corpora: Corpora, bad: Path) -> list[Look]:
    good = bad.with_name("good_before.html.gz")
    return [corpora.look(good, url=corpora.url(bad))] if good.exists() else []


async def _bad(judges: Judges, corpora: Corpora, *, history: bool, named: bool) -> AsyncIterator[Finding]:
    async def ask(file: Path) -> Judgement:
        before = _earlier(corpora, file) if history else []
        return (await judges.judge(corpora.look(file), before)).judgement

    async for file, judgement in each(judges, _captures(corpora, "bad"), ask):
        state = file.parent.parent.name
        right = judgement.verdict in NAMES[state] if named else judgement.verdict is not Verdict.OK
        yield Finding(item=f"{state}/{file.parent.name}", right=right, said=told(judgement), wanted=state)


async def bad_stated(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Bad captures, the good one before them known: not ok."""
    async for finding in _bad(judges, corpora, history=True, named=False):
        yield finding


async def bad_named(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Bad captures, the good one before them known: named rightly."""
    async for finding in _bad(judges, corpora, history=True, named=True):
        yield finding


async def bad_stated_alone(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Bad captures without any history: not ok."""
    async for finding in _bad(judges, corpora, history=False, named=False):
        yield finding


async def bad_named_alone(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Bad captures without any history: named rightly."""
    async for finding in _bad(judges, corpora, history=False, named=True):
        yield finding


async def good_neighbours(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """The good captures before and after the bad ones, each alone, and the later ones after both."""

    async def ask(asked: tuple[Path, bool]) -> Judgement:
        file, follows = asked
        bad = file.with_name("bad.html.gz")
        before = [*_earlier(corpora, file), corpora.look(bad)] if follows else []
        return (await judges.judge(corpora.look(file), before)).judgement

    alone = [(file, False) for file in _captures(corpora, "good_before", "good_after")]
    after = [(file, True) for file in _captures(corpora, "good_after")]
    async for (file, follows), judgement in each(judges, [*alone, *after], ask):
        item = f"{file.parent.parent.name}/{file.parent.name}/{file.name.split('.')[0]}{' after both' * follows}"
        yield Finding(item=item, right=judgement.shows_page, said=told(judgement), wanted="ok")


async def bot_walls(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Saved challenges, and pages that only look like some: as if sent with status 200."""
    async for finding in _walls(judges, corpora, corpora.files("failures/bot_walls/*.html.gz"), "bot_wall"):
        yield finding


async def parked(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Parked domains."""
    async for finding in _walls(judges, corpora, corpora.files("failures/parked/*.html*"), "parked_domain"):
        yield finding


async def consent(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Consent walls and pages beside them, with status and headers as recorded."""
    async for finding in _walls(judges, corpora, corpora.files("failures/consent/*.html.gz"), "consent_wall"):
        yield finding


async def _walls(judges: Judges, corpora: Corpora, files: Sequence[Path], state: str) -> AsyncIterator[Finding]:
    async def ask(file: Path) -> Judgement:
        return (await judges.judge(_as_recorded(corpora, file))).judgement

    async for file, judgement in each(judges, files, ask):
        wall = corpora.expected(file).startswith(state)
        right = judgement.verdict in NAMES[state] if wall else judgement.shows_page
        yield Finding(item=file.name, right=right, said=told(judgement), wanted=state if wall else "ok")


def _as_recorded(corpora: Corpora, file: Path) -> Look:
    """The look with the status that the manifest tells and the headers that lie beside the file, where it has them."""
    look = corpora.look(file)
    status = re.search(r"status (\d{3})", corpora.expected(file))
    beside = file.with_name(file.name.removesuffix(".html.gz") + ".headers.json.gz")
    if not beside.exists():
        return look
    headers = tuple((name, value) for name, values in read_json(beside).items() for value in values)
    host, path = _spelled(file.name)
    return corpora.look(file, url=f"https://{host}/{path}", status=int(status[1]) if status else 200, headers=headers)


def _spelled(name: str) -> tuple[str, str]:
    """Host and path of an address that was made a file name, dots and slashes alike."""
    found = re.match(r"([a-z.]+?\.(?:co\.uk|com|org|es))\.(.*?)\.(?:html|[0-9a-f]{32})", name)
    return (found[1], found[2].replace("-", "/", 1)) if found else ("pages.example", name)


async def edgi_quality(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Recorded heads of responses: the quality of each within 0.1 of EDGI's label."""

    async def ask(file: Path) -> Judgement:
        version = read_json(file)["data"]
        headers = [(name, str(value)) for name, value in version["headers"].items()]
        if not any(name.lower() == "content-length" for name, _ in headers):
            headers.append(("content-length", str(version["content_length"])))
        body = file.with_name(file.name.replace(".json.gz", ".body.gz"))
        look = Look(
            url=version["url"],
            status=version["status"],
            headers=tuple(headers),
            at=NOW,
            file=body if body.exists() else None,
        )
        return (await judges.judge(look)).judgement

    async for file, judgement in each(judges, corpora.files("failures/edgi_quality/*/*.json.gz"), ask):
        label = float(file.parent.name.rpartition("-")[2])
        right = abs(judgement.quality - label) <= 0.1 + 1e-9
        item = f"{file.parent.name}/{file.name[:8]}"
        yield Finding(item=item, right=right, said=told(judgement), wanted=f"quality {label}")


async def articles(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Articles of news sites and blogs: none flagged without cause."""
    files = [file for file in corpora.files("articles/**/*.html.gz") if ".expected." not in file.name]
    async for finding in _unflagged(judges, corpora, files):
        yield finding


async def seed_domains(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Pages of well-known sites: none flagged without cause."""
    async for finding in _unflagged(judges, corpora, corpora.files("seed_domains/*.html.gz")):
        yield finding


async def same_page_variants(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Copies of one page under several addresses: none flagged without cause."""
    async for finding in _unflagged(judges, corpora, corpora.files("same_page_variants/*.html.gz")):
        yield finding


async def _unflagged(judges: Judges, corpora: Corpora, files: Sequence[Path]) -> AsyncIterator[Finding]:
    async def ask(file: Path) -> Judgement:
        return (await judges.judge(corpora.look(file))).judgement

    async for file, judgement in each(judges, files, ask):
        right = judgement.verdict is Verdict.OK
        yield Finding(item=corpora.name(file), right=right, said=told(judgement), wanted="ok")


def _pairs(corpora: Corpora, label: str, sub: str | None = None) -> list[dict[str, str]]:
    with (corpora.folder / "change/pairs.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["label"] == label and sub in (None, row["sub"])]


async def _compared(
    judges: Judges, corpora: Corpora, rows: Sequence[dict[str, str]]
) -> AsyncIterator[tuple[dict[str, str], Change]]:
    async def ask(row: dict[str, str]) -> Change:
        before, after = (corpora.look(corpora.folder / row[side], url=_of(row)) for side in ("before", "after"))
        return await judges.compare(before, after)

    async for answer in each(judges, rows, ask):
        yield answer


def _of(row: dict[str, str]) -> str:
    return f"https://pages.example/{Path(row['after']).parent.name}"


async def markup_only(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Pairs that differ in nothing that anybody sees: silent."""
    async for row, change in _compared(judges, corpora, _pairs(corpora, "noise", "markup_only")):
        yield Finding(item=row["after"], right=change.kind in QUIET, said=told_change(change), wanted="same, cosmetic")


async def page_chrome(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Pairs that differ in the frame of the page: not significant."""
    async for row, change in _compared(judges, corpora, _pairs(corpora, "noise", "page_chrome_text")):
        right = change.significance <= LOUD
        yield Finding(item=row["after"], right=right, said=told_change(change), wanted=f"at most {LOUD}")


async def changes(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Pairs of which Open Terms Archive recorded a change: seen; disputed where a second opinion sees none."""
    async for row, change in _compared(judges, corpora, _pairs(corpora, "change")):
        seen = change.kind not in QUIET
        right = seen if row["second_opinion"] == "differs" or seen else None
        item = f"{row['sub']} +{row['words_added']} -{row['words_removed']} {row['after']}"
        yield Finding(item=item, right=right, said=told_change(change), wanted="a change")


async def edgi_ranking(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """EDGI's pairs: each important change above every unimportant one."""

    async def ask(file: Path) -> Change:
        after = file.with_name(file.name.replace("-a.html", "-b.html"))
        return await judges.compare(corpora.look(file), corpora.look(after, url=corpora.url(file)))

    found = [answer async for answer in each(judges, corpora.files("change/edgi/*-a.html.gz"), ask)]
    important = {file for file, _ in found if file.name.startswith("truepos")}
    loudest = max((change.significance for file, change in found if file not in important), default=0.0)
    quietest = min((change.significance for file, change in found if file in important), default=1.0)
    for file, change in sorted(found, key=lambda answer: -answer[1].significance):
        right = change.significance > loudest if file in important else change.significance < quietest
        wanted = f"above {loudest:.2f}" if file in important else f"below {quietest:.2f}"
        yield Finding(item=file.name.removesuffix("-a.html.gz"), right=right, said=told_change(change), wanted=wanted)


async def covid_uk(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """One page on 35 days: every figure of the table that moved is told with both values, and none is invented."""
    table = gzip.decompress((corpora.folder / "change/covid_uk/covid-19-totals-uk.csv.gz").read_bytes()).decode()
    truth = {row["Date"]: row for row in csv.DictReader(io.StringIO(table))}
    files = corpora.files("change/covid_uk/*.html.gz")

    async def ask(pair: tuple[Path, Path]) -> tuple[Reading, Reading, Change]:
        before, after = (corpora.look(file) for file in pair)
        return await judges.reading(before), await judges.reading(after), await judges.compare(before, after)

    async for (first, second), (old, new, change) in each(judges, pairwise(files), ask):
        days = [truth[file.name.removesuffix(".html.gz")] for file in (first, second)]
        moved = list(_moved(days[0], days[1], old, new))
        problems = [*_missed(moved, change), *_invented(old, new, change)]
        if moved and change.kind is not ChangeKind.FIGURE:
            problems.append(f"called {change.kind}")
        wanted = ", ".join(f"{a} → {b}" for a, b in moved)
        said = "; ".join(problems) or told_change(change)
        unsaid = len(moved) < sum(days[0][name] != days[1][name] for name in ("Tests", "ConfirmedCases"))
        right = None if unsaid and not problems else not problems
        yield Finding(item=second.name, right=right, said=said, wanted=wanted)


def _moved(old: dict[str, str], new: dict[str, str], before: Reading, after: Reading) -> Iterator[tuple[str, str]]:
    """The figures of the table that moved, where a sentence of each page tells them.

    On two days the page's sentence says another number than its table, and the table that the truth is from.
    """
    for name in ("Tests", "ConfirmedCases"):
        first, second = f"{int(old[name]):,}", f"{int(new[name]):,}"
        if first != second and _said(first, before) and _said(second, after):
            yield first, second


def _said(figure: str, reading: Reading) -> bool:
    lines = (line for line in f"{reading.page}\n{reading.text}".splitlines() if figure in line)
    return any(len(re.findall(r"[a-z]{2,}", line)) >= 6 for line in lines)


def _missed(moved: Sequence[tuple[str, str]], change: Change) -> Iterator[str]:
    for before, after in moved:
        if not any(before in figure.before and after in figure.after for figure in change.figures):
            yield f"missed {before} → {after}"


def _invented(before: Reading, after: Reading, change: Change) -> Iterator[str]:
    for figure in change.figures:
        if figure.before not in before.page + before.text or figure.after not in after.page + after.text:
            yield f"invented {figure.before} → {figure.after}"


async def recrawl(judges: Judges, corpora: Corpora) -> AsyncIterator[Finding]:
    """Articles captured twice: nobody labelled them, so what is said is only listed."""

    async def ask(file: Path) -> Change | None:
        after = file.with_name(file.name.replace(".A.html", ".B.html"))
        try:
            return await judges.compare(corpora.look(file), corpora.look(after, url=corpora.url(file)))
        except SavedPageError:
            return None

    async for file, change in each(judges, corpora.files("change/recrawl/*.A.html.gz"), ask):
        words = re.search(r"visible words (\+\d+ -\d+ of \d+)", corpora.expected(file))
        item = f"{file.name.removesuffix('.A.html.gz')} ({words[1] if words else 'no count'})"
        yield Finding(item=item, right=None, said=told_change(change) if change else "not readable", wanted="")


@dataclass(frozen=True, kw_only=True)
class Bar:
    """How many of a set must be right: a share of those that are not disputed, or all but some."""

    share: float = 0.0
    wrong: int | None = None

    def held(self, right: int, wrong: int) -> bool:
        if self.wrong is not None:
            return wrong <= self.wrong
        return right >= self.share * (right + wrong)

    def __str__(self) -> str:
        if self.wrong is None:
            return f"{self.share:.0%} right"
        return f"{self.wrong} wrong" if self.wrong else "none wrong"


SETS: dict[str, tuple[Set, Bar | None]] = {
    "failures/ota bad, with history: not ok": (bad_stated, Bar(wrong=0)),
    "failures/ota bad, with history: named": (bad_named, Bar(wrong=2)),
    "failures/ota bad, alone: not ok": (bad_stated_alone, None),
    "failures/ota bad, alone: named": (bad_named_alone, None),
    "failures/ota good": (good_neighbours, Bar(wrong=0)),
    "failures/bot_walls": (bot_walls, Bar(wrong=0)),
    "failures/consent": (consent, Bar(wrong=0)),
    "failures/parked": (parked, Bar(wrong=0)),
    "failures/edgi_quality": (edgi_quality, Bar(wrong=0)),
    "articles": (articles, Bar(share=0.99)),
    "seed_domains": (seed_domains, None),
    "same_page_variants": (same_page_variants, None),
    "change/pairs markup_only": (markup_only, Bar(wrong=0)),
    "change/pairs page_chrome": (page_chrome, Bar(wrong=5)),
    "change/pairs change": (changes, Bar(share=0.95)),
    "change/edgi": (edgi_ranking, Bar(wrong=0)),
    "change/covid_uk": (covid_uk, Bar(wrong=0)),
    "change/recrawl": (recrawl, None),
}
"""Every set by its name, with the bar that it must hold."""
