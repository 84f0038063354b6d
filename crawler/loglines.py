"""Log lines as JSON: one object a line, for programs that collect them (CITEWATCH_LOG_FORMAT=json)."""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from archive.config import Settings
from archive.errors import ConfigurationError
from archive.export.lines import as_line

# Commands that only ask import this, and should not wait for Scrapy.
if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

LONGEST = 10_000
"""Characters of a message or a traceback that are kept: its end where it is longer, which tells what went wrong."""

_PRIORITY = "cmdline"
_PLAIN = (str, bool, int, float)


class JsonLines(logging.Formatter):
    """A record as JSON: time (UTC), level, logger, event, message, run, its facts, and the exception.

    A line tells its facts by `extra={"facts": {"event": "visited", "url": …}}`; nothing else that hangs on a record is
    written. `run` names the run of this process, once there is one.
    """

    run: str | None = None

    def format(self, record: logging.LogRecord) -> str:
        facts = _facts(record)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            "event": facts.pop("event", "note"),
            "message": _end(record.getMessage()),
            "run": self.run,
        }
        line |= {name: value for name, value in facts.items() if name not in line}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = _end(self.formatException(record.exc_info))
        return as_line(line)


def log_as_json(scrapy: "BaseSettings") -> None:
    """Have a crawl write JSON where Scrapy's settings for it say to write (LOG_ENABLED, LOG_FILE, LOG_LEVEL).

    Scrapy makes its own handler anew several times, in its own format: it is told to write nothing.
    """
    if not scrapy.getbool("LOG_ENABLED"):
        return
    handler = _handler(scrapy)
    handler.setFormatter(JsonLines())
    handler.setLevel(scrapy.get("LOG_LEVEL"))
    logging.root.addHandler(handler)
    scrapy.set("LOG_ENABLED", False, priority=_PRIORITY)  # noqa: FBT003 - the signature is Scrapy's
    scrapy.set("LOG_FILE", None, priority=_PRIORITY)


def log_commands_as_set() -> None:
    """Have the few lines that commands log, which no handler takes, written as the settings say."""
    try:
        as_json = Settings.load().log_format == "json"
    except ConfigurationError:
        # The command says so itself.
        return
    if as_json and logging.lastResort:
        logging.lastResort.setFormatter(JsonLines())


def log_here_as_json() -> None:
    """Have the handlers that this process set up write JSON."""
    for handler in logging.root.handlers:
        handler.setFormatter(JsonLines())


def message_of(line: str) -> str:
    """The words of a log line, however it was written."""
    try:
        told = json.loads(line)
    except ValueError:
        return line
    return str(told.get("message", line)) if isinstance(told, dict) else line


def writes_json() -> bool:
    """Whether log lines of this process are written as JSON."""
    return bool(_formatters())


def name_run(run: str) -> None:
    """Have every line from now on name the run of this process."""
    for formatter in _formatters():
        formatter.run = run


def _formatters() -> list[JsonLines]:
    found = (handler.formatter for handler in logging.root.handlers)
    return [formatter for formatter in found if isinstance(formatter, JsonLines)]


def _handler(scrapy: "BaseSettings") -> logging.Handler:
    file = scrapy.get("LOG_FILE")
    if not file:
        return logging.StreamHandler()
    mode = "a" if scrapy.getbool("LOG_FILE_APPEND") else "w"
    return logging.FileHandler(file, mode=mode, encoding=scrapy.get("LOG_ENCODING"))


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    """What the line tells beside its words, also where these are made of named values: of them only plain ones."""
    named = record.args if isinstance(record.args, Mapping) else {}
    plain = {name: value for name, value in named.items() if isinstance(value, _PLAIN)}
    return {str(name): _kept(value) for name, value in {**plain, **getattr(record, "facts", {})}.items()}


def _kept(value: object) -> Any:
    if isinstance(value, str):
        return _end(value)
    return value if value is None or isinstance(value, (*_PLAIN, dict, datetime)) else _end(str(value))


def _end(text: str) -> str:
    return text if len(text) <= LONGEST else "…" + text[-LONGEST:]
