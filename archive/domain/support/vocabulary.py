"""How the word lists of these rules are written: words with white space between them, in any of their forms."""

from archive.domain.atoms import fold


def words(text: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(map(fold, text.split()))
