"""The steps, oldest first; the name of each begins with its revision."""
