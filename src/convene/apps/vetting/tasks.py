"""What vetting does beside the pages: the look of every night, and letters."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import QUICK, kind
from convene.apps.vetting import actions
from convene.apps.vetting.models import Letter
from convene.core.jobs import Terms
from convene.ground.letters import post


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
    written = Letter.objects.get(pk=letter)
    note = partial(actions.note_sending, written)
    post(written.subject, written.body, to=written.to, note=note)


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
