"""What vetting does beside the pages: the look of every night, and letters."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import make_msgid
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import QUICK, kind
from convene.apps.vetting import actions
from convene.apps.vetting.models import Letter
from convene.core.jobs import Terms


@kind(
    "vetting.letter",
    title=_("Send a letter to a partner"),
    terms=Terms(tries=6, lasts=timedelta(minutes=2), repeatable=False),
    queue_name=QUICK,
)
def letter(context: Context, *, letter: int) -> None:
    """Send a letter and note whether the mail server took it. Broken off, it is not sent again: it
    may be on its way.
    """
    written, number = Letter.objects.get(pk=letter), make_msgid()
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


@kind(
    "vetting.night",
    title=_("Look at the registry again"),
    terms=Terms(tries=3, lasts=timedelta(hours=12), pause=timedelta(minutes=10), repeatable=True),
    alone=True,
    by_hand=True,
)
def night(context: Context) -> None:
    """Look again at whom a change concerns, and read evidence again; broken off, it goes on where
    it stopped.
    """
    actions.night(today=timezone.localdate(), progress=context.tell)
    actions.check_evidence(progress=context.tell)
