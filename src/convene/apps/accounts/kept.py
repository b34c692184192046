"""What somebody had typed when their session was over: kept for an hour, or until they send it, and
shown to nobody but the account that was signed in, in the same browser.

Forms take a new token whenever somebody signs in, and Django refuses one from before. So a form
that comes through was made for whoever signed in last in that browser, whom a signed cookie knows
until they sign out. Each account has a few places for words and no more, whoever fills them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from convene.apps.accounts.models import User
from convene.core.writing import whole_number

BROWSER, LAST = "words", "last"
"""Cookies: which browser this is, and who was signed in last."""
LASTS = 60 * 60
KNOWN = 2 * settings.SESSION_COOKIE_AGE
"""Seconds for which a browser knows who was signed in last."""
LONGEST = 250_000
"""Most characters of one form that are kept."""
MOST = 5
"""Most pages of which something is kept."""
NEVER = ("csrfmiddlewaretoken", "passw", "code", "token", "secret", "otp", "passphrase", "recovery")
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
        sent = {name: value for name, value in self.fields if name.endswith(COUNT)}
        counts = {name.removesuffix(COUNT): whole_number(value) for name, value in sent.items()}
        return {kind: count for kind, count in counts.items() if count is not None}


def keep(request: HttpRequest, response: HttpResponse, *, page: str) -> bool:
    """Keep what was sent; return whether that was possible."""
    account, sent = _last(request), fields_of(request)
    if not account or sum(len(name) + len(value) for name, value in sent) > LONGEST:
        return False
    browser = _read(request, BROWSER, LASTS) or get_random_string(32)
    typed = Typed(page, request.path, sent, bool(request.FILES))
    _put(account, {**asdict(typed), BROWSER: browser})
    _cookie(response, BROWSER, browser, lasts=LASTS)
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
    kept = (row.get_decoded() for row in _own(request))
    here = (words for words in kept if words["page"] == request.get_full_path())
    words = next(here, None)
    return Typed(**{field.name: words[field.name] for field in fields(Typed)}) if words else None


def let_go(request: HttpRequest, *, page: str) -> None:
    """Keep what was typed on a page no longer, now that something was sent from there."""
    for row in _own(request):
        words = row.get_decoded()
        if words["page"] == page or words["path"] == request.path:
            row.delete()


def know(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know who was signed in last."""
    if isinstance(request.user, User) and _read(request, LAST, KNOWN) != str(request.user.pk):
        _cookie(response, LAST, str(request.user.pk), lasts=KNOWN)


def forget(response: HttpResponse) -> None:
    """Let the browser know nobody any more: somebody has signed out."""
    response.delete_cookie(LAST)


def _last(request: HttpRequest) -> int | None:
    """Return the account that was signed in last, where it may still sign in."""
    number = _read(request, LAST, KNOWN)
    account = User.objects.filter(pk=int(number), is_active=True).first() if number else None
    return account.pk if account else None


def _own(request: HttpRequest) -> Iterator[Session]:
    """Yield what whoever is signed in had typed in this browser."""
    browser = _read(request, BROWSER, LASTS)
    if isinstance(request.user, User) and browser:
        yield from (
            row for row in _places(request.user.pk) if row.get_decoded().get(BROWSER) == browser
        )


def _places(account: int) -> QuerySet[Session]:
    """Return what is kept for an account: rows of the table of sessions that are nobody's."""
    return Session.objects.filter(pk__in=_keys(account), expire_date__gt=timezone.now())


def _keys(account: int) -> list[str]:
    """Return the few places that an account has."""
    numbered = (f"{account} {number}" for number in range(MOST))
    digests = (salted_hmac("convene.kept", place, algorithm="sha256") for place in numbered)
    return [digest.hexdigest()[:32] for digest in digests]


def _put(account: int, words: Mapping[str, object]) -> None:
    """Keep words in the place of older ones of their page, or in a free one, or the oldest's."""
    taken = {row.pk: row for row in _places(account).order_by("expire_date")}
    same = (key for key, row in taken.items() if row.get_decoded().get("page") == words["page"])
    free = (key for key in _keys(account) if key not in taken)
    key = next(chain(same, free, taken))
    until = timezone.now() + timedelta(seconds=LASTS)
    Session.objects.save(key, dict(words), until)


def _read(request: HttpRequest, name: str, lasts: int) -> str:
    return request.get_signed_cookie(name, default="", salt=name, max_age=lasts) or ""


def _cookie(response: HttpResponse, name: str, value: str, *, lasts: int) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_signed_cookie(
        name, value, salt=name, max_age=lasts, httponly=True, secure=secure, samesite="Lax"
    )
