"""Mail, sent by a worker: nobody waits for a mail server, and what it refuses is tried again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context, ask
from convene.apps.jobs.models import QUICK, kind
from convene.core.jobs import Terms

FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


@kind(
    "jobs.mail",
    title=_("Send a mail"),
    terms=Terms(tries=6, lasts=timedelta(minutes=2), repeatable=False),
    queue_name=QUICK,
)
def mail(context: Context, **fields: Any) -> None:
    """Send a mail. Broken off, it is not sent again: it may be on its way."""
    html = fields.pop("html")
    message = EmailMultiAlternatives(
        **fields, connection=get_connection(settings.EMAIL_BACKEND_OF_WORKERS)
    )
    for text in html:
        message.attach_alternative(text, "text/html")
    message.send()


class Outbox(BaseEmailBackend):
    """Where pages put their mail: a job sends it. Attachments are refused rather than lost."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            ask(mail, **_fields(message))
        return len(email_messages)


def _fields(message: EmailMessage) -> dict[str, Any]:
    if message.attachments:
        raise NotImplementedError("A mail in the outbox carries no attachments.")
    parts = getattr(message, "alternatives", [])
    return {
        **{name: getattr(message, name) for name in FIELDS},
        "headers": dict(message.extra_headers),
        "html": [str(content) for content, media_type in parts if media_type == "text/html"],
    }
