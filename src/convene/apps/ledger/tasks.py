"""What the ledger does by itself, beside the pages."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import kind
from convene.apps.ledger import actions
from convene.core.jobs import Terms


@kind(
    "ledger.night",
    title=_("Look again at who verified what"),
    terms=Terms(tries=3, lasts=timedelta(hours=1), pause=timedelta(minutes=10), repeatable=True),
    alone=True,
)
def night(context: Context) -> None:
    """Ask for what was verified to be verified again where that person is no longer independent.
    Broken off, what is left is found in the next.
    """
    actions.ask_again(today=timezone.localdate())
