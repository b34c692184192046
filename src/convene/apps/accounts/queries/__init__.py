"""What is known about accounts."""

from datetime import datetime
from hashlib import sha256

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from convene.apps.accounts.models import OPEN, FromBefore, Invitation, Role, User


def fingerprint(token: str) -> str:
    """Return what we store of a link's secret. It is long and random, so a plain hash can't be
    guessed back.
    """
    return sha256(token.encode()).hexdigest()


def invitation(token: str, *, at: datetime) -> Invitation | None:
    """Return the invitation a link stands for, or None when it can't be used at that moment."""
    found = Invitation.objects.filter(token_hash=fingerprint(token)).first()
    return found if found and can_be_used(found, at=at) else None


def can_be_used(invitation: Invitation, *, at: datetime) -> bool:
    """Say whether an invitation still lets someone in: unused, in time, and from someone who may
    still invite.
    """
    if invitation.used_at or invitation.revoked_at or at >= invitation.expires_at:
        return False
    if invitation.invited_by is None:
        return not administrators().exists()
    return invitation.invited_by in administrators()


def open_invitations(*, at: datetime) -> QuerySet[Invitation]:
    """Return the invitations people can still use, the soonest to expire first."""
    waiting = Invitation.objects.filter(OPEN, expires_at__gt=at, invited_by__in=administrators())
    return waiting.select_related("invited_by").order_by("expires_at")


SURE = (Role.APPROVER, Role.ADMINISTRATOR)
"""Roles that take a second step, where it is compulsory."""


def second_step_is_compulsory() -> bool:
    """Say whether approvers and administrators need a second step: as whoever runs Convene has
    set, or else in an installation that began with it.
    """
    return settings.SECOND_STEP == "on" or (
        settings.SECOND_STEP == "" and not FromBefore.objects.exists()
    )


def lacks_second_step(user: User) -> bool:
    """Say whether a person has to set up a second step before anything else."""
    return user.role in SURE and second_step_is_compulsory() and not user.has_second_step


def readers_of_let_in(user: User) -> list[User]:
    """Return who is told that somebody was let in anew: they themselves, and all who decide."""
    deciding = Q(role__in=SURE, is_active=True)
    return list(User.objects.filter(deciding | Q(pk=user.pk)).order_by("pk"))


def administrators() -> QuerySet[User]:
    """Return whom to ask about accounts."""
    return User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("name")


def people() -> QuerySet[User]:
    """Return everyone with an account by name; `two_steps` says whether a stolen password alone
    would let someone in.
    """
    second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return User.objects.annotate(two_steps=Exists(second)).order_by("-is_active", "name", "pk")


def counter(step: Authenticator, *, code: str) -> int | None:
    """Return which of the codes that an app may show now this is: the higher, the later; None where
    it is none of them.
    """
    secret = decrypt(step.data["secret"])
    shown = {
        number: format_hotp_value(hotp_value(secret, number))
        for number in yield_hotp_counters_from_time()
    }
    same = (
        number for number, value in shown.items() if compare_user_code(actual=code, expected=value)
    )
    return max(same, default=None)
