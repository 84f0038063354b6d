"""Every kind of channel there is: a new one is a file in `archive.alerts.transports` and a name here."""

from typing import Annotated

from pydantic import Field

from archive.alerts.transports.apprise import AppriseChannel
from archive.alerts.transports.mail import MailChannel
from archive.alerts.transports.webhook import WebhookChannel

AnyChannel = Annotated[AppriseChannel | MailChannel | WebhookChannel, Field(discriminator="kind")]
"""A channel, read by its `kind`."""
