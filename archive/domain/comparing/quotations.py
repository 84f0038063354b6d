"""Quotations that were altered, or that the page no longer carries."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from archive.domain.changes import Alteration
from archive.domain.comparing.folding import fold, one_line
from archive.domain.comparing.pairs import Paired

_QUOTED = re.compile(
    r"“([^“”]{12,2000})”|„([^„“”]{12,2000})[“”]|«\s?([^«»]{12,2000})\s?»|»([^«»]{12,2000})«|「([^「」]{6,2000})」"
    r"|『([^『』]{6,2000})』|(?<!\w)\"([^\"]{12,2000})\"(?!\w)"
)
_SIGN = re.compile(r"[“„«»「『\"]")
_LEAST_WORDS = 4
_ALIKE = 0.4
_LONGEST = 20_000
_MOST = 50
_CONTEXT = 400


def altered_quotations(paired: Paired, after: str) -> tuple[Alteration, ...]:
    """Quotations of four words or more whose wording changed, and those that stand nowhere in `after` now."""
    found = [*_reworded(paired)]
    seen = {each.before for each in found}
    gone = [
        Alteration(what="quotation", before=quote, after="", context=one_line(passage.text, _CONTEXT))
        for passage in paired.removed[: 4 * _MOST]
        for quote in _quotes(passage.text)
        if quote not in seen
    ]
    if gone:
        folded = fold(after)
        found += [each for each in gone if fold(each.before) not in folded]
    return tuple(found[:_MOST])


def _reworded(paired: Paired) -> Iterator[Alteration]:
    for pair in paired.edited:
        old, new = _quotes(pair.before.text), _quotes(pair.after.text)
        kept = {fold(quote) for quote in new} & {fold(quote) for quote in old}
        new = [quote for quote in new if fold(quote) not in kept]
        for quote in (each for each in old if fold(each) not in kept):
            likeness = {other: Indel.normalized_similarity(quote, other) for other in new}
            other = max(new, key=likeness.__getitem__, default="")
            if other and likeness[other] >= _ALIKE:
                context = one_line(pair.after.text, _CONTEXT)
                yield Alteration(what="quotation", before=quote, after=other, context=context)


def _quotes(text: str) -> list[str]:
    if not _SIGN.search(text):
        return []
    found = (next(filter(None, match.groups())) for match in _QUOTED.finditer(text[:_LONGEST]))
    return [quote.strip() for quote in found if len(quote.split()) >= _LEAST_WORDS or not quote.isascii()][:_MOST]
