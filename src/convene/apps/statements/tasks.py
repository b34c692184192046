"""Letters about statements go out beside the pages."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import QUICK, kind
from convene.apps.statements import actions
from convene.apps.statements.models import Notice
from convene.core.jobs import Terms
from convene.ground.letters import post


@kind(
    "statements.notice",
    title=_("Tell a partner of a statement"),
    terms=Terms(tries=6, lasts=timedelta(minutes=2), repeatable=False),
    queue_name=QUICK,
)
def notice(context: Context, *, notice: str) -> None:
    """Send a notice and note whether the mail server took it. Broken off, it is not sent again: it
    may be on its way.
    """
    written = Notice.objects.get(pk=notice)
    note = partial(actions.note_sending, written)
    post(written.subject, written.body, to=written.to, note=note)
