"""How this installation differs from allauth's defaults: nobody signs up unasked, and every change
leaves its trace.
"""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from convene.apps.accounts import actions
from convene.apps.accounts.access import person
from convene.apps.accounts.models import User


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join by invitation."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password with its line on the trail."""
        by = person(self.request) if self.request.user.is_authenticated else None
        user.password = actions.choose_password(user, password=password, by=by).password
