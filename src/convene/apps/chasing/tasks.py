"""Reminders go out beside the pages."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from convene.apps.chasing import actions
from convene.apps.chasing.models import Reminder
from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import QUICK, kind
from convene.core.jobs import Terms
from convene.ground.letters import post


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
    written = Reminder.objects.get(pk=reminder)
    note = partial(actions.note_sending, written)
    post(written.subject, written.body, to=written.to, note=note)
