"""Show each person their own language and time, and let nothing of it be kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from convene.apps.accounts.models import User


def personal_settings(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Use the signed-in person's time zone and language; a language chosen in this browser wins."""

    def middleware(request: HttpRequest) -> HttpResponse:
        timezone.deactivate()
        if isinstance(request.user, User):
            _apply(request, request.user)
        return get_response(request)

    return middleware


def kept_nowhere(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let no browser and no proxy keep what somebody who had signed in was shown, or took away."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(request.user, User):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def _apply(request: HttpRequest, user: User) -> None:
    if user.time_zone:
        timezone.activate(user.time_zone)
    if user.language in dict(settings.LANGUAGES) and not request.COOKIES.get(
        settings.LANGUAGE_COOKIE_NAME
    ):
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
