"""How a view gets at the open data, and what people read where there is nothing to show: what
happened and what to do.
"""

from functools import wraps
from types import ModuleType

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from convene.apps.accounts.access import P, View
from convene.corpus.snapshots import Snapshot, current


class NotThere(Exception):
    """What is asked for is not among the open data; the message says why, and what to do."""


def or_says_why(view: View[P]) -> View[P]:
    """Let a view answer NotThere with a page that says so."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotThere as why:
            return render(
                request,
                "finder/records/missing.html",
                {"why": str(why), "any": current()},
                status=404,
            )

    return answering


def open_data() -> ModuleType:
    """Return the questions that open data answer. Raises NotThere where nothing has been built."""
    from convene.corpus import (
        open_data,
    )  # local: it brings the engines of the corpus, which most pages do without

    snapshot()
    return open_data


def snapshot() -> Snapshot:
    """Return the snapshot that serves. Raises NotThere where there is none."""
    serving = current()
    if serving is None:
        raise NotThere(
            _(
                "No open data is ready here: none has been built yet, or another version of Convene built it. Whoever looks after this installation does so with “convene build”."
            )
        )
    return serving
