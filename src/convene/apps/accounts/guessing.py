"""What slows down whoever guesses a password, and not the person whose it is.

A browser in which somebody has signed in keeps a signed cookie that says so; for their account it
has a count of its own. All others are counted by account and address together, by address, and by
account: guessing from many addresses is slow too, and keeps nobody out of where they have been.
"""

import secrets

from allauth.core.internal.ratelimit import RateLimitUsage, clear, consume, get_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

APP, ACTION = "convene.apps.accounts", "wrong_password"
COOKIE = "known"
LASTS = 365 * 24 * 60 * 60
MOST = 10
"""Accounts that a browser is known to: the last ones."""
HERE, ADDRESS, EVERYWHERE = "5/5m/key", "10/m/ip", "20/h/key"


def count(request: HttpRequest, *, email: str) -> RateLimitUsage | None:
    """Count a try until it turns out to be right; None where there have been too many."""
    used = []
    for rate, key in _limits(request, account=_account(email)):
        use = consume(request, app=APP, action=ACTION, config={ACTION: rate}, key=key)
        if use is None:
            return None
        used += use.usage
    return RateLimitUsage(usage=used)


def forget(request: HttpRequest, *, email: str) -> None:
    """Begin to count anew, for this browser and for the account: somebody has shown that it is
    theirs.
    """
    for rate, key in _limits(request, account=_account(email)):
        if rate != ADDRESS:
            clear(request, app=APP, action=ACTION, config={ACTION: rate}, key=key)


def know(request: HttpRequest, response: HttpResponse, *, email: str) -> None:
    """Let this browser keep that somebody has signed in here."""
    browser, accounts = _known(request)
    account = _account(email)
    others = [other for other in accounts if other != account]
    response.set_signed_cookie(
        COOKIE,
        " ".join([browser or secrets.token_urlsafe(12), account, *others[: MOST - 1]]),
        salt=COOKIE,
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _limits(request: HttpRequest, *, account: str) -> tuple[tuple[str, str], ...]:
    """Return how often what may be tried in how long."""
    browser, accounts = _known(request)
    if account in accounts:
        return ((HERE, f"{account} in {browser}"),)
    place = f"{account} at {get_ip(request)}"
    return ((ADDRESS, account), (HERE, place), (EVERYWHERE, account))


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    kept = request.get_signed_cookie(COOKIE, default=None, salt=COOKIE, max_age=LASTS)
    browser, *accounts = (kept or "").split(" ")
    return browser, accounts


def _account(email: str) -> str:
    """Return what a cookie may say of an account: nobody reads an address there."""
    return salted_hmac(APP, email.strip().lower(), algorithm="sha256").hexdigest()[:20]
