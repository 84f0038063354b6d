"""How a command ends: one clear line for what went wrong, and an exit code."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from archive.cli.screen import one_line
from archive.errors import CitewatchError

INTERRUPTED = 130
"""What a shell reports for a process that Ctrl-C ended: 128 + SIGINT."""


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run the application and return its exit code; `arguments` are the process's own where None.

    0 the command did its work; 1 it failed; 2 it was asked wrongly; 130 it was interrupted. Only a fault of ours
    shows a traceback. A reader that hangs up early (`citewatch visits | head`) is no error worth words.
    """
    _open_closed()
    _speak_utf8()
    try:
        app(args=arguments, prog_name="citewatch")
    except SystemExit as end:
        return _flushed(_code(end))
    except CitewatchError as error:
        return _failed(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _failed(_in_words(error), 1)
    return _flushed(0)


def _open_closed() -> None:
    """Send what nobody listens to (`citewatch list >&-`) nowhere, before a file of ours takes the stream's number."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - it stays open as long as the process


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, as JSON must be (RFC 8259 section 8.1), and never fail over a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _code(end: SystemExit) -> int:
    return end.code if isinstance(end.code, int) else int(end.code is not None)


def _flushed(code: int) -> int:
    """The code, or 1 where the last words no longer reach their reader."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _failed(_in_words(error), 1)
    return code


def _failed(problem: str, code: int) -> int:
    """Say the problem on one line of standard error, after what was printed so far."""
    _flushed(code)
    sys.stderr.write(f"citewatch: {one_line(problem)}\n")
    return code


def _in_words(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
