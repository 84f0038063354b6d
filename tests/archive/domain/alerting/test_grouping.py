"""What waits for one document goes out together."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from archive.domain.alerting import Digest, Quiet, Rhythm, Wish, grouped
from archive.domain.alerting.grouping import MOST
from tests.archive.domain.alerting.notices import NOW, notice

UTC = ZoneInfo("UTC")


def wish(number: int, *, minutes: float = 0, document: str = "a.md") -> Wish:
    at = NOW + timedelta(minutes=minutes)
    return Wish(channel="mail", document=document, notice=notice(event=number, key=f"{number:05}", at=at))


def test_a_group_goes_out_with_its_first_event_and_takes_the_later_ones_along() -> None:
    rhythm = Rhythm(zone=UTC, window=timedelta(minutes=10))
    wishes = [wish(2, minutes=9), wish(1), wish(3, document="b.md", minutes=2)]
    first, second = grouped(wishes, rhythm, told=None, now=NOW)
    assert ([each.event for each in first.notices], first.due) == ([1, 2], NOW + timedelta(minutes=10))
    assert (second.document, second.due) == ("b.md", NOW + timedelta(minutes=12))


def test_a_message_tells_of_no_more_than_a_reader_can_bear() -> None:
    groups = grouped([wish(number) for number in range(MOST + 1)], Rhythm(zone=UTC), told=None, now=NOW)
    assert [len(group.notices) for group in groups] == [MOST, 1]


def test_what_was_due_before_quiet_hours_and_is_late_waits_for_their_end() -> None:
    rhythm = Rhythm(zone=UTC, quiet=Quiet(start=time(13), end=time(15)))
    (group,) = grouped([wish(1)], rhythm, told=None, now=NOW + timedelta(hours=2))
    assert group.due == NOW + timedelta(hours=3)


def test_a_late_digest_takes_along_what_happened_since() -> None:
    rhythm = Rhythm(zone=UTC, digest=Digest.DAILY, at=time(12, 30))
    (group,) = grouped([wish(1), wish(2, minutes=40)], rhythm, told=None, now=NOW + timedelta(hours=1))
    assert (len(group.notices), group.due) == (2, NOW + timedelta(minutes=30))
