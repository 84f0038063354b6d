"""A fetched copy as the page that it is a copy of, and why it may be of no use."""

from archive.domain.copies.refusing import refusal
from archive.domain.copies.unwrapping import is_memento, page_day, unwrapped

__all__ = ["is_memento", "page_day", "refusal", "unwrapped"]
