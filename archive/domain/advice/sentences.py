"""What an advice says, one function for each kind: a sentence that begins with how it is and ends with what to do."""

from datetime import UTC, datetime

from archive.domain.advice.cases import Case, CopySeen, Search, Weighed
from archive.domain.comparing.folding import one_line
from archive.domain.support import SupportState

_FIGURE = 60
_WHY = 120


def day(at: datetime) -> str:
    """A day as people write it, in UTC: 3 April 2024."""
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y}"


def no_address(_case: Case) -> str:
    return "It cites no web page: there is nothing to watch."


def unseen(_case: Case) -> str:
    return "It was not looked at yet: start a crawl."


def figure(case: Case) -> str:
    told = next((each for each in case.refuted if each.became), case.refuted[0])
    return f"{_otherwise(told)}: check your sentence{_or_cite(case)}{_and_more(len(case.refuted) - 1)}."


def _otherwise(told: Weighed) -> str:
    if told.became is None:
        return "The page says otherwise"
    if told.state == SupportState.CONTRADICTED and told.carried_by is None:
        return f"The page says {_figure(told.became)}{_where(told)}"
    return f"The figure is now {_figure(told.became)}{_where(told)}"


def _where(told: Weighed) -> str:
    return f" where yours is {_figure(told.was)}" if told.was else ""


def _figure(text: str) -> str:
    return f"“{one_line(text, _FIGURE)}”"


def _or_cite(case: Case) -> str:
    return f", or cite the copy of {day(case.carrier.at)}, which still carries it" if case.carrier else ""


def _and_more(more: int) -> str:
    if not more:
        return ""
    return f" ({more} more {'sentence is' if more == 1 else 'sentences are'} concerned)"


def replace(case: Case) -> str:
    assert case.carrier is not None, "the rule saw one"
    way = "The page is dead" if case.dead else "The passage is gone from the page"
    return f"{way}: replace the link by the copy of {day(case.carrier.at)}{_carrying(case, case.carrier)}."


def _carrying(case: Case, copy: CopySeen) -> str:
    concerned = len(case.orphaned)
    if not concerned:
        return ""
    if concerned == 1:
        return ", which still carries it"
    carried = sum(1 for each in case.orphaned if each.claim in copy.carries)
    if carried == concerned:
        return f", which still carries all {concerned} sentences"
    return f", which still carries {carried} of {concerned} sentences"


def gone(case: Case) -> str:
    last = max((each.carried_on for each in case.vanished if each.carried_on), default=None)
    seen = f" (last seen on {day(last)})" if last else ""
    more = _and_more(len(case.vanished) - 1)
    return f"The passage is gone from the page{seen}: find another source, or change your sentence{more}."


def no_carrier(case: Case) -> str:
    count = len(case.copies)
    kept = "the one copy found does not carry" if count == 1 else f"none of the {count} copies found carries"
    return f"The page is dead{_since(case)}, and {kept} what you cite: find another source."


def no_copy(case: Case) -> str:
    return f"The page is dead{_since(case)} and nobody keeps a copy of use: find another source, or ask for one."


def find_copy(case: Case) -> str:
    if case.search == Search.WAITING:
        return f"The page is dead{_since(case)}: copies are being looked for, let the search go on."
    if case.search == Search.FAILED:
        return f"The page is dead{_since(case)} and no archive answered: look for a copy again."
    return f"The page is dead{_since(case)}: look for a copy in other archives."


def blocked(case: Case) -> str:
    return f"It is blocked to us, not dead{_known_of(case)}: look yourself, and say how it stands."


def _known_of(case: Case) -> str:
    if case.carried:
        return "; the last version that was seen carries what you cite"
    return f"; the copy of {day(case.witness.at)} carries what you cite" if case.witness else ""


def never_said(case: Case) -> str:
    more = _and_more(len(case.absent) - 1)
    return (
        f"The page does not say it, and no version of it that was seen did: check whether it is the right source{more}."
    )


def moved(case: Case) -> str:
    return f"The page lives at {one_line(case.address or '', 200)} now: update the address."


def partly(case: Case) -> str:
    told = case.open_in(SupportState.PARTLY)
    missing = ", ".join(_figure(each) for each in told[0].missing[:3])
    lacks = f"The page {_does_not(told[0])} have {missing}" if missing else "The page has only part of it"
    return f"{lacks}: check your sentence{_and_more(len(told) - 1)}."


def _does_not(told: Weighed) -> str:
    return "does not" if told.carried_by is None else "no longer seems to"


def ambiguous(case: Case) -> str:
    more = _and_more(len(case.open_in(SupportState.AMBIGUOUS)) - 1)
    return f"The page has only what resembles it: read the passage, and say whether it carries your sentence{more}."


def unreadable(case: Case) -> str:
    return f"It was never read here ({one_line(case.verdict or '', 40)}): look yourself."


def doubtful(case: Case) -> str:
    known = f"; the copy of {day(case.witness.at)} carries what you cite" if case.witness else ""
    failed = f"It failed of late ({one_line(case.verdict or '', 40)}), too little to call it dead{known}"
    return f"{failed}: wait for the next looks."


def unverifiable(case: Case) -> str:
    told = case.open_in(SupportState.UNVERIFIABLE)
    why = f" ({one_line(told[0].why, _WHY)})" if told[0].why else ""
    copy = f"; the copy of {day(case.witness.at)} carries it" if case.witness else ""
    say = ", and say whether it carries your sentence" if case.snapshots else ""
    return f"What is shown to us cannot tell{why}{copy}: look yourself{say}."


def certificate(_case: Case) -> str:
    return "Its readers are warned off, for its certificate does not hold: tell its keeper, or cite a copy."


def unweighed(_case: Case) -> str:
    return "Your sentences were not held against it yet: the next crawl does that."


def elsewhere(_case: Case) -> str:
    return "What it does not say, another source of the sentence says: nothing to do."


def unnamed(_case: Case) -> str:
    return "It stands, and no sentence names it: nothing to do."


def good(_case: Case) -> str:
    return "Nothing to do."


def _since(case: Case) -> str:
    return f" since {day(case.since)}" if case.since else ""
