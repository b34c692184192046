"""Who is asking, and whether they may."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import Unproved

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
REFUSALS: dict[str, str | Promise] = {
    "accounts.manage_people": _("Only administrators can look after people's accounts.")
}


def person(request: HttpRequest) -> User:
    """Return who is signed in; only for views that nobody else reaches."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def proved_at(request: HttpRequest) -> datetime | None:
    """Return when whoever is signed in last showed that it is them: with their second step, or with
    the password where they have none.
    """
    user = person(request)
    method = "mfa" if user.has_second_step else "password"
    moments = [
        record["at"]
        for record in get_authentication_records(request, user)
        if record["method"] == method
    ]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


@contextmanager
def asking_again() -> Iterator[None]:
    """Let somebody show once more that it is them, and go on here with what they have typed."""
    try:
        yield
    except Unproved:
        raise ReauthenticationRequired from None


def requires(permission: str) -> Callable[[View[P]], View[P]]:
    """Let a view be reached only by people who may do `permission`: others sign in first, or read
    whom to ask.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not person(request).has_perm(permission):
                raise PermissionDenied(
                    REFUSALS.get(permission, _("Your role does not allow this."))
                )
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return guard
