"""An event has the same key whenever it is told, and another one than every other event."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from archive.domain.alerting import event_key, message_key
from archive.domain.events import Event, EventKind
from tests.archive.domain.alerting.notices import NOW

EVENT = Event(
    kind=EventKind.SUPPORT,
    at=NOW,
    source="https://example.org/",
    loudness=0.9,
    summary="Gone.",
    claim="It rose.",
    was="verbatim",
    became="gone",
    details={"document": "a.md", "uri": None},
)


@pytest.mark.parametrize(
    "fields", [{"loudness": 0.1}, {"summary": "No longer there."}, {"details": {"document": "a.md", "score": 0.2}}]
)
def test_how_an_event_is_told_has_no_part_in_its_key(fields: dict[str, Any]) -> None:
    assert event_key(replace(EVENT, **fields)) == event_key(EVENT)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": EventKind.RULING},
        {"at": NOW + timedelta(microseconds=1)},
        {"source": "https://example.org/b"},
        {"claim": "It fell."},
        {"claim": None},
        {"was": "reworded"},
        {"became": "partly"},
        {"details": {"document": "b.md"}},
        {"details": {"document": "a.md", "uri": "https://archive.example/1"}},
    ],
)
def test_what_happened_to_whom_and_when_makes_the_key(fields: dict[str, Any]) -> None:
    assert event_key(replace(EVENT, **fields)) != event_key(EVENT)


def test_keys_stay_what_they_are_over_versions() -> None:
    assert event_key(EVENT) == "6b6c0a9751493e452eb4ef812d76f011"


def test_a_message_is_known_by_its_channel_and_its_events_in_whatever_order() -> None:
    assert message_key("a", ["1", "2"]) == message_key("a", ["2", "1"])
    assert len({message_key("a", ["1", "2"]), message_key("b", ["1", "2"]), message_key("a", ["1"])}) == 3
