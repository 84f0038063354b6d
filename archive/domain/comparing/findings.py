"""Everything that was found to differ between two readings, before it is named and weighed."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.changes import Alteration
from archive.domain.comparing.amounts import Amount, amount_of
from archive.domain.comparing.beside import caption_pairs, notes_beside, still_shown, without_headline
from archive.domain.comparing.corrections import corrections_in, is_note
from archive.domain.comparing.force import turned
from archive.domain.comparing.links import LinkChanges, changed_links
from archive.domain.comparing.media import MediaChanges, changed_media
from archive.domain.comparing.metadata import altered_metadata, dated_lines
from archive.domain.comparing.pairs import Paired, pair_up
from archive.domain.comparing.passages import leftovers
from archive.domain.comparing.quantities import altered_figures
from archive.domain.comparing.quotations import altered_quotations
from archive.domain.comparing.sides import Sides, sides_of
from archive.domain.comparing.titles import headline_of, same_headline
from archive.domain.readings import Reading
from archive.domain.words import same_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What differs; `identical` says that nothing does, `noise` counts lines that differ in noise or typography, `seen`
    says whether a reader of the page could see that anything does, `home` whether it is the front page of a site."""

    sides: Sides
    paired: Paired
    amount: Amount
    moved: int
    noise: int
    identical: bool
    figures: tuple[Alteration, ...]
    quotations: tuple[Alteration, ...]
    metadata: tuple[Alteration, ...]
    corrections: tuple[str, ...]
    turned: tuple[str, ...]
    links: LinkChanges
    media: MediaChanges
    titles: tuple[str, str]
    seen: bool
    home: bool

    @property
    def said(self) -> bool:
        """Whether anything was said otherwise, typography and noise set aside."""
        return bool(self.paired.edited or self.paired.removed or self.paired.added)

    def altered(self, what: str) -> Alteration | None:
        """The alteration of that part of the page's metadata."""
        return next((each for each in self.metadata if each.what == what), None)


def find(before: Reading, after: Reading, url: str) -> Findings:
    """Compare the two readings of the page at `url` part by part."""
    sides = sides_of(before, after)
    rest, dated = dated_lines(leftovers(sides.before, sides.after, lambda: _frame(before, after)))
    metadata = altered_metadata(before, after)
    rest = without_headline(still_shown(rest, before.page, after.page), metadata)
    paired = pair_up(rest.gone, rest.come)
    captions = caption_pairs(media := changed_media(before, after))
    return Findings(
        sides=sides,
        paired=paired,
        amount=amount_of(paired, sides),
        moved=rest.moved,
        noise=rest.noise,
        identical=_identical(before, after),
        figures=altered_figures([*paired.edited, *captions]) if paired.edited or captions else (),
        quotations=altered_quotations(paired, "\n".join(sides.after)) if rest.gone else (),
        metadata=_merged(metadata, dated),
        corrections=_new_notes(paired) or notes_beside(before, after, lambda: _frame(before, after)),
        turned=turned(paired.edited),
        links=changed_links(before, after, url),
        media=media,
        titles=(headline_of(before.title), headline_of(after.title)),
        seen=before.page != after.page or not after.page,
        home=_is_home(url),
    )


def _frame(before: Reading, after: Reading) -> frozenset[str]:
    """The words of links: a line that is nothing else is judged as a link; headings that link to themselves are not."""
    return frozenset(link.text for link in (*before.links, *after.links) if link.furniture or "#" not in link.url)


def _new_notes(paired: Paired) -> tuple[str, ...]:
    """Correction notes that are new, or that an edit made of another passage."""
    noted = [pair for pair in paired.edited if is_note(pair.after.text) and not is_note(pair.before.text)]
    return (*corrections_in(paired.added), *(pair.after.text for pair in noted))


def _merged(metadata: tuple[Alteration, ...], dated: Iterable[Alteration]) -> tuple[Alteration, ...]:
    known = {each.what for each in metadata}
    return (*metadata, *(each for each in dated if each.what not in known))


def _identical(before: Reading, after: Reading) -> bool:
    """Whether the two readings show the same in every part that is compared."""
    return (
        same_words(before.text, after.text)
        and same_words(before.page, after.page)
        and same_headline(before.title, after.title)
        and (before.author, before.published, before.modified) == (after.author, after.published, after.modified)
        and before.links == after.links
        and before.images == after.images
    )


def _is_home(url: str) -> bool:
    return url.partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/").count("/") == 0
