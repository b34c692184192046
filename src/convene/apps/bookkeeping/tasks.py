"""The rows of a workbook are applied, and undone, beside the pages: one after the other, each with
what became of it, so that whatever ends in the middle goes on where it was.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.bookkeeping import actions
from convene.apps.bookkeeping.models import Upload
from convene.apps.bookkeeping.queries.uploads import to_apply, to_undo
from convene.apps.bookkeeping.words import State
from convene.apps.jobs.actions import Context
from convene.apps.jobs.models import kind
from convene.core.jobs import Terms
from convene.core.reasons import gettext_noop

ROWS = gettext_noop("Going through the rows")


@kind(
    "bookkeeping.rows",
    title=_("Go through a workbook of promises"),
    terms=Terms(tries=3, lasts=timedelta(hours=2), repeatable=True),
    permission="jobs.ask",
)
def rows(context: Context, *, upload: str, by_key: int) -> None:
    """Apply the rows that are to be applied, or take back those that are to be undone, as whoever
    pressed the button.
    """
    workbook, person = Upload.objects.get(pk=upload), User.objects.get(pk=by_key)
    is_undone = workbook.state == State.UNDONE
    waiting = to_undo(workbook) if is_undone else to_apply(workbook)
    act = actions.undo_row if is_undone else actions.apply_row
    for number, row in enumerate(waiting, start=1):
        act(row, by=person)
        context.tell(ROWS, number, len(waiting))
