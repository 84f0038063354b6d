"""What the markup of a page gives away beside its words: what verdicts are judged by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign of the tables found in the markup: its name, and the stretch of markup that shows it."""

    sign: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What the markup of one page shows to the rules that judge it; it is used once and not kept.

    `words` counts the page's visible text (`Reading.page`). `headings` are the texts of its first h1 to h3 in page
    order. `canonical` is the absolute address that the page gives as its own (link rel=canonical, else og:url).
    `refresh` is the absolute target of a meta refresh outside noscript, `refresh_after` its delay in seconds.
    `free` is schema.org's isAccessibleForFree for the page, None where it is not stated. `promised_words` is how
    many words the page says its article has (schema.org wordCount, else the words of articleBody), None where it
    does not say. `password`: a visible form asks for one. `scripts` counts script elements; `mount` says that the
    body holds an empty element of the kind that scripts fill (id root, app, __next …). `noscript` is the text shown
    to readers without scripts. `kind` is "article" where og:type or schema.org says that the page is an article of
    any kind, else what og:type says. `title` is its title element as written, the site's name included, where the
    reading's title is what the page is called. `description` is the page's own description of itself (meta or og).
    """

    words: int = 0
    headings: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    canonical: str | None = None
    refresh: str | None = None
    refresh_after: float | None = None
    free: bool | None = None
    promised_words: int | None = None
    password: bool = False
    scripts: int = 0
    mount: bool = False
    noscript: str = ""
    kind: str | None = None
    description: str = ""
    title: str = ""
