"""When jobs run: rules as people write them, and the times that follow."""

from archive.domain.timetables.cron import Cron
from archive.domain.timetables.firing import next_fire, settled, time_after
from archive.domain.timetables.rules import OFF, Every, Rule, rule

__all__ = ["OFF", "Cron", "Every", "Rule", "next_fire", "rule", "settled", "time_after"]
