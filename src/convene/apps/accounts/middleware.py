"""Show each person their own language and time, let nothing of it be kept but the words of somebody
whose session ended.
"""

from collections.abc import Callable
from http.client import BAD_REQUEST
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts import kept
from convene.apps.accounts.models import Role, User
from convene.apps.accounts.queries import lacks_second_step
from convene.ground.filling import fill
from convene.ground.rows import at_least


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


def words_stay(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep what is sent by somebody whose session is over, and put it into the form again once they
    have signed in; nothing of it is carried out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        was_in = isinstance(request.user, User)
        typed = kept.waiting(request) if request.method == "GET" else None
        with at_least(typed.rows() if typed else {}):
            response = get_response(request)
        if _asks_to_sign_in(response) and not isinstance(request.user, User):
            return _signed_out(request, response)
        if typed and _is_page(response):
            _put_in_again(request, response, typed)
        if was_in and request.method == "POST" and response.status_code < BAD_REQUEST:
            kept.let_go(request, page=_page(request))
        kept.know(request, response)
        if was_in and not isinstance(request.user, User):
            kept.forget(response)
        return response

    return middleware


def _asks_to_sign_in(response: HttpResponse) -> bool:
    """Say whether somebody is led to sign in first, and back; not one who goes there anyway."""
    to = urlsplit(response.url if isinstance(response, HttpResponseRedirect) else "")
    return to.path == resolve_url(settings.LOGIN_URL) and "next=" in to.query


def _is_page(response: HttpResponse) -> bool:
    kind = response.get("Content-Type", "")
    return response.status_code == 200 and not response.streaming and kind.startswith("text/html")


def _signed_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say that somebody was signed out, on their page where it is open, else where they sign in."""
    part = bool(request.headers.get("HX-Request"))
    if request.method != "POST" and not part:
        return response
    page = _page(request)
    to = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}"
    answer = _told(request, to) if part else HttpResponseRedirect(to)
    if request.method == "POST" and kept.fields_of(request):
        says = STAYS if kept.keep(request, answer, page=page) else GONE
        if part:
            answer.content = render_to_string(TOLD, {"to": to, "says": says})
        else:
            messages.warning(request, says)
    return answer


def _told(request: HttpRequest, to: str) -> HttpResponse:
    answer = render(request, TOLD, {"to": to, "says": OVER})
    answer["HX-Retarget"], answer["HX-Reselect"] = "#signed-out", ".caution"
    answer["HX-Reswap"] = "innerHTML"
    return answer


def _page(request: HttpRequest) -> str:
    """Return on which of our pages something was typed."""
    typed_on = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(typed_on, {request.get_host()}):
        return request.path
    parts = urlsplit(typed_on)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _put_in_again(request: HttpRequest, response: HttpResponse, typed: kept.Typed) -> None:
    page = response.content.decode()
    filled, left = fill(page, path=typed.path, here=request.path, fields=typed.fields)
    context = {"found": filled != page, "left": left, "files": typed.files}
    notice = render_to_string("accounts/words_back.html", context)
    response.content = filled.replace(PLACE, PLACE + notice, 1)
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


class SecondStepFirst:
    """Lead whoever has to set up a second step there, whichever page they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        page = str(request.resolver_match and request.resolver_match.view_name)
        if page.startswith(FREE) or not isinstance(request.user, User):
            return None
        if not lacks_second_step(request.user):
            return None
        messages.warning(request, FIRST)
        return redirect("mfa_index")


class PartnersStay:
    """Let a partner's focal point reach the pages made for partners, the guide and their own
    account; whatever else there is, or will be, is not there for them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if not isinstance(request.user, User) or request.user.role != Role.PARTNER:
            return None
        match = request.resolver_match
        name = str(match and match.view_name)
        if name in LED_HOME:
            return redirect(HOME_OF_PARTNERS)
        if name.startswith((*FREE, *ROOMS_OF_PARTNERS)) or name in OF_PARTNERS:
            return None
        raise Http404


TOLD = "accounts/signed_out.html"
PLACE = '<div id="signed-out" role="alert">'
OVER = _("You were signed out. What you typed stays on this page until you leave it.")
STAYS = _(
    "You were signed out. Your words are still here: sign in, and they are put into the form again."
)
GONE = _(
    "You were signed out, and what you typed could not be kept. Copy it from the page where you typed it before you sign in."
)
FREE = ("account_", "mfa_", "set_language", "accounts:join")
LED_HOME, HOME_OF_PARTNERS = {"home", "workshop:drafts"}, "partnering:mine"
ROOMS_OF_PARTNERS = ("guide:", "partnering:")
OF_PARTNERS = {
    "ready",
    "metrics",
    "accounts:join",
    "accounts:profile",
    "accounts:my_address",
    "inbox:feed",
    "digest:stop",
    "statements:answer",
    "statements:page",
    "statements:pdf",
    "statements:refuse",
    *(
        f"ledger:{page}"
        for page in ("record", "evidence", "file", "dispute", "answer", "another_day")
    ),
}
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
