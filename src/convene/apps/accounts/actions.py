"""What is decided about accounts. Each action is atomic, and its history says who did it."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import OPEN, Invitation, Role, User
from convene.apps.accounts.queries import can_be_used, fingerprint

LINK_LASTS = timedelta(days=7)


class LinkClosed(Exception):
    """The invitation was used, revoked or has expired."""


class AddressTaken(Exception):
    """Someone already has an account with this address."""


class LastAdministrator(Exception):
    """Without this person nobody could look after accounts."""


@transaction.atomic
def first_administrator_link(*, base_url: str) -> str | None:
    """Return a link that makes the first administrator, or None when there is one; earlier unused
    ones stop working.
    """
    if _lock_administrators():
        return None
    at = timezone.now()
    _revoke(Invitation.objects.filter(OPEN, invited_by=None).select_for_update(), by=None, at=at)
    token = _new_invitation(email="", role=Role.ADMINISTRATOR, by=None, at=at)
    return base_url.rstrip("/") + reverse("accounts:join", args=[token])


@transaction.atomic
def invite(*, email: str, role: Role, by: User, at: datetime) -> str:
    """Return the secret of a new invitation, which is stored nowhere; an earlier one to this
    address stops working.
    """
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise AddressTaken(email)
    _revoke(
        Invitation.objects.filter(
            OPEN, email__iexact=email, invited_by__isnull=False
        ).select_for_update(no_key=True),
        by=by,
        at=at,
    )
    return _new_invitation(email=email, role=role, by=by, at=at)


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Make an unused invitation worthless."""
    _revoke(
        Invitation.objects.filter(OPEN, pk=invitation.pk).select_for_update(no_key=True),
        by=by,
        at=at,
    )


@transaction.atomic
def accept(invitation: Invitation, *, name: str, email: str, password: str, at: datetime) -> User:
    """Make the account an invitation is for, once; an invitation sent to an address is for that
    address only.
    """
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not can_be_used(locked, at=at):
        raise LinkClosed
    address = (locked.email or email).strip().lower()
    if User.objects.filter(email__iexact=address).exists():
        raise AddressTaken(address)
    user = _new_person(name=name, email=address, password=password, role=Role(locked.role), at=at)
    locked.used_at, locked.used_by, locked._history_user = at, user, user
    locked.save()
    return user


@transaction.atomic
def change_role(user: User, *, role: Role, by: User) -> User:
    """Give a person another role; the last active administrator keeps theirs."""
    administrators, locked = _lock_administrators(), _lock(user)
    if role != Role.ADMINISTRATOR:
        _refuse_if_last(locked, administrators)
    locked.role = role
    return _write(locked, by=by)


@transaction.atomic
def deactivate(user: User, *, by: User) -> User:
    """End a person's access at once, sessions included; what they did stays under their name."""
    administrators, locked = _lock_administrators(), _lock(user)
    _refuse_if_last(locked, administrators)
    locked.is_active = False
    return _write(locked, by=by)


@transaction.atomic
def reactivate(user: User, *, by: User) -> User:
    """Let a person sign in again, with the role and password they had."""
    locked = _lock(user)
    locked.is_active = True
    return _write(locked, by=by)


@transaction.atomic
def correct_address(user: User, *, email: str, by: User) -> User:
    """Change the address a person signs in with; the old one stops working."""
    email = email.strip().lower()
    locked = _lock(user)
    if User.objects.filter(email__iexact=email).exclude(pk=locked.pk).exists():
        raise AddressTaken(email)
    EmailAddress.objects.filter(user=locked).delete()
    locked.email = email
    return _write(locked, by=by)


@transaction.atomic
def new_password_link(user: User, *, by: User) -> str:
    """Return the path of a page where a person chooses a new password; it works once."""
    locked = _lock(user)
    _write(locked, by=by, why="password link")
    key = default_token_generator.make_token(locked)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(locked), "key": key}
    )


@transaction.atomic
def remove_second_step(user: User, *, by: User) -> User:
    """Let a person who lost their phone or key sign in with the password alone."""
    locked = _lock(user)
    Authenticator.objects.filter(user=locked).delete()
    return _write(locked, by=by, why="second step removed")


@transaction.atomic
def update_profile(user: User, *, name: str, language: str, time_zone: str) -> User:
    """Keep what a person says about themselves."""
    locked = _lock(user)
    if (locked.name, locked.language, locked.time_zone) == (name, language, time_zone):
        return locked
    locked.name, locked.language, locked.time_zone = name, language, time_zone
    return _write(locked, by=locked)


def _lock(user: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _lock_administrators() -> list[User]:
    """Hold the active administrators until we are done, so that two can't demote each other at the
    same moment.
    """
    active = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    return list(active.order_by("pk").select_for_update(no_key=True))


def _refuse_if_last(user: User, administrators: Sequence[User]) -> None:
    if [user] == administrators:
        raise LastAdministrator


def _write(user: User, *, by: User, why: str = "") -> User:
    user._history_user, user._change_reason = by, why
    user.save()
    return user


def _new_person(*, name: str, email: str, password: str, role: Role, at: datetime) -> User:
    """Add a person; their own name stands on the first line of their history."""
    user = User(name=name.strip(), email=email, role=role, joined_at=at)
    user.set_password(password)
    return _write(user, by=user)


def _new_invitation(*, email: str, role: Role, by: User | None, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation = Invitation(token_hash=fingerprint(token), email=email, role=role, invited_by=by)
    invitation.created_at, invitation.expires_at, invitation._history_user = at, at + LINK_LASTS, by
    invitation.save()
    return token


def _revoke(invitations: Iterable[Invitation], *, by: User | None, at: datetime) -> None:
    for invitation in invitations:
        invitation.revoked_at, invitation._history_user = at, by
        invitation.save()
