"""Who it is that speaks."""

import getpass

from archive.errors import UsageError


def user() -> str:
    """The name under which the person at the command line is known here. Raises UsageError where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("nobody knows who you are here: say it with --who NAME") from error
