"""A page of ours, with a figure that is updated every day, and what later visits to it are weighed with."""

from archive.domain.support import Carried, Rendition, Support, weigh

ABOUT = (
    "The port authority of Velmark publishes a bulletin on the harbour every morning.",
    "Ships that wait outside the breakwater are counted by radar and by the pilots.",
    "The authority was founded in 1924 by the merchants of the old town.",
    "Its pilots are trained at the naval school of Ostmar for three years.",
    "Fishing boats use the northern basin and are counted apart from cargo ships.",
)
MORE = (
    "A new crane for containers will be delivered by a shipyard in the north.",
    "Visitors may climb the old lighthouse on the first Sunday of every month.",
    "The canteen of the harbour serves soup with smoked eel and dark bread.",
    "Dredging of the channel was paid for by a loan of the regional bank.",
)


def bulletin(*, day: str, waiting: str, cargo: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    """The page on one day: what never changes, and the sentence with the day's figures."""
    daily = f"As of 6am on {day}, {waiting} ships were waiting outside Velmark, of which {cargo} carried grain."
    return "\n".join((*before, *ABOUT[:3], daily, *ABOUT[3:], *after))


def page(*sentences: str) -> Rendition:
    """A page with these sentences among those that never change."""
    return Rendition(text="\n".join((*ABOUT[:3], *sentences, *ABOUT[3:], *MORE)))


def carried_by(text: str, support: Support) -> Carried:
    """What is remembered of a snapshot that carried a claim."""
    assert support.passage is not None
    start, end = support.passage.start, support.passage.end
    return Carried(passage=support.passage, before=text[max(0, start - 300) : start], after=text[end : end + 300])


def carried_in(claim: str, text: str) -> Carried:
    """What is remembered of this text, which carries the claim."""
    return carried_by(text, weigh(claim, Rendition(text=text)))
