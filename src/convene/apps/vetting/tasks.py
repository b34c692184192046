"""What vetting does every night."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import kind
from convene.apps.vetting import actions
from convene.core.jobs import Terms


@kind(
    "vetting.night",
    title=_("Look at the registry again"),
    terms=Terms(tries=3, lasts=timedelta(hours=12), pause=timedelta(minutes=10), repeatable=True),
    alone=True,
    by_hand=True,
)
def night(context: Context) -> None:
    """Look again at whom a change concerns; broken off, it goes on where it stopped."""
    actions.night(today=timezone.localdate(), progress=context.tell)
