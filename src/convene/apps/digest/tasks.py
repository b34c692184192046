"""Digests are written at night and go out beside the pages."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.digest import actions
from convene.apps.digest.models import Digest
from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import QUICK, kind
from convene.core.jobs import Terms
from convene.ground.letters import post


@kind(
    "digest.night",
    title=_("Write the digests"),
    terms=Terms(tries=3, lasts=timedelta(hours=1), pause=timedelta(minutes=10), repeatable=True),
    alone=True,
)
def night(context: Context) -> None:
    """Write each digest that is wanted. Broken off, what is left is written in the next."""
    actions.write_all(today=timezone.localdate())


@kind(
    "digest.send",
    title=_("Send a digest"),
    terms=Terms(tries=6, lasts=timedelta(minutes=2), repeatable=False),
    queue_name=QUICK,
)
def send(context: Context, *, digest: str) -> None:
    """Send a digest and note whether the mail server took it. Broken off, it is not sent again: it
    may be on its way.
    """
    written = Digest.objects.get(pk=digest)
    note = partial(actions.note_sending, written)
    post(written.subject, written.body, to=written.to, note=note)
