"""The way to a judgement, step by step, and what would have changed it."""

from dataclasses import dataclass, replace

from archive.domain.judging.cases import Case
from archive.domain.judging.rules import RULES, Rule
from archive.domain.verdicts import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rule that was asked: `said` is its judgement, None where it did not fire."""

    rule: str
    looked_at: str
    said: Judgement | None

    @property
    def fired(self) -> bool:
        """Whether this rule decided."""
        return self.said is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A judgement, the rules asked on the way to it in order, and in words what would have changed it."""

    judgement: Judgement
    steps: tuple[Step, ...]
    otherwise: tuple[str, ...] = ()


def first(case: Case, rules: tuple[Rule, ...] = RULES) -> tuple[Rule, Judgement]:
    """The first rule that answers, and its answer."""
    for rule in rules:
        judgement = rule.of(case)
        if judgement is not None:
            return rule, judgement
    raise AssertionError("the last rule answers always")


def explained(case: Case) -> Explanation:
    """The walk over the rules, as the judgement made it."""
    steps = []
    for rule in RULES:
        said = rule.of(case)
        steps.append(Step(rule=rule.name, looked_at=rule.looks_at, said=said))
        if said is not None:
            break
    judgement = steps[-1].said
    assert judgement is not None, "the last rule answers always"
    return Explanation(judgement=judgement, steps=tuple(steps), otherwise=_otherwise(case, steps[-1].rule, judgement))


def _otherwise(case: Case, fired: str, judgement: Judgement) -> tuple[str, ...]:
    """What would have decided without the rule, or the sign, that did."""
    told = []
    at = next(index for index, rule in enumerate(RULES) if rule.name == fired)
    names = {reason.sign for reason in judgement.reasons}
    if fired == "signs":
        others = replace(case, signs=[sign for sign in case.signs if sign.name not in names])
        told.append(f"without the sign {judgement.reasons[0].sign} {_told(*first(others))}")
    elif fired in ("failure", "no-answer"):
        told.append("only an answer could have said more")
    elif at + 1 < len(RULES):
        told.append(f"without the rule {fired} {_told(*first(case, RULES[at + 1 :]))}")
    if judgement.probe:
        told.append("what the host says to an address that cannot exist could make it soft-404")
    return tuple(told)


def _told(rule: Rule, judgement: Judgement) -> str:
    if rule.name == "good":
        return "nothing would have spoken against it: ok"
    sign = f" {judgement.reasons[0].sign}" if judgement.reasons else ""
    return f"the rule {rule.name}{sign} would have decided: {judgement.verdict}"
