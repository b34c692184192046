"""How a view gets at the open data: a helpful answer where none are there yet."""

from types import ModuleType

from django.http import Http404
from django.utils.translation import gettext as _

from convene.corpus.snapshots import Snapshot, current


def world() -> ModuleType:
    """Return the questions that open data answer."""
    from convene.corpus import world  # local: it brings the engines of the corpus, which most pages do without

    snapshot()
    return world


def snapshot() -> Snapshot:
    """Return the snapshot that serves. Raises Http404 where there is none."""
    found = current()
    if found is None:
        raise Http404(_("No open data have been built here yet. An administrator does so with “convene build”."))
    return found
