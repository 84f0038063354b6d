"""Feeds (Atom, RFC 4287) of what is worth telling: values in, bytes out (`atom`), so that files and servers give the
same."""

from archive.export.feeds.pages import Cut, Feed, Place, feed_page

__all__ = ["Cut", "Feed", "Place", "feed_page"]
