"""How this installation differs from allauth's defaults: nobody signs up unasked, and every change
leaves its trace.
"""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from convene.apps.accounts.models import User


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join by invitation."""
        return False

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Write the password and its line in the history together, or neither."""
        super().set_password(user, password)
