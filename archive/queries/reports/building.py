"""Putting a report together: in as many questions to the record for one claim as for a thousand."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from archive.domain.advice import Case, advise, condition_of, outlook_of, urgency_rank
from archive.domain.overrules import spoken_standing
from archive.queries import claims, sources
from archive.queries.claims import ClaimLine
from archive.queries.reports import facts
from archive.queries.reports.copies import held
from archive.queries.reports.known import Known, case_of, keeps_of
from archive.queries.reports.pairs import Pair, pair_of, source_report
from archive.queries.reports.values import ClaimReport, ReferenceReport, Report
from archive.queries.scopes import Scope
from archive.queries.sources import SourceLine
from archive.store.database import AnyRow


def of_document(connection: Connection, document: int) -> Report:
    """The health of the newest edition of the document of this row id."""
    edition = facts.edition(connection, document)
    entries = facts.references(connection, edition.id)
    scope = Scope(document=document)
    lines = {line.url: line for line in sources.listing(connection, sources.Wanted(scope=scope))}
    asked = list(claims.listing(connection, claims.Wanted(scope=scope)))
    known = Known(
        document=edition.name,
        lines=lines,
        pages={entry.source_url: entry for entry in reversed(entries) if entry.source_url},
        earlier=facts.earlier(connection, edition.id),
        copies=held(connection, scope, asked, near=edition.cited_at or edition.added_at),
        searches=facts.searches(connection, edition.id),
        keeps=keeps_of(asked),
    )
    found = [(line, _pairs(line, known)) for line in asked]
    told = tuple(_claim(line, pairs, known) for line, pairs in found)
    every = [pair for _, pairs in found for pair in pairs]
    return _report(edition, lines, told, _references(entries, every, told, known))


def _report(
    edition: AnyRow,
    lines: Mapping[str, SourceLine],
    told: tuple[ClaimReport, ...],
    references: tuple[ReferenceReport, ...],
) -> Report:
    visited = max((line.last_visit for line in lines.values() if line.last_visit), default=None)
    condition = condition_of(
        (claim.outlook for claim in told),
        (line.standing for line in lines.values()),
        is_visited=visited is not None,
    )
    return Report(
        document=edition.name,
        title=edition.title,
        edition=edition.number,
        media_type=edition.media_type,
        added=edition.added_at,
        visited=visited,
        headline=condition.headline,
        outlooks=condition.outlooks,
        states=dict(Counter(claim.state.value for claim in told).most_common()),
        standings=condition.standings,
        notes=tuple(edition.notes),
        claims=told,
        references=references,
    )


def _pairs(line: ClaimLine, known: Known) -> list[Pair]:
    pages = [known.pages[support.url] for support in line.support]
    return [
        pair_of(line, support, page, known.earlier.get((line.number, page.source_id)))
        for support, page in zip(line.support, pages, strict=True)
    ]


def _claim(line: ClaimLine, pairs: Sequence[Pair], known: Known) -> ClaimReport:
    told = tuple(source_report(pair, case_of(pair.page, (pair,), known)) for pair in pairs)
    advice = [each.advice for each in told] or [advise(Case(document=known.document, url=None))]
    return ClaimReport(
        number=line.number,
        text=line.text,
        references=line.references,
        place=line.place,
        ambiguous=line.ambiguous,
        outlook=outlook_of(each.outlook for each in told),
        state=line.state,
        advice=min(advice, key=lambda each: urgency_rank(each.urgency)),
        sources=told,
    )


def _references(
    entries: Sequence[AnyRow], pairs: Sequence[Pair], told: Sequence[ClaimReport], known: Known
) -> tuple[ReferenceReport, ...]:
    of_source: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_source[pair.line.url].append(pair)
    naming: defaultdict[str, list[int]] = defaultdict(list)
    for claim in told:
        for label in claim.references:
            naming[label].append(claim.number)
    return tuple(
        _reference(entry, of_source[entry.source_url or ""], tuple(naming[entry.label]), known) for entry in entries
    )


def _reference(entry: AnyRow, pairs: Sequence[Pair], naming: tuple[int, ...], known: Known) -> ReferenceReport:
    case = case_of(entry, pairs, known)
    line = known.lines.get(entry.source_url or "")
    return ReferenceReport(
        label=entry.label,
        text=entry.text,
        url=entry.url,
        place=entry.place,
        claims=naming,
        standing=case.standing,
        since=case.since,
        verdict=case.verdict,
        last_visit=line.last_visit if line else None,
        last_seen=entry.last_seen,
        snapshots=case.snapshots,
        title=entry.title,
        language=entry.language,
        address=case.address,
        copies=known.copies.reported(entry.source_id),
        search=case.search,
        word=spoken_standing(line.overruled) if line else None,
        advice=advise(case),
    )
