"""Copies of pages in other archives: how they are named, listed, and chosen."""

from archive.domain.mementos.addresses import UriM, memento_of, next_hop, take_apart
from archive.domain.mementos.archives import Archive
from archive.domain.mementos.candidates import candidates
from archive.domain.mementos.cdx import CdxAnswer, read_cdx
from archive.domain.mementos.choosing import Copy, choose_copy, is_enough
from archive.domain.mementos.timemaps import TimeMap, read_timemap
from archive.domain.mementos.values import Found, Memento

__all__ = [
    "Archive",
    "CdxAnswer",
    "Copy",
    "Found",
    "Memento",
    "TimeMap",
    "UriM",
    "candidates",
    "choose_copy",
    "is_enough",
    "memento_of",
    "next_hop",
    "read_cdx",
    "read_timemap",
    "take_apart",
]
