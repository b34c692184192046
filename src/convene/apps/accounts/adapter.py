"""How this installation differs from allauth's defaults: nobody signs up unasked, guessing slows
down whoever guesses, and every change leaves its trace.
"""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts import actions, guessing
from convene.apps.accounts.access import person
from convene.apps.accounts.models import User


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "There were too many wrong tries. Wait five minutes, or sign in with a browser that you"
            " have used here before. An administrator can give you a link to choose a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join by invitation."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try in our way; allauth takes it back where the password is right."""
        used = guessing.count(request, email=credentials.get("email", ""))
        if used is None:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage = used

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Whoever has a second step shows that one: the password alone may have been stolen."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        second = [method for method in methods if method["id"] != "reauthenticate"]
        return second if user.is_authenticated and user.has_second_step else methods

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponseRedirect:
        response: HttpResponseRedirect = super().post_login(request, user, **how)
        guessing.know(request, response, email=user.email)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password with its line on the trail."""
        by = person(self.request) if self.request.user.is_authenticated else None
        user.password = actions.choose_password(user, password=password, by=by).password
        guessing.forget(self.request, email=user.email)


def first_code(*, request: HttpRequest, authenticator: Authenticator, **_signal: Any) -> None:
    """The code that sets up a second step opens nothing afterwards."""
    if authenticator.type == Authenticator.Type.TOTP:
        actions.use_code(authenticator, code=request.POST.get("code", ""))


def second_step_given_up(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any
) -> None:
    """Whoever removes a second step goes on here; sessions elsewhere end."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        update_session_auth_hash(request, actions.give_up_second_step(user))
