"""Replacements for tests, and what a repair made of a text."""

from datetime import date

from pipelines.repair import Repaired, Replacement, repaired

DAY = date(2020, 4, 1)


def version(url: str) -> str:
    """The address of a copy."""
    return f"https://archive.example/20200401/{url}"


def copy_of(url: str, *, lives: bool = False, label: str = "1") -> Replacement:
    """A copy of the page."""
    return Replacement(url=url, version=version(url), day=DAY, archive="Archive", label=label, lives=lives)


def repair(text: str | bytes, *urls: str, name: str, lives: bool = False) -> Repaired:
    """The document with copies of these pages."""
    payload = text.encode() if isinstance(text, str) else text
    return repaired(payload, [copy_of(url, lives=lives) for url in urls], name=name)


def link(url: str, words: str, *, lives: bool = False) -> str:
    """A Robust Link."""
    return (
        f'<a href="{url if lives else version(url)}" data-originalurl="{url}" data-versionurl="{version(url)}" '
        f'data-versiondate="2020-04-01">{words}</a>'
    )
