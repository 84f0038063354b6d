"""How often pages change, as a few levels: what is thought of a page before its first visit.

A page is either steady, and keeps to one level for good (a Poisson process), or it comes in bursts: it leaves each
level after some changes for another one (a Markov-modulated Poisson process; Fischer & Meier-Hellstern, 1993). Half of
the changes of real pages follow another within a day, which no single rate can tell.
"""

LEVELS: tuple[float, ...] = tuple(9.0 / 3**step for step in range(8))
"""Changes a day, from nine down to one in eight months."""

STEADY, BURSTY = 0.3, 0.7
"""How many pages are of either kind."""

RESTLESS, DRIFT = 0.1, 0.003
"""A bursty page leaves a level once in ten changes, and however quiet it is, once in eleven months."""

SHARES = (*(STEADY / len(LEVELS) for _ in LEVELS), BURSTY)
"""The shares of pages: steady ones of each level, then the bursty ones together."""

START = (*SHARES[:-1], *(BURSTY / len(LEVELS) for _ in LEVELS))
"""What is thought before the first visit: steady at each level, then bursty and now at each level."""


def leaving() -> list[list[float]]:
    """The generator of a bursty page's levels, per day: row by row from which level, column by column to which."""
    count = len(LEVELS)
    rows = []
    for here, level in enumerate(LEVELS):
        pace = RESTLESS * level + DRIFT
        rows.append([pace / count - (pace if here == there else 0.0) for there in range(count)])
    return rows
