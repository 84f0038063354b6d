"""What a run counts."""

from archive.domain.standings import Standing
from archive.domain.verdicts import Verdict
from crawler.run import Tally
from crawler.stages import told
from pipelines.record import Recorded
from tests.archive.store.examples import CHANGE

PLAIN = Recorded(key="k", url="https://a.example/x", verdict=Verdict.OK, snapshot=1, new_snapshot=True)


def _recorded(**fields: object) -> Recorded:
    values = {name: getattr(PLAIN, name) for name in PLAIN.__slots__}
    return Recorded(**(values | fields))


def test_changes_are_counted_by_kind_and_standings_where_they_turned() -> None:
    tally = Tally()
    for recorded in (PLAIN, _recorded(change=CHANGE), _recorded(new_snapshot=False, standing=Standing.REBORN)):
        tally.count(recorded)
    counted = tally.statistics()
    assert (counted["visits"], counted["new_snapshots"]) == (3, 2)
    assert (counted["changes"], counted["standings"]) == ({"edit": 1}, {"reborn": 1})


def test_a_probe_is_no_visit_to_a_source() -> None:
    tally = Tally()
    tally.count(_recorded(probe=True))
    assert (tally.visits, tally.new_snapshots, tally.probes, dict(tally.verdicts)) == (0, 0, 1, {})


def test_a_new_version_is_told_with_what_changed_and_without_what_could_steer_a_terminal() -> None:
    assert told(PLAIN) == "ok https://a.example/x"
    assert told(_recorded(change=CHANGE)) == "ok https://a.example/x · Two words were added."
    hostile = told(_recorded(url="https://a.example/\x1b[2J"))
    assert "\x1b" not in hostile
