"""Lines as in a crontab: five fields, and the wall times that they name."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = 9
"""A 29 February comes round within eight years, also over 2100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What one of the five fields may hold; names stand for numbers from `least` on."""

    what: str
    least: int
    most: int
    names: tuple[str, ...] = ()


FIELDS = (
    Field(what="minute", least=0, most=59),
    Field(what="hour", least=0, most=23),
    Field(what="day of the month", least=1, most=31),
    Field(what="month", least=1, most=12, names=_MONTHS),
    Field(what="day of the week", least=0, most=7, names=_WEEKDAYS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """A line of a crontab: `times` of the day, on days that `months`, `days` and `weekdays` (0 is Sunday) allow.

    Where the line names both days of the month and of the week, either suffices, as in every cron (`either`).
    """

    text: str
    times: tuple[time, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool

    @property
    def hourly(self) -> bool:
        """Whether it names every hour: such a line counts hours as they pass, not as a clock shows them."""
        return len({at.hour for at in self.times}) == 24

    def on(self, day: date) -> bool:
        """Whether it names this day."""
        if day.month not in self.months:
            return False
        by_month, by_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return by_month or by_week if self.either else by_month and by_week

    def walls(self, wall: datetime, *, inclusive: bool = False) -> Iterator[datetime]:
        """The wall times (naive) that it names after this one, in order; with `inclusive` also this one."""
        begin = (bisect_left if inclusive else bisect_right)(self.times, wall.time())
        for day in self._days(wall.date()):
            times = self.times[begin:] if day == wall.date() else self.times
            yield from (datetime.combine(day, at) for at in times)

    def _days(self, first: date) -> Iterator[date]:
        day = first
        while day.year <= min(first.year + _YEARS, date.max.year - 1):
            if self.on(day):
                yield day
            day += timedelta(days=1)


def cron(text: str) -> Cron:
    """The line that this text is; raises ValueError with the reason where it is none."""
    parts = text.lower().split()
    if len(parts) != len(FIELDS):
        raise ValueError(f"{len(parts)} fields where a cron line has five: minute, hour, day, month, weekday")
    minutes, hours, days, months, weekdays = (_numbers(part, field) for part, field in zip(parts, FIELDS, strict=True))
    line = Cron(
        text=" ".join(parts),
        times=tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes)),
        days=days,
        months=months,
        weekdays=frozenset(number % 7 for number in weekdays),
        either=not parts[2].startswith("*") and not parts[4].startswith("*"),
    )
    if not line.either and all(min(days) > _LONGEST[month - 1] for month in months):
        raise ValueError(f"no month that it names has a day {min(days)}")
    return line


def _numbers(text: str, field: Field) -> frozenset[int]:
    return frozenset(number for part in text.split(",") for number in _range(part, field))


def _range(text: str, field: Field) -> range:
    """One member of a list: `*`, `5`, `mon-fri`, each with a step behind a slash."""
    span, slash, step = text.partition("/")
    if slash and not (step.isdecimal() and int(step)):
        raise ValueError(f"{text!r}: a step is a number from 1 on")
    first, last = _ends(span, field)
    if slash and "-" not in span and span != "*":
        last = field.most
    if first > last:
        raise ValueError(f"{text!r}: the {field.what} {first} comes after {last}")
    return range(first, last + 1, int(step) if slash else 1)


def _ends(span: str, field: Field) -> tuple[int, int]:
    if span == "*":
        return field.least, field.most
    first, dash, last = span.partition("-")
    return _number(first, field), _number(last if dash else first, field)


def _number(text: str, field: Field) -> int:
    if text in field.names:
        return field.names.index(text) + field.least
    if not (text.isascii() and text.isdecimal()):
        names = f" or {field.names[0]} to {field.names[-1]}" if field.names else ""
        raise ValueError(f"{text!r} is no {field.what}: {field.least} to {field.most}{names}")
    if not field.least <= int(text) <= field.most:
        raise ValueError(f"{text} is no {field.what}: {field.least} to {field.most}")
    return int(text)
