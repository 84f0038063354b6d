"""Taking the record elsewhere: JSON Lines, CSV for spreadsheets, and WARC files."""
