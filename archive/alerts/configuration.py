"""alerts.toml: which channels there are, and which events go to which of them."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails

from archive.alerts.channels import STRICT, Span
from archive.alerts.kinds import AnyChannel
from archive.alerts.places import Places
from archive.config import Settings
from archive.domain.alerting import Route
from archive.domain.events import EventKind
from archive.domain.support import SupportState
from archive.domain.urls import is_web
from archive.errors import ConfigurationError
from archive.refusals import place_of

DEFAULT = "alerts.toml"
_SETTING = "CITEWATCH_ALERTS_FILE"


def _page(template: str) -> str:
    if not is_web(template.replace("{", "").replace("}", "")) or "{url}" not in template:
        raise ValueError("no http or https address with {url} in it")
    return template


def _lasting(given: timedelta) -> timedelta:
    if not given:
        raise ValueError("no length of time: a message must be held while it is sent")
    return given


def _name(given: str) -> str:
    if not given.isprintable() or not given.strip() or len(given) > 60:
        raise ValueError("no name: 1 to 60 printable characters")
    return given


class RouteTable(BaseModel):
    """One [[route]]: the fields are those of a Route."""

    model_config = STRICT

    channels: tuple[str, ...] = Field(min_length=1)
    documents: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    states: tuple[SupportState, ...] = ()
    loudness: float = Field(0.0, ge=0, le=1)
    significance: float = Field(0.0, ge=0, le=1)

    def rule(self) -> Route:
        """The route as the rules take it."""
        return Route(**dict(self))


class Configuration(BaseModel):
    """The whole file. `page` is the address of a change in a web interface, `lease` how long a message is held."""

    model_config = STRICT

    page: Annotated[str, AfterValidator(_page)] | None = None
    lease: Annotated[Span, AfterValidator(_lasting)] = timedelta(minutes=10)
    channel: Mapping[Annotated[str, AfterValidator(_name)], AnyChannel] = Field(min_length=1)
    route: tuple[RouteTable, ...] = Field(min_length=1)

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes as the rules take them."""
        return tuple(route.rule() for route in self.route)


def load(settings: Settings) -> Configuration:
    """The configuration that the settings name. Raises ConfigurationError with the line and the reason."""
    path = settings.alerts_path or Path(DEFAULT)
    text = _text(path)
    try:
        return Configuration.model_validate(_checked(tomllib.loads(text), path, text))
    except tomllib.TOMLDecodeError as error:
        problem, line = place_of(error, text)
        raise ConfigurationError(_SETTING, f"{path}, line {line}: {problem}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _wrong(path, text, *_told(first)) from None


def _told(error: ErrorDetails) -> tuple[tuple[int | str, ...], str]:
    """Where something is wrong, and what."""
    if error["type"] == "union_tag_invalid":
        # It is told of the channel as a whole; the key that is wrong is its kind.
        there = error["ctx"]["expected_tags"].replace("'", "")
        return (*error["loc"], "kind"), f"no kind {error['ctx']['tag']!r}; there are {there}"
    return error["loc"], error["msg"].removeprefix("Value error, ")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(_SETTING, f"there is no {path}: docs/alerts.md has one to begin with") from error
    except OSError as error:
        raise ConfigurationError(_SETTING, f"{path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(_SETTING, f"{path} is no UTF-8 text") from error


def _checked(tables: dict[str, Any], path: Path, text: str) -> dict[str, Any]:
    """The tables, in which every route names channels that there are."""
    channels, routes = tables.get("channel"), tables.get("route")
    if not isinstance(channels, dict) or not isinstance(routes, list):
        return tables
    for number, route in enumerate(routes):
        named = route.get("channels") if isinstance(route, dict) else None
        for name in named if isinstance(named, list) else ():
            if isinstance(name, str) and name not in channels:
                known = ", ".join(channels)
                raise _wrong(path, text, ("route", number, "channels"), f"no channel {name!r}; there are {known}")
    return tables


def _wrong(path: Path, text: str, where: tuple[int | str, ...], problem: str) -> ConfigurationError:
    place = Places(text).find(where)
    name = f"{place.name}: " if place.name else ""
    return ConfigurationError(_SETTING, f"{path}, line {place.line}: {name}{problem}")
