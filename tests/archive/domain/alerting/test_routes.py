"""An event goes to the channels of every route all of whose conditions it meets."""

from typing import Any

import pytest

from archive.domain.alerting import Route, wanted_by
from tests.archive.domain.alerting.notices import notice


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        ({}, True),
        ({"documents": ("energy.md",)}, True),
        ({"documents": ("/home/me/*.md",)}, True),
        ({"documents": ("water.md",)}, False),
        ({"hosts": ("data.example.org",)}, True),
        ({"hosts": ("*.Example.org",)}, True),
        ({"hosts": ("*.data.example.org",)}, True),
        ({"hosts": ("example.org",)}, False),
        ({"hosts": ("example.org", "data.*")}, True),
        ({"kinds": ("support",)}, True),
        ({"kinds": ("change", "standing")}, False),
        ({"states": ("gone", "partly")}, True),
        ({"states": ("partly",)}, False),
        ({"loudness": 0.9}, True),
        ({"loudness": 0.95}, False),
        ({"significance": 0.9}, True),
        ({"kinds": ("support",), "hosts": ("other.org",)}, False),
    ],
)
def test_every_condition_must_be_met(conditions: dict[str, Any], wanted: bool) -> None:
    assert bool(wanted_by(notice(), [Route(channels=("mail",), **conditions)])) is wanted


@pytest.mark.parametrize(("least", "wanted"), [(0.3, True), (0.4, False)])
def test_significance_is_that_of_changes(least: float, wanted: bool) -> None:
    change = notice(kind="change", details={"significance": 0.35})
    assert bool(wanted_by(change, [Route(channels=("mail",), significance=least)])) is wanted


def test_a_channel_wants_an_event_once_on_account_of_the_documents_that_were_asked_for() -> None:
    event = notice(documents=("a.md", "b.md", "c.md"))
    routes = [
        Route(channels=("mail", "chat"), documents=("b.md",)),
        Route(channels=("mail",), documents=("a.*", "b.*")),
        Route(channels=("hook",), hosts=("data.example.org",)),
    ]
    assert wanted_by(event, routes) == {
        "mail": ("b.md", "a.md"),
        "chat": ("b.md",),
        "hook": ("a.md", "b.md", "c.md"),
    }
