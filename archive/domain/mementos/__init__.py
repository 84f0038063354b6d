"""Copies of a page in other archives: how they are named, listed, read and chosen."""

from archive.domain.mementos.values import Memento

__all__ = ["Memento"]
