"""Each request has an id, in its answer, on its lines in the log and on the page of an error; its
lines end as we keep them.
"""

import logging
import re
import secrets
import sys
import time
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from convene import disk
from convene.apps.accounts.kept import fields_of
from convene.site import logs

logger = logging.getLogger(__name__)
HEADER = "X-Request-ID"
PLAIN = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""An id that comes with a request is kept where it is a plain token: no text gets into a log."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ALIVE = "/healthz"


def numbered(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its id and write its line; say that we live without touching anything."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == ALIVE:
            return HttpResponse("alive\n", content_type="text/plain")
        began, token = time.perf_counter(), logs.REQUEST.set(_id(request))
        try:
            response = get_response(request)
            response[HEADER] = logs.REQUEST.get()
            _write(request, response, ms=1000 * (time.perf_counter() - began))
            return response
        finally:
            logs.REQUEST.reset(token)

    return middleware


class LinesAsKept:
    """Let each line of what was typed end in one character, as people count and we keep it:
    browsers send two.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if request.method == "POST":
            sent = request.POST.copy()
            for name, values in request.POST.lists():
                sent.setlist(name, [str(value).replace("\r\n", "\n") for value in values])
            request.POST = sent  # type: ignore[assignment]  # read only from here on, all the same


def ways_said(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say so in words where an address that only takes a button is opened again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    return middleware


def failed(request: HttpRequest) -> HttpResponse:
    """The page of an error: it shows the id under which the error stands in the log, gives back
    what was typed, and says so where the disk is full.
    """
    error = sys.exception()
    full = error is not None and disk.full(error)
    typed = [value for _name, value in fields_of(request) if len(value.split()) > 1]
    page = render_to_string("500.html", {"id": logs.REQUEST.get(), "full": full, "typed": typed})
    return HttpResponse(page, status=507 if full else 500)


def _id(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if PLAIN.fullmatch(given) else secrets.token_hex(8)


def _write(request: HttpRequest, response: HttpResponse, *, ms: float) -> None:
    logger.log(
        logging.ERROR if response.status_code >= 500 else logging.INFO,
        "request",
        extra={
            "method": request.method if request.method in METHODS else "another",
            "path": _path(request),
            "status": response.status_code,
            "ms": round(ms, 1),
            "person": _person(request),
        },
    )


def _path(request: HttpRequest) -> str:
    """Return the pattern that the address fits: what stands in an address may be a name."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "no such page"


def _person(request: HttpRequest) -> object:
    try:
        return request.user.pk if hasattr(request, "user") else None
    except DatabaseError:
        return None
