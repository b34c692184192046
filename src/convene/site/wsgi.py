"""What granian serves."""

import gc
from threading import Thread

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from convene.corpus import open_data
from convene.questions import suggesting
from convene.site import set_up

set_up()
application = WSGIHandler()


def _warm() -> None:
    """Read what the first requests would wait for, then leave all that stays out of the search for
    garbage.

    To go through it takes up to a fifth of a second, and would fall on some page again and again.
    """
    get_resolver().url_patterns  # noqa: B018  # brings in all views
    open_data.warm()
    suggesting.warm()
    gc.collect()
    gc.freeze()


# Beside the first requests, not before them: the start does not wait for it.
Thread(target=_warm, name="warm", daemon=True).start()
