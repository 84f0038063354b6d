"""One visit as the rules look at it: the answer, the page, and what was known before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.domain.captures import Exchange
from archive.domain.judging.addresses import same_place
from archive.domain.places import Evidence
from archive.domain.readings import Body, Reading
from archive.domain.signs import Sign
from archive.domain.traits import Traits
from archive.domain.verdicts import Reason, Verdict
from archive.domain.visits import Fetched

SENTENCE = 6
"""Words of its own from which a line of a page says something, where shorter ones are labels."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a judgement rests on.

    `sibling` is what the host says where nothing can be, `before` what the source said when it was last good.
    """

    fetched: Fetched
    body: Body | None
    signs: Sequence[Sign]
    before: Reading | None = None
    sibling: Reading | None = None

    @cached_property
    def answer(self) -> Exchange | None:
        """The exchange that answers for the visit, where it ended well."""
        return self.fetched.last if self.fetched.failure is None else None

    @cached_property
    def status(self) -> int:
        """The answer's status; 0 for none."""
        return (self.answer.status or 0) if self.answer else 0

    @property
    def well(self) -> bool:
        """Whether the status says that all is well."""
        return 200 <= self.status < 300

    @property
    def asked(self) -> str:
        return self.fetched.target.url

    @property
    def final(self) -> str:
        return self.fetched.final_url

    @cached_property
    def redirected(self) -> bool:
        """Whether another place answered than the one that was asked."""
        return not same_place(self.asked, self.final)

    @property
    def reading(self) -> Reading | None:
        return self.body.reading if self.body else None

    @property
    def traits(self) -> Traits | None:
        """What the markup gives away, of a page that was read."""
        return self.body.traits if self.body and self.body.reading else None

    @cached_property
    def words(self) -> int | None:
        """How many words the page shows; None where nobody counted."""
        return self.traits.words if self.traits else None

    @property
    def title(self) -> str:
        return (self.reading.title or "") if self.reading else ""

    @property
    def _titles(self) -> str:
        """The title as written, and what the page is called where that is something else."""
        written = self.traits.title if self.traits else ""
        return (
            f"{written} | {self.title}"
            if written and self.title and self.title not in written
            else written or self.title
        )

    @cached_property
    def article(self) -> bool:
        """Whether the page says of itself that it is an article, and has a text to show for it."""
        if self.reading is None or self.traits is None or self.reading.words < 80:
            return False
        if self.traits.kind == "article":
            return True
        return self.traits.kind is None and self.reading.published is not None and self.reading.words >= 200

    @cached_property
    def evidence(self) -> Evidence:
        """What signs are looked for in."""
        reading, traits = self.reading, self.traits
        return Evidence(
            status=self.status,
            headers=self.answer.headers if self.answer else (),
            title=self._titles,
            headings=traits.headings if traits else (),
            text=reading.text[:50_000] if reading else "",
            page=(reading.page or reading.text)[:50_000] if reading else "",
            noscript=traits.noscript if traits else "",
            description=traits.description if traits else "",
            canonical=traits.canonical if traits else None,
            refresh=traits.refresh if traits else None,
            url=self.asked,
            final_url=self.final if self.redirected else "",
            words=self.words,
            marks=traits.marks if traits else (),
        )

    @cached_property
    def own_lines(self) -> tuple[int, ...]:
        """For each of the page's first lines, how many words are its own: none of its links, headings and title.

        Where a script sets no spaces, five characters count as a word.
        """
        if self.reading is None:
            return ()
        labels = [self.title, *(self.traits.headings if self.traits else ())]
        labels += [link.text for link in self.reading.links[:3000]]
        known = {word for label in labels for word in label.casefold().split()}
        lines = (self.reading.page or self.reading.text)[:100_000].split("\n")[:3000]
        return tuple(own for line in lines if (own := _own(line, known)))

    def first_seen(self, verdict: Verdict) -> tuple[Sign, Reason] | None:
        """The first sign of that verdict that is seen."""
        return next(
            (
                (sign, reason)
                for sign in self.signs
                if sign.verdict is verdict and (reason := sign.seen(self.evidence)) is not None
            ),
            None,
        )


def _own(line: str, known: set[str]) -> int:
    words = [word for word in line.casefold().split() if word not in known]
    return sum(1 if word.isascii() else max(1, len(word) // 5) for word in words)
