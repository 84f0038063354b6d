"""`citewatch` in this process."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from archive.cli import run
from crawler.cli import app
from tests.archive.conftest import Answer


def citewatch(*arguments: str) -> Answer:
    """What the command came to."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(app, list(arguments))
    return Answer(code=code, out=out.getvalue(), err=err.getvalue())
