"""What a page says about itself and now says otherwise: headline, byline and dates."""

import re
from collections.abc import Iterable, Sequence

from archive.domain.changes import Alteration
from archive.domain.comparing.folding import fold, one_line
from archive.domain.comparing.noise import is_day
from archive.domain.comparing.passages import Leftovers, Passage
from archive.domain.comparing.titles import headline_of, same_headline
from archive.domain.readings import Reading

_DATED = re.compile(
    r"\b(?:updated|modified|revised|reviewed|amended|changed|last update|last revision|effective|published|posted|"
    r"aktualisiert|stand|geändert|letzte änderung|veröffentlicht|mise à jour|mis à jour|modifié|publié|actualizad[oa]|"
    r"última actualización|publicad[oa]|aggiornat[oa]|ultimo aggiornamento|pubblicat[oa]|atualizad[oa]|bijgewerkt|"
    r"laatst gewijzigd|обновлено|опубликовано)\b|更新|发布|公開|掲載",
    re.IGNORECASE,
)
_DIGIT_RUNS = re.compile(r"\d{1,4}")
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")
_WORDS = 14


def altered_metadata(before: Reading, after: Reading) -> tuple[Alteration, ...]:
    """Headline, byline and dates that both sides give and that differ. A date that follows a line of the page that
    only names the day is the day of the visit, and no date of the page."""
    altered = []
    if not same_headline(before.title, after.title):
        altered.append(_altered("headline", headline_of(before.title), headline_of(after.title)))
    if before.author and after.author and _names(before.author) != _names(after.author):
        altered.append(_altered("byline", before.author, after.author))
    if before.published != after.published or before.modified != after.modified:
        altered += _dates(before, after)
    return tuple(altered)


def dated_lines(rest: Leftovers) -> tuple[Leftovers, tuple[Alteration, ...]]:
    """What is left once lines that only say when the page was changed ("Last updated …") are set aside."""
    gone, come = [each for each in rest.gone if _is_dated(each)], [each for each in rest.come if _is_dated(each)]
    if not gone and not come:
        return rest, ()
    was, now = gone[0].text if gone else "", come[0].text if come else ""
    kept = Leftovers(gone=_others(rest.gone, gone), come=_others(rest.come, come), moved=rest.moved, noise=rest.noise)
    return kept, (_altered("modified", was, now),)


def _dates(before: Reading, after: Reading) -> Iterable[Alteration]:
    dates = (("published", before.published, after.published), ("modified", before.modified, after.modified))
    altered = [_altered(what, was, now) for what, was, now in dates if was and now and was != now]
    return () if altered and _name_the_day(before.page, after.page) else altered


def _name_the_day(before: str, after: str) -> bool:
    """Whether each of two pages has a line for the day that the other has not."""
    old, new = set(before.splitlines()), set(after.splitlines())
    return any(map(_is_day, old - new)) and any(map(_is_day, new - old))


def _is_day(line: str) -> bool:
    return is_day(" ".join(line.split()))


def _is_dated(passage: Passage) -> bool:
    text = passage.text
    if len(text) > 200 or text.count(" ") >= _WORDS or not _YEAR.search(text):
        return False
    return bool(_DATED.search(text)) and len(_DIGIT_RUNS.findall(text)) <= 7


def _others(passages: Sequence[Passage], without: Sequence[Passage]) -> tuple[Passage, ...]:
    taken = {id(each) for each in without}
    return tuple(each for each in passages if id(each) not in taken)


def _altered(what: str, before: str, after: str) -> Alteration:
    return Alteration(what=what, before=one_line(before, 300), after=one_line(after, 300))


def _names(author: str) -> frozenset[str]:
    """The names of a byline, whatever their order."""
    return frozenset(
        name for part in re.split(r"[;,]| and | und | et | y ", fold(author)) if (name := part.strip().casefold())
    )
