"""The claims that rest on one source, for people to speak of."""

from dataclasses import dataclass

from sqlalchemy import Connection

from archive.domain.rulings import claim_key
from archive.domain.support import Support
from archive.queries.claims.evidence import current
from archive.queries.claims.statements import resting_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A citing sentence, the `number`th of its document, and what the source's current snapshot makes of it.

    `support` is None where nothing was held against it yet.
    """

    document: str
    number: int
    text: str
    support: Support | None


def resting_on(connection: Connection, source: int) -> tuple[Resting, ...]:
    """The claims of newest editions that rest on the source of this row id, by document and number."""
    weighed = current(connection, source=source)
    return tuple(
        Resting(document=row.name, number=row.position + 1, text=row.text, support=weighed.get((row.id, source)))
        for row in connection.execute(resting_claims(source))
    )


def matching(known: tuple[Resting, ...], words: str) -> tuple[Resting, ...]:
    """The claims that are meant by a number, by all their words, or else by some of them; one of each sentence."""
    wanted = claim_key(words)
    if wanted.isascii() and wanted.isdigit():
        found = [each for each in known if str(each.number) == wanted.lstrip("0")]
    else:
        found = [each for each in known if claim_key(each.text) == wanted]
        found = found or [each for each in known if wanted.casefold() in claim_key(each.text).casefold()]
    return tuple({claim_key(each.text): each for each in reversed(found)}.values())[::-1]
