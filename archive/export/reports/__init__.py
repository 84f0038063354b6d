"""The health of a document as a file for people: a page of HTML that needs nothing else, or Markdown."""

from archive.export.reports.html import as_html
from archive.export.reports.markdown import as_markdown
from archive.export.reports.wording import Imprint

__all__ = ["Imprint", "as_html", "as_markdown"]
