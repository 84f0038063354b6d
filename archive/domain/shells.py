"""Commands of citewatch as a shell takes them, whatever a name or an address holds."""

import shlex


def command(*words: str, of: str) -> str:
    """The command with these words that is about `of`, a document's name or an address; options go before it.

    A name that begins with a dash would be taken for an option: "--" ends them (POSIX.1 12.2, guideline 10).
    """
    ended = ["--"] if of.startswith("-") else []
    return shlex.join(["citewatch", *words, *ended, of])
