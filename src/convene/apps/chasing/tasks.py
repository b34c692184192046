"""Reminders go out beside the pages."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import make_msgid
from django.utils.translation import gettext_lazy as _

from convene.apps.chasing import actions
from convene.apps.chasing.models import Reminder
from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import QUICK, kind
from convene.core.jobs import Terms


@kind(
    "chasing.reminder",
    title=_("Send a reminder to a partner"),
    terms=Terms(tries=6, lasts=timedelta(minutes=2), repeatable=False),
    queue_name=QUICK,
)
def reminder(context: Context, *, reminder: str) -> None:
    """Send a reminder and note whether the mail server took it. Broken off, it is not sent again:
    it may be on its way.
    """
    written, number = Reminder.objects.get(pk=reminder), make_msgid()
    message = EmailMessage(
        written.subject,
        written.body,
        to=[written.to],
        headers={"Message-ID": number},
        connection=get_connection(settings.EMAIL_BACKEND_OF_WORKERS),
    )
    try:
        taken = message.send()
    except OSError as error:  # smtplib's errors are some of these
        actions.note_sending(written, message_id=number, refusal=str(error) or type(error).__name__)
        raise
    actions.note_sending(
        written, message_id=number, refusal="" if taken else str(_("nobody took it"))
    )
