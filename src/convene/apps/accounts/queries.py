"""What is known about accounts."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.accounts.models import OPEN, Invitation, Role, User

HISTORY_SHOWN = 50
REASONS = {
    "password link": gettext_lazy("A link to choose a new password was made."),
    "second step removed": gettext_lazy("The second sign-in step was removed."),
}


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


@dataclass(frozen=True)
class Change:
    """One line of a person's history. `by` is empty when nobody was signed in."""

    at: datetime
    by: str
    what: tuple[str, ...]


def changes(user: User) -> tuple[Change, ...]:
    """Return what was last changed about a person, newest first, at most `HISTORY_SHOWN` lines."""
    rows: list[Any] = list(
        user.history.select_related("history_user").order_by("-history_id")[: HISTORY_SHOWN + 1]
    )
    made = (
        [_line(rows[-1], _("The account was made."))]
        if rows and rows[-1].history_type == "+"
        else []
    )
    return (*(_line(newer, *_differences(newer, older)) for newer, older in pairwise(rows)), *made)


def _line(row: Any, *what: str) -> Change:
    return Change(at=row.history_date, by=str(row.history_user or ""), what=what)


def _differences(newer: Any, older: Any) -> tuple[str, ...]:
    """Say what changed between two rows; a row that shows no difference is a new password, which we
    never keep.
    """
    if newer.history_change_reason in REASONS:
        return (str(REASONS[newer.history_change_reason]),)
    plain = tuple(
        _("%(field)s: from “%(before)s” to “%(after)s”.")
        % {
            "field": str(label).capitalize(),
            "before": getattr(older, name),
            "after": getattr(newer, name),
        }
        for name, label in _FIELDS.items()
        if getattr(older, name) != getattr(newer, name)
    )
    return (*plain, *_role_and_access(newer, older)) or (_("The password was changed."),)


def _role_and_access(newer: Any, older: Any) -> tuple[str, ...]:
    said = []
    if newer.role != older.role:
        said.append(
            _("Role: from “%(before)s” to “%(after)s”.")
            % {"before": Role(older.role).label, "after": Role(newer.role).label}
        )
    if newer.is_active != older.is_active:
        said.append(_("Access was given back.") if newer.is_active else _("Access was ended."))
    return tuple(said)


_FIELDS = {
    name: User._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # no relations
    for name in ("name", "email", "language", "time_zone")
}
