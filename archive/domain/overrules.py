"""What a person said against the machine: about a verdict or about a standing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """A person's word on one source, which holds until it is withdrawn.

    Of a verdict: whenever the machine finds `instead_of`, it is `value` that counts. Of a standing: it is `value`,
    whatever the machine makes of the visits (`instead_of` is what it made of them when the person spoke, None
    before the first visit).
    """

    what: Literal["verdict", "standing"]
    value: str
    instead_of: str | None
    why: str
    who: str
    at: datetime
