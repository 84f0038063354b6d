"""All that a report rests on, and one reference of it as the rules of advice look at it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.domain.advice import Case, Search
from archive.domain.support import CARRIED
from archive.queries.claims import ClaimLine
from archive.queries.reports.copies import Held
from archive.queries.reports.pairs import Pair
from archive.queries.reports.values import Earlier
from archive.queries.sources import SourceLine
from archive.store.database import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that the record holds of a document, by row ids and addresses of its sources."""

    document: str
    lines: Mapping[str, SourceLine]
    pages: Mapping[str, AnyRow]
    earlier: Mapping[tuple[int, int], Earlier]
    copies: Held
    searches: Mapping[int, Search]
    keeps: Mapping[str, frozenset[int]]


def case_of(entry: AnyRow, pairs: Sequence[Pair], known: Known) -> Case:
    """What the rules look at: the source of the reference, and these of its claims."""
    line = known.lines.get(entry.source_url or "")
    if line is None:
        return Case(document=known.document, url=None)
    return Case(
        document=known.document,
        url=line.url,
        standing=line.standing,
        since=line.since,
        verdict=line.verdict,
        address=line.address,
        snapshots=line.snapshots,
        claims=tuple(pair.weighed for pair in pairs),
        copies=known.copies.usable(entry.source_id),
        search=known.searches.get(entry.source_id, Search.NEVER),
        keeps=known.keeps.get(line.url, frozenset()),
    )


def keeps_of(asked: Sequence[ClaimLine]) -> Mapping[str, frozenset[int]]:
    """The numbers of the claims that each source carries now, by its address."""
    found: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for line in asked:
        for support in line.support:
            if support.state in CARRIED:
                found[support.url] |= {line.number}
    return found
