"""What stands beside the main text: its headline, captions, correction notes, and lines that an extractor dropped."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from archive.domain.changes import Alteration
from archive.domain.comparing.corrections import is_note
from archive.domain.comparing.folding import bare, fold
from archive.domain.comparing.media import MediaChanges
from archive.domain.comparing.pairs import Pair
from archive.domain.comparing.passages import Leftovers, Passage
from archive.domain.comparing.quantities import altered_figures
from archive.domain.readings import Reading

_NOTE_WORDS = 6


def still_shown(rest: Leftovers, before: str, after: str) -> Leftovers:
    """What is left once lines are taken out that the pages show as often as they did: only the extractor's choice of
    them is another."""
    if not (rest.gone or rest.come) or not before or not after:
        return rest
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    gone = tuple(each for each in rest.gone if not _stays(each.text, old, new))
    come = tuple(each for each in rest.come if not _stays(each.text, new, old))
    if gone or come:
        lost, won = _lines(old, new), _lines(new, old)
        gone = tuple(each for each in gone if won[key := _line(each.text)] < max(1, lost[key]))
        come = tuple(each for each in come if lost[key := _line(each.text)] < max(1, won[key]))
    dropped = len(rest.gone) + len(rest.come) - len(gone) - len(come)
    return replace(rest, gone=gone, come=come, noise=rest.noise + dropped) if dropped else rest


def without_headline(rest: Leftovers, metadata: Sequence[Alteration]) -> Leftovers:
    """What is left once a headline that changed is taken out: it is told as such. One whose figure changed stays."""
    title = next((each for each in metadata if each.what == "headline"), None)
    if title is None or altered_figures([Pair(before=_passage(title.before), after=_passage(title.after))]):
        return rest
    gone = tuple(each for each in rest.gone if bare(each.text) != bare(title.before))
    come = tuple(each for each in rest.come if bare(each.text) != bare(title.after))
    return replace(rest, gone=gone, come=come)


def notes_beside(before: Reading, after: Reading, frame: Callable[[], frozenset[str]]) -> tuple[str, ...]:
    """Correction notes that the later page shows anywhere, and the earlier nowhere: templates set them in boxes."""
    if before.page == after.page:
        return ()
    shown = set(before.page.splitlines())
    new = [line for line in after.page.splitlines() if line not in shown and line.count(" ") + 1 >= _NOTE_WORDS]
    notes = [line for line in new if is_note(line)]
    if not notes:
        return ()
    known, links = {fold(line) for line in shown}, frame()
    return tuple(line for line in notes if fold(line) not in known and line not in links)


def caption_pairs(media: MediaChanges) -> tuple[Pair, ...]:
    """The captions that changed under images that stayed."""
    return tuple(Pair(before=_passage(was.text), after=_passage(now.text)) for was, now in media.captions)


def _passage(text: str) -> Passage:
    return Passage(text=text, place=0)


def _stays(text: str, own: Counter[str], other: Counter[str]) -> bool:
    """Whether the other page shows a line, as written or without its typography, as often."""
    return any(other[line] >= max(1, own[line]) for line in (text, _line(text)))


def _lines(page: Counter[str], other: Counter[str]) -> Counter[str]:
    """The lines that one page shows more often than the other: only they are worth folding."""
    more: Counter[str] = Counter()
    for line, count in page.items():
        if count > other[line]:
            more[_line(line)] += count - other[line]
    return more


def _line(text: str) -> str:
    """A line with the bars of its table and its typography set aside."""
    return fold(text.replace("|", " "))
