"""Show each person their own language and time, and let nothing of it be kept."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.accounts.queries import lacks_second_step


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


class SecondStepFirst:
    """Lead whoever has to set up a second step there, whichever page they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        page = str(request.resolver_match and request.resolver_match.url_name)
        if page.startswith(FREE) or not isinstance(request.user, User):
            return None
        if not lacks_second_step(request.user):
            return None
        messages.warning(request, FIRST)
        return redirect("mfa_index")


FREE = ("account_", "mfa_", "set_language", "join")
FIRST = _(
    "Your role decides or looks after accounts, so signing in takes a second step. Set one up first."
)


def _apply(request: HttpRequest, user: User) -> None:
    if user.time_zone:
        timezone.activate(user.time_zone)
    if user.language in dict(settings.LANGUAGES) and not request.COOKIES.get(
        settings.LANGUAGE_COOKIE_NAME
    ):
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
