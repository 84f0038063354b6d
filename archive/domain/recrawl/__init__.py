"""When to look at a source again, and why then."""
