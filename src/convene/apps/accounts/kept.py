"""What somebody had typed when their session was over: kept for an hour in a place of its own,
shown once, and only to the account that was signed in.

Forms take a new token whenever somebody signs in, and Django refuses one from before. So a form
that comes through was made for whoever signed in last in that browser, whom a signed cookie knows
by a number that names nobody.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from convene.apps.accounts.models import User

POCKET, LAST = "words", "last"
LASTS = 60 * 60
LONGEST = 250_000
"""Most characters of one form that are kept."""
MOST = 5
"""Most pages of which something is kept."""
NEVER = ("csrfmiddlewaretoken", "password", "code", "token")
COUNT = "-TOTAL_FORMS"


@dataclass(frozen=True)
class Typed:
    """What was typed on a page, and to which path it was sent."""

    page: str
    path: str
    fields: list[tuple[str, str]]
    files: bool

    def rows(self) -> dict[str, int]:
        """Return how many rows of each kind its form had."""
        counts = {name: value for name, value in self.fields if name.endswith(COUNT)}
        return {
            name.removesuffix(COUNT): int(value)
            for name, value in counts.items()
            if value.isdecimal()
        }


def keep(request: HttpRequest, response: HttpResponse, *, page: str) -> bool:
    """Keep what was sent; return whether that was possible."""
    last = request.get_signed_cookie(LAST, default="", salt=LAST)
    fields = fields_of(request)
    if not last or sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return False
    row = _Store()
    row.update({LAST: last, **asdict(Typed(page, request.path, fields, bool(request.FILES)))})
    row.set_expiry(LASTS)
    row.save()
    _turn(request, response, row)
    return True


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, without what proves who somebody is."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in NEVER)
        for value in values
    ]


def waiting(request: HttpRequest) -> Typed | None:
    """Return what whoever is signed in had typed on the page that is asked for."""
    if not isinstance(request.user, User) or POCKET not in request.COOKIES:
        return None
    typed = None
    for row in _rows(request):
        if not constant_time_compare(row.get(LAST, ""), _number(request.user)):
            row.delete()
        elif row.get("page") == request.get_full_path():
            typed = Typed(**{name: row[name] for name in ("page", "path", "fields", "files")})
    return typed


def let_go(request: HttpRequest, typed: Typed) -> None:
    """Keep what is shown again no longer."""
    for row in _rows(request):
        if row.get("page") == typed.page:
            row.delete()


def know(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know who was signed in last."""
    if not isinstance(request.user, User):
        return
    number = _number(request.user)
    if request.get_signed_cookie(LAST, default="", salt=LAST) != number:
        _cookie(response, LAST, number, lasts=2 * settings.SESSION_COOKIE_AGE)


_Store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore


def _rows(request: HttpRequest) -> Iterator[SessionBase]:
    """Return what is kept for a browser, each page in a row of its own that ends by itself."""
    keys = request.get_signed_cookie(POCKET, default="", salt=POCKET, max_age=LASTS)
    return (_Store(key) for key in (keys or "").split())


def _turn(request: HttpRequest, response: HttpResponse, new: SessionBase) -> None:
    """Let a new row take the place of an older one of its page, and of those that are too many."""
    others = [row for row in _rows(request) if row.get(LAST) == new[LAST]]
    stay = [row for row in others if row.get("page") != new["page"]][: MOST - 1]
    for row in others:
        if row not in stay:
            row.delete()
    keys = " ".join(str(row.session_key) for row in (new, *stay))
    _cookie(response, POCKET, keys, lasts=LASTS)


def _cookie(response: HttpResponse, name: str, value: str, *, lasts: int) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_signed_cookie(
        name, value, salt=name, max_age=lasts, httponly=True, secure=secure, samesite="Lax"
    )


def _number(user: User) -> str:
    return salted_hmac("convene.accounts.kept", str(user.pk), algorithm="sha256").hexdigest()[:32]
