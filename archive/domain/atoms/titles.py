"""Words that stand beside names or open sentences: what belongs to a name, what does not, and what is one for sure."""

from archive.domain.figures.measures import words

TITLES = words(
    """
    president prime minister mr mrs ms miss dr sir dame lord lady king queen prince princess emperor emir sultan pope
    senator representative congressman congresswoman governor mayor chancellor secretary ambassador general colonel
    major captain lieutenant admiral sergeant professor prof judge justice chief executive officer ceo cfo cto chairman
    chairwoman chair director deputy vice commander ayatollah sheikh imam bishop archbishop cardinal rabbi reverend
    herr frau monsieur madame senor senora don dona doctor coach
    """
)
"""Titles before a name, folded: they are words, and the name is what follows."""

PARTICLES = words(
    """
    of the de da das do dos del della delle di du des van von der den ter ten bin ibn ben bint abu al el la le los y
    zu zum zur
    """
)
"""Small words inside names: "Ministry of Education", "Ahmed Awad bin Mubarak"."""

ARTICLES = frozenset(["al", "el", "la", "le", "los", "las", "de", "di", "da", "van", "von", "abu", "ibn", "the"])
"""Particles that with a capital may be the first word of a name: "Al Jazeera"."""

BODIES = words(
    """
    academy association bank board bureau chamber church city college commission committee commonwealth council
    county court department embassy faculty federation government house institute isle kingdom library ministry museum
    office organization organisation parliament people republic school society state story strait treaty union
    university
    """
)
"""Words that open a name with "of", also as the first of a sentence: "Ministry of Education"."""

DAYS = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag
    """
)
"""Days and months, which alone are no names."""

OPENERS = words(
    """
    former current new early late future previous recent local national international global today yesterday tomorrow
    according based prior formerly later earlier original persistent limited widespread retired rapid
    children people women men world state government company countries
    """
)
"""Words that mostly only open a sentence, whatever follows them."""

JOINED_PLURALS = frozenset(["people", "women", "men", "children", "workers", "farmers", "writers", "veterans", "world"])
"""Words whose possessive stands inside names: "People's Congress"."""

ALONE = frozenset(["AI", "US", "UK", "EU", "USA", "U.S.", "U.K.", "U.S.A.", "E.U."])
"""Acronyms that stand before names without being a part of them: "US AI models"."""

GERMAN = words(
    "die das und ist sind hat nicht dem mit ein eine einen auf für zu zum zur wird wurde werden sich im vom "
    "beim als auch"
)
"""Words by which a German sentence is told; those of names ("von der") tell nothing."""

PLACES = words(
    """
    afghanistan africa albania algeria america angola antarctica argentina armenia asia australia austria azerbaijan
    bahrain bangladesh belarus belgium benin bolivia bosnia botswana brazil britain bulgaria burundi cambodia cameroon
    canada chad chile china colombia congo croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia
    ethiopia europe finland france gabon georgia germany ghana greece greenland guatemala guinea haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait laos
    latvia lebanon liberia libya lithuania luxembourg madagascar malawi malaysia mali malta mexico moldova mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan
    palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia
    singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo
    tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe
    """
)
"""Countries and continents by their English names, where that is one word: names also as the first word."""
