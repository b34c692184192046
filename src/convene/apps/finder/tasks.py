"""Files too large for somebody to wait for on a page."""

from datetime import timedelta

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from convene import disk
from convene.apps.finder import exports
from convene.apps.finder.queries.records import query_of
from convene.apps.jobs.actions import Context, GaveUp
from convene.apps.jobs.models import kind
from convene.core.jobs import Terms
from convene.core.reasons import gettext_noop

WRITING = gettext_noop("Writing the file")
FULL = gettext_noop(
    "The disk is full, so nothing was kept. Free some space, or tell the administrator, then ask again."
)


@kind(
    "finder.export",
    title=_("Write a large file of open data"),
    terms=Terms(tries=3, lasts=timedelta(hours=2), repeatable=True),
    permission="jobs.ask",
)
def export(context: Context, *, asked: str, format: str, rows: int, language: str) -> None:
    """Write all that an address asks for into a file, which whoever asked fetches."""
    place = exports.place(context.job.pk, format=format)
    context.tell(WRITING, 0, rows)
    try:
        with translation.override(language):
            exports.write(
                place,
                query_of(QueryDict(asked)),
                progress=lambda _what, done, _of: context.tell(WRITING, done, rows),
            )
    except exports.CannotExport as error:
        raise GaveUp(str(error)) from error
    except OSError as error:
        if not disk.full(error):
            raise
        raise GaveUp(FULL) from error
    place.chmod(0o600)
