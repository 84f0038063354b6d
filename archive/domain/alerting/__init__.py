"""Who is told of an event, when, in what words, and what becomes of a message that does not arrive."""

from archive.domain.alerting.grouping import Group, Wish, grouped
from archive.domain.alerting.keys import event_key, message_key
from archive.domain.alerting.messages import entry_for, harmed, message_for, told_in
from archive.domain.alerting.retries import TAKEN, Outcome, Settlement, settled
from archive.domain.alerting.rhythms import Digest, Quiet, Rhythm, Weekday
from archive.domain.alerting.routes import Route, wanted_by
from archive.domain.alerting.values import OVER, Claimed, Entry, Message, MessageState, Notice

__all__ = [
    "OVER",
    "TAKEN",
    "Claimed",
    "Digest",
    "Entry",
    "Group",
    "Message",
    "MessageState",
    "Notice",
    "Outcome",
    "Quiet",
    "Rhythm",
    "Route",
    "Settlement",
    "Weekday",
    "Wish",
    "entry_for",
    "event_key",
    "grouped",
    "harmed",
    "message_for",
    "message_key",
    "settled",
    "told_in",
    "wanted_by",
]
