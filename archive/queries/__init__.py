"""Read-only questions to the record; every answer is a frozen value, and long answers stream."""
