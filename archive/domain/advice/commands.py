"""The commands that do what is advised, or help with it, ready for a shell whatever an address holds."""

import shlex

from archive.domain import shells
from archive.domain.advice.cases import Case
from archive.domain.support import SupportState


def repair(case: Case) -> str:
    return shells.command("repair", of=case.document)


def carrier(case: Case) -> str | None:
    """The command that puts the copy in, where there is one to put in."""
    return repair(case) if case.carrier else None


def rescue(case: Case) -> str:
    return shlex.join(["citewatch", "rescue", "--url", case.url or ""])


def crawl(_case: Case) -> str:
    return "scrapy crawl sources"


def overrule(case: Case) -> str:
    return shlex.join(["citewatch", "overrule", case.url or "", "alive", "--why", "TEXT"])


def ruling(case: Case) -> str | None:
    """How to say whether the source carries a claim that a person must look at; None before its first version."""
    told = [*case.open_in(SupportState.AMBIGUOUS), *case.open_in(SupportState.UNVERIFIABLE)]
    if not told or not case.snapshots:
        return None
    return shlex.join(
        ["citewatch", "overrule", case.url or "", "STATE", "--claim", str(told[0].claim), "--why", "TEXT"]
    )


def show(case: Case) -> str:
    number = max(each.carried_by or 0 for each in case.vanished)
    return shlex.join(["citewatch", "show", f"{case.url}@{number}"])
