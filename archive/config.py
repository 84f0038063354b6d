"""The one frozen set of settings: environment CITEWATCH_*, then citewatch.toml, then the defaults here."""

from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from archive.domain.timetables import rule
from archive.refusals import refusals

MiB = 2**20

PREFIX = "CITEWATCH_"

_ALERTS = Path("alerts.toml")

FILE = Path("citewatch.toml")
"""The settings of a working folder."""


class Settings(BaseSettings):
    """Every setting; each is also `-s CITEWATCH_NAME=value` of a crawl. Lists are separated by commas."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        toml_file=FILE,
        frozen=True,
        extra="forbid",
        validate_default=True,
        allow_inf_nan=False,
    )

    home: Path = Field(Path("data"), description="Folder of the record: archive.db, warc/, logs/")
    database: str = Field("", description="SQLAlchemy URL of the database; empty: archive.db in the home folder")
    warc: str = Field("", description="Folder of the WARC files; empty: warc in the home folder")
    contact: str = Field("", description="Address or page that the User-Agent names for questions")
    user_agent: str = Field("", description="User-Agent instead of the honest default; empty: the default")
    delay: float = Field(2.0, ge=0, description="Seconds between two requests to one host; 0 for none")
    jitter: float = Field(0.5, ge=0, le=1, description="Share by which the delay varies at random, 0 to 1")
    concurrency: int = Field(16, ge=1, description="Requests under way at once, over all hosts")
    timeout: float = Field(60.0, gt=0, description="Seconds until a fetch is given up")
    retries: int = Field(2, ge=0, description="Further tries after a temporary failure")
    max_size: int = Field(32 * MiB, ge=1, description="Bytes of a response body, as sent and after decoding")
    max_redirects: int = Field(20, ge=0, description="Redirect hops that are followed")
    robots_ignore: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Hosts whose robots.txt is not asked for"
    )
    allow_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (), description="Private networks (CIDR) that may be reached all the same"
    )
    interval: float = Field(24.0, gt=0, description="Hours until a source is due again that changes as most do")
    recrawl: Literal["learn", "fixed"] = Field(
        "learn", description="learn: look when it is worth looking; fixed: at every source after the interval"
    )
    budget: float = Field(0.0, ge=0, description="Looks a day at all sources together; 0: as the interval has it")
    shortest: float = Field(1.0, gt=0, description="Hours between two looks at a source at least")
    longest: float = Field(30.0, gt=0, le=3650, description="Days between two looks at a source that is well at most")
    probe: float = Field(30.0, ge=0, description="Days between two probes of a host that may answer anything; 0: none")
    lease: float = Field(15.0, gt=0, description="Minutes for which a crawl holds the sources it took")
    workers: int = Field(0, ge=0, description="Processes that read pages; 0: one for each processor")
    read_timeout: float = Field(30.0, gt=0, description="Seconds that reading one page may take")
    read_memory: int = Field(1024 * MiB, ge=64 * MiB, description="Bytes of memory that a reading process may use")
    warc_size: int = Field(1024 * MiB, ge=1, description="Bytes after which a WARC file is closed and the next begun")
    document_max_size: int = Field(64 * MiB, ge=1, description="Bytes of a document that is added")
    save_endpoint: str = Field(
        "https://web.archive.org/save", description="Where an archive is asked to save pages (Save Page Now 2)"
    )
    save_key: SecretStr = Field(SecretStr(""), description="Access key of the account that saves pages; empty: none is")
    save_secret: SecretStr = Field(SecretStr(""), description="The secret that belongs to that key")
    save_every: float = Field(90.0, gt=0, description="Days between two saves of a source")
    save_rate: float = Field(10.0, gt=0, description="Requests per minute to the archive that saves pages")

    public_url: str = Field("", description="Address of the folder in which feeds are published; empty: none is known")
    metrics_file: str = Field("", description="File for Prometheus' node_exporter, written after each run; empty: none")
    log_format: Literal["text", "json"] = Field("text", description="How log lines are written: text or json")

    archives: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Archives that are asked for copies, by their names; empty: those that are on"
    )
    archives_file: str = Field("", description="TOML file with archives of one's own (docs/rescue.md)")
    archive_delay: float = Field(4.0, ge=0, description="Seconds between two requests to an archive")
    archive_copies: int = Field(5, ge=1, description="Most copies of a source that are fetched from an archive")
    archive_again: float = Field(30.0, gt=0, description="Days until an archive is asked again that had nothing of use")

    alerts_file: str = Field(
        "", description="TOML file of alerts (docs/alerts.md); empty: alerts.toml in the working folder"
    )
    schedule_sources: str = Field("10m", description="When `schedule` crawls the sources that are due")
    schedule_rescue: str = Field("1h", description="When `schedule` looks for copies of what is lost")
    schedule_save: str = Field("1d", description="When `schedule` has pages saved; it needs CITEWATCH_SAVE_KEY")
    schedule_alerts: str = Field("5m", description="When `schedule` sends alerts, where some are set up")
    schedule_verify: str = Field("17 3 * * sun", description="When `schedule` checks the evidence")
    schedule_grace: float = Field(24.0, gt=0, description="Hours for which a missed run of a cron line is made up")
    timezone: str = Field("UTC", description="Time zone of cron lines, as Europe/Berlin")

    @field_validator("robots_ignore", "allow_networks", "archives", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [part.strip() for part in value.split(",") if part.strip()]

    @field_validator(
        "schedule_sources", "schedule_rescue", "schedule_save", "schedule_alerts", "schedule_verify", mode="after"
    )
    @classmethod
    def _is_rule(cls, text: str) -> str:
        rule(text)
        return text

    @field_validator("timezone", mode="after")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        zone_named(name)
        return name

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @classmethod
    def load(cls, overrides: Mapping[str, Any] | None = None) -> Self:
        """The settings in force; `overrides` (field name to value) win. Raises ConfigurationError."""
        given = dict(overrides or {})
        with refusals(FILE, prefix=PREFIX, given=given):
            return cls(**given)

    @property
    def zone(self) -> tzinfo:
        """The time zone of cron lines."""
        return zone_named(self.timezone)

    @property
    def database_url(self) -> str:
        """The database in force, as a SQLAlchemy URL."""
        return self.database or f"sqlite:///{self.home / 'archive.db'}"

    @property
    def alerts_path(self) -> Path | None:
        """The file of alerts that is named, or lies where it is looked for; None where nobody is to be told."""
        named = Path(self.alerts_file) if self.alerts_file else None
        return named or (_ALERTS if _ALERTS.exists() else None)

    @property
    def warc_folder(self) -> Path:
        """The folder of the WARC files."""
        return Path(self.warc) if self.warc else self.home / "warc"


def setting_names() -> dict[str, str]:
    """Each field of Settings with the name under which it is set: {"delay": "CITEWATCH_DELAY"}."""
    return {field: f"{PREFIX}{field.upper()}" for field in Settings.model_fields}


def unknown_settings(names: Iterable[str]) -> list[str]:
    """Those of the names that look like settings and are none, in order of the alphabet."""
    known = set(setting_names().values())
    return sorted(name for name in names if name.startswith(PREFIX) and name not in known)


def zone_named(name: str) -> tzinfo:
    """The time zone of this name in the IANA database; raises ValueError."""
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name!r} is known here: write one as Europe/Berlin, or UTC") from error
