"""What to do about a reference, and how a document fares: from facts to one sentence that says what to do next."""

from archive.domain.advice.cases import Case, CopySeen, Search, Weighed
from archive.domain.advice.conditions import Condition, condition_of
from archive.domain.advice.outlooks import Outlook, outlook_of, outlook_on
from archive.domain.advice.rules import RULES, advise
from archive.domain.advice.values import Advice, AdviceKind, Urgency, urgency_rank

__all__ = [
    "RULES",
    "Advice",
    "AdviceKind",
    "Case",
    "Condition",
    "CopySeen",
    "Outlook",
    "Search",
    "Urgency",
    "Weighed",
    "advise",
    "condition_of",
    "outlook_of",
    "outlook_on",
    "urgency_rank",
]
