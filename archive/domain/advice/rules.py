"""The rules in the order in which they are asked: the first whose condition holds gives the advice."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.domain.advice import commands, sentences
from archive.domain.advice.cases import Case, Search
from archive.domain.advice.values import Advice, AdviceKind, Urgency
from archive.domain.standings import LIMITS, Standing
from archive.domain.support import CARRIED, SupportState
from archive.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it advises, when, and in which words; `command` and `link` go with it where they are given."""

    kind: AdviceKind
    urgency: Urgency
    when: Callable[[Case], bool]
    says: Callable[[Case], str]
    command: Callable[[Case], str | None] | None = None
    link: Callable[[Case], str | None] | None = None

    def of(self, case: Case) -> Advice:
        return Advice(
            kind=self.kind,
            urgency=self.urgency,
            text=self.says(case),
            command=self.command(case) if self.command else None,
            link=self.link(case) if self.link else None,
        )


def advise(case: Case) -> Advice:
    """What to do about a reference, by the first rule that answers; the last one always does."""
    return next(rule for rule in RULES if rule.when(case)).of(case)


def _copy(case: Case) -> str | None:
    return case.carrier.uri if case.carrier else None


def _witness(case: Case) -> str | None:
    return case.witness.uri if case.witness else None


def _never_read(case: Case) -> bool:
    return not case.snapshots and case.verdict in LIMITS


def _elsewhere(case: Case) -> bool:
    return any(each.elsewhere and each.state not in CARRIED for each in case.claims)


RULES = (
    Rule(
        kind=AdviceKind.NO_ADDRESS,
        urgency=Urgency.NONE,
        when=lambda case: case.url is None,
        says=sentences.no_address,
    ),
    Rule(
        kind=AdviceKind.UNSEEN,
        urgency=Urgency.WAIT,
        when=lambda case: case.verdict is None and case.standing is None,
        says=sentences.unseen,
        command=commands.crawl,
    ),
    Rule(
        kind=AdviceKind.FIGURE,
        urgency=Urgency.ACT,
        when=lambda case: bool(case.refuted) and not case.dead,
        says=sentences.figure,
        command=commands.carrier,
        link=_copy,
    ),
    Rule(
        kind=AdviceKind.REPLACE,
        urgency=Urgency.ACT,
        when=lambda case: case.carrier is not None,
        says=sentences.replace,
        command=commands.repair,
        link=_copy,
    ),
    Rule(
        kind=AdviceKind.GONE,
        urgency=Urgency.ACT,
        when=lambda case: bool(case.vanished) and not case.dead,
        says=sentences.gone,
        command=commands.show,
    ),
    Rule(
        kind=AdviceKind.NO_CARRIER,
        urgency=Urgency.ACT,
        when=lambda case: case.dead and bool(case.copies),
        says=sentences.no_carrier,
    ),
    Rule(
        kind=AdviceKind.NO_COPY,
        urgency=Urgency.ACT,
        when=lambda case: case.dead and case.search == Search.DONE,
        says=sentences.no_copy,
    ),
    Rule(
        kind=AdviceKind.FIND_COPY,
        urgency=Urgency.ACT,
        when=lambda case: case.dead,
        says=sentences.find_copy,
        command=commands.rescue,
    ),
    Rule(
        kind=AdviceKind.BLOCKED,
        urgency=Urgency.CHECK,
        when=lambda case: case.standing == Standing.BLOCKED,
        says=sentences.blocked,
        command=commands.overrule,
        link=_witness,
    ),
    Rule(
        kind=AdviceKind.NEVER_SAID,
        urgency=Urgency.CHECK,
        when=lambda case: bool(case.absent),
        says=sentences.never_said,
    ),
    Rule(
        kind=AdviceKind.MOVED,
        urgency=Urgency.CHECK,
        when=lambda case: case.address is not None,
        says=sentences.moved,
        link=lambda case: case.address,
    ),
    Rule(
        kind=AdviceKind.PARTLY,
        urgency=Urgency.CHECK,
        when=lambda case: bool(case.open_in(SupportState.PARTLY)),
        says=sentences.partly,
    ),
    Rule(
        kind=AdviceKind.AMBIGUOUS,
        urgency=Urgency.CHECK,
        when=lambda case: bool(case.open_in(SupportState.AMBIGUOUS)),
        says=sentences.ambiguous,
        command=commands.ruling,
    ),
    Rule(
        kind=AdviceKind.UNREADABLE,
        urgency=Urgency.CHECK,
        when=_never_read,
        says=sentences.unreadable,
    ),
    Rule(
        kind=AdviceKind.DOUBTFUL,
        urgency=Urgency.WAIT,
        when=lambda case: case.standing == Standing.DOUBTFUL,
        says=sentences.doubtful,
        link=_witness,
    ),
    Rule(
        kind=AdviceKind.UNVERIFIABLE,
        urgency=Urgency.CHECK,
        when=lambda case: bool(case.open_in(SupportState.UNVERIFIABLE)),
        says=sentences.unverifiable,
        command=commands.ruling,
        link=_witness,
    ),
    Rule(
        kind=AdviceKind.CERTIFICATE,
        urgency=Urgency.CHECK,
        when=lambda case: case.verdict in (Verdict.TLS_EXPIRED, Verdict.TLS_INVALID),
        says=sentences.certificate,
    ),
    Rule(
        kind=AdviceKind.UNWEIGHED,
        urgency=Urgency.WAIT,
        when=lambda case: any(each.state is None for each in case.claims),
        says=sentences.unweighed,
    ),
    Rule(kind=AdviceKind.ELSEWHERE, urgency=Urgency.NONE, when=_elsewhere, says=sentences.elsewhere),
    Rule(kind=AdviceKind.UNNAMED, urgency=Urgency.NONE, when=lambda case: not case.claims, says=sentences.unnamed),
    Rule(kind=AdviceKind.GOOD, urgency=Urgency.NONE, when=lambda _case: True, says=sentences.good),
)
