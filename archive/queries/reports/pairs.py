"""A claim and one of its sources: what is told of the two, and how the advice looks at them."""

from dataclasses import dataclass

from archive.domain.advice import Case, Weighed, advise, outlook_on
from archive.domain.drift import Drift
from archive.domain.standings import Standing
from archive.domain.support import CARRIED, SupportState
from archive.queries.claims import ClaimLine, SupportLine
from archive.queries.reports.values import Earlier, SourceReport
from archive.store.database import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What a source makes of a claim; `page` is a reference to it, `earlier` an earlier snapshot that carried it."""

    line: SupportLine
    weighed: Weighed
    earlier: Earlier | None
    page: AnyRow


def pair_of(claim: ClaimLine, line: SupportLine, page: AnyRow, newest: Earlier | None) -> Pair:
    """The pair; `newest` is the newest snapshot that carries the claim, which may be the current one."""
    is_earlier = newest is not None and newest.snapshot != line.snapshot and line.state not in CARRIED
    earlier = newest if is_earlier else None
    return Pair(line=line, weighed=_weighed(claim, line, earlier), earlier=earlier, page=page)


def source_report(pair: Pair, case: Case) -> SourceReport:
    """What is told of the pair, with the advice that the case leads to."""
    line = pair.line
    return SourceReport(
        references=line.references,
        url=line.url,
        standing=line.standing,
        outlook=outlook_on(pair.weighed.state, line.standing, carried_before=_carried_before(pair)),
        state=pair.weighed.state,
        score=line.score,
        why=line.why,
        snapshot=line.snapshot,
        at=line.at,
        passage=line.passage,
        language=pair.page.language,
        missing=line.missing,
        was=line.was,
        became=line.became,
        atoms=line.atoms,
        drift=line.drift,
        earlier=pair.earlier,
        copy=line.copy,
        word=line.word,
        holds=line.holds,
        advice=advise(case),
    )


def _carried_before(pair: Pair) -> bool:
    return pair.earlier is not None or pair.line.drift in (Drift.SINCE, Drift.BEFORE)


def _weighed(claim: ClaimLine, line: SupportLine, earlier: Earlier | None) -> Weighed:
    others = [each for each in claim.support if each.url != line.url and each.standing != Standing.DEAD]
    return Weighed(
        claim=claim.number,
        state=_state(line),
        why=line.why,
        was=line.was,
        became=line.became,
        missing=line.missing,
        carried_by=earlier.snapshot if earlier else None,
        carried_on=earlier.last_seen if earlier else None,
        elsewhere=any(each.state in CARRIED for each in others),
    )


def _state(line: SupportLine) -> SupportState | None:
    """The state that counts; None where there is a snapshot that the claim was not held against yet."""
    is_weighed = line.machine is not None or line.holds or line.snapshot is None
    return line.state if is_weighed else None
