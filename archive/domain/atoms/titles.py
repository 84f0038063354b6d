"""Words that stand beside names: titles, particles, openers of sentences."""

TITLES = frozenset(
    """president prime minister mr mrs ms miss dr sir dame lord lady king queen prince princess emperor emir sultan pope
    senator representative congressman congresswoman governor mayor chancellor secretary ambassador general colonel major
    captain lieutenant admiral sergeant professor prof judge justice chief executive officer ceo cfo cto chairman
    chairwoman chair director deputy vice commander ayatollah sheikh imam bishop archbishop cardinal rabbi reverend
    saint-pere herr frau monsieur madame senor senora don dona doctor coach""".split()  # noqa: SIM905 - reads better
)
"""Titles before a name, folded: they are words, and the name is what follows."""

PARTICLES = frozenset(
    "of the de da das do dos del della delle di du des van von der den ter ten bin ibn ben bint abu al el la le los y "
    "zu zum zur und".split()
) - {"und"}
"""Small words inside names: "Ministry of Education", "Ahmed Awad bin Mubarak"."""

WEEKDAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()  # noqa: SIM905 - reads better
)

COMMON_OPENERS = frozenset(
    """former current new early late future previous recent local national international global both today yesterday
    according based prior formerly later earlier original persistent limited""".split()  # noqa: SIM905 - reads better
)
"""Words that mostly only open a sentence, whatever follows them."""

GERMAN = frozenset(
    "der die das und ist nicht den dem mit ein eine einen auf für von zu wird wurde werden sich im".split()
)
"""Words by which a German sentence is told."""
