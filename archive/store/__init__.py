"""The only door to SQL and to the WARC files."""
