"""The first looks after a citation was added: soon, then ever more rarely, for most edits of news come early."""

FIRST = 2 / 24
"""Days until the second look."""

UNTIL = 3.0
"""Days for which the ladder holds; then what was learnt decides alone."""


def cap(age: float) -> float | None:
    """The most days to wait where the first page was seen `age` days ago, or None: each wait is twice the age."""
    return max(FIRST, 2 * age) if age < UNTIL else None
