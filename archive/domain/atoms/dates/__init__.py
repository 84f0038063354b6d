"""Dates and periods of running text, in the writing of many languages, and when one tells what another claims."""

from archive.domain.atoms.dates.covering import covers
from archive.domain.atoms.dates.finding import find_dates
from archive.domain.atoms.dates.found import Date

__all__ = ["Date", "covers", "find_dates"]
