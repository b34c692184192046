"""What is decided about accounts, each whole or not at all, with its line on the trail."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts import events, queries
from convene.apps.accounts.models import DECIDES, OPEN, Invitation, Role, User
from convene.apps.accounts.queries import can_be_used, fingerprint
from convene.apps.accounts.telling import tell_let_in
from convene.core.diligence import decides_from
from convene.core.lookalikes import hides_letters, look_alike, mixes_alphabets
from convene.ground import trail
from convene.ground.changes import allow, lock, save, write

LINK_LASTS = timedelta(days=7)
MAY = "accounts.manage_people"


class LinkClosed(Exception):
    """The invitation was used, revoked or has expired."""


class AddressTaken(Exception):
    """Someone already has an account with this address."""


class CodeUsed(Exception):
    """This code has been used already, or a later one has."""


class LooksAlike(Exception):
    """Somebody has a name that looks the same, and one of the two decides."""

    def __init__(self, other: User) -> None:
        super().__init__(str(other))
        self.other = other


class HiddenLetters(ValueError):
    """A name has signs that nobody sees."""


class MixedAlphabets(ValueError):
    """A word of the name is written in letters of more than one alphabet."""


class LastAdministrator(Exception):
    """Without this person nobody could look after accounts."""

    def __init__(self, user: User) -> None:
        super().__init__(str(user))
        self.user = user


@transaction.atomic
def first_administrator_link(*, base_url: str) -> str | None:
    """Return a link that makes the first administrator, or None when there is one; earlier unused
    ones stop working. Nobody can ask for it but whoever runs Convene.
    """
    if _lock_administrators():
        return None
    at = timezone.now()
    _revoke(Invitation.objects.filter(invited_by=None), by=None, at=at)
    token = _new_invitation(email="", role=Role.ADMINISTRATOR, by=None, at=at)
    return base_url.rstrip("/") + reverse("accounts:join", args=[token])


@transaction.atomic
def invite(*, email: str, role: Role, by: User, at: datetime) -> str:
    """Return the secret of a new invitation, which is stored nowhere; an earlier one to this
    address stops working.
    """
    allow(by, MAY)
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise AddressTaken(email)
    earlier = Invitation.objects.filter(email__iexact=email, invited_by__isnull=False)
    _revoke(earlier, by=by, at=at)
    return _new_invitation(email=email, role=role, by=by, at=at)


@transaction.atomic
def let_partner_in(*, email: str, name: str, language: str, by: User) -> tuple[User, str]:
    """Return whoever speaks for a partner under this address, with the path of a page where they
    choose their first password, once; empty for somebody who has an account. Raises HiddenLetters,
    MixedAlphabets, LooksAlike.
    """
    allow(by, "accounts.let_partner_in")
    email = email.strip().lower()
    if known := User.objects.filter(email__iexact=email).first():
        return known, ""
    person = User(name=name.strip(), email=email, role=Role.PARTNER, language=language)
    person.joined_at = timezone.now()
    _refuse_unclear(person)
    person.set_unusable_password()
    write(person, what=events.PARTNER_LET_IN, by=by, at=person.joined_at, new=True)
    return person, _password_page(person)


def _password_page(user: User) -> str:
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
    )


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Make an unused invitation worthless."""
    allow(by, MAY, invitation)
    _revoke(Invitation.objects.filter(pk=invitation.pk), by=by, at=at)


@transaction.atomic
def accept(invitation: Invitation, *, name: str, email: str, password: str, at: datetime) -> User:
    """Make the account an invitation is for, once; an invitation sent to an address is for that
    address only. Whoever holds the link may. Raises LinkClosed, AddressTaken, LooksAlike,
    MixedAlphabets, HiddenLetters. Whoever decides by it begins a day later, and all who
    decide are told.
    """
    locked = lock(invitation)
    if not can_be_used(locked, at=at):
        raise LinkClosed
    address = (locked.email or email).strip().lower()
    if User.objects.filter(email__iexact=address).exists():
        raise AddressTaken(address)
    user = User(name=name.strip(), email=address, role=Role(locked.role), joined_at=at)
    _refuse_unclear(user)
    user.set_password(password)
    write(user, what=events.JOINED, by=user, at=at, new=True)
    locked.used_at, locked.used_by = at, user
    write(locked, what=events.USED, by=user, at=at)
    if locked.invited_by and user.role in queries.SURE:
        _let_in(user, by=locked.invited_by, what=events.MAY_DECIDE)
    return user


@transaction.atomic
def change_role(user: User, *, role: Role, by: User) -> User:
    """Give a person another role; the last active administrator keeps theirs. Who comes to decide
    by it begins a day later. Raises LooksAlike.
    """
    allow(by, MAY, user)
    administrators, locked = _lock_administrators(), lock(user)
    if role != Role.ADMINISTRATOR:
        _refuse_if_last(locked, administrators)
    raised = role in queries.SURE and locked.role not in queries.SURE
    locked.role = role
    _refuse_alike(locked)
    _write(locked, by=by)
    return _let_in(locked, by=by, what=events.MAY_DECIDE) if raised else locked


@transaction.atomic
def deactivate(user: User, *, by: User) -> User:
    """End a person's access at once, sessions for good; what they did stays under their name."""
    allow(by, MAY, user)
    administrators, locked = _lock_administrators(), lock(user)
    _refuse_if_last(locked, administrators)
    locked.is_active = False
    return _write_out(locked, by=by)


@transaction.atomic
def reactivate(user: User, *, by: User) -> User:
    """Let a person sign in anew, with the role and password they had. Who decides begins a day
    later.
    """
    allow(by, MAY, user)
    locked = lock(user)
    locked.is_active = True
    _write(locked, by=by)
    decides = locked.role in queries.SURE
    return _let_in(locked, by=by, what=events.MAY_DECIDE) if decides else locked


@transaction.atomic
def correct_address(user: User, *, email: str, by: User) -> User:
    """Change the address a person signs in with; the old one stops working. Whose address somebody
    else changes decides nothing for a day.
    """
    allow(by, "accounts.correct_address", user)
    email = email.strip().lower()
    locked = lock(user)
    if User.objects.filter(email__iexact=email).exclude(pk=locked.pk).exists():
        raise AddressTaken(email)
    EmailAddress.objects.filter(user=locked).delete()
    locked.email = email
    if locked.pk == by.pk:
        return _write(locked, by=by)
    return _let_in(locked, by=by, what=events.ADDRESS_CORRECTED)


@transaction.atomic
def new_password_link(user: User, *, by: User) -> str:
    """Return the path of a page where a person chooses a new password; it works once. They and all
    who decide are told, and they decide nothing for a day.
    """
    allow(by, MAY, user)
    locked = _let_in(lock(user), by=by, what=events.PASSWORD_LINK)
    return _password_page(locked)


@transaction.atomic
def choose_password(user: User, *, password: str, by: User | None) -> User:
    """Give a person a new password. Whoever reaches this has shown the old one, or holds a link;
    `by` is who is signed in.
    """
    locked = lock(user)
    locked.set_password(password)
    return _write(locked, by=by, what=events.PASSWORD_CHANGED)


@transaction.atomic
def remove_second_step(user: User, *, by: User) -> User:
    """Let a person who lost their phone or key sign in with the password alone. They and all who
    decide are told, and they decide nothing for a day.
    """
    allow(by, MAY, user)
    locked = lock(user)
    Authenticator.objects.filter(user=locked).delete()
    locked.sessions_ended += 1
    return _let_in(locked, by=by, what=events.SECOND_STEP_REMOVED)


@transaction.atomic
def give_up_second_step(user: User) -> User:
    """Note that a person has removed one of their own second steps: sessions elsewhere end."""
    return _write_out(lock(user), by=user, what=events.SECOND_STEP_GIVEN_UP)


@transaction.atomic
def use_code(step: Authenticator, *, code: str) -> None:
    """Let a code that an app shows count once: neither it nor an earlier one opens anything after
    it. Raises CodeUsed.
    """
    locked = lock(step)
    counter = queries.counter(locked, code=code)
    if counter is None or counter <= locked.data.get("used", -1):
        raise CodeUsed
    locked.data["used"] = counter
    save(locked, by=None, at=timezone.now())


@transaction.atomic
def update_profile(user: User, *, name: str, language: str, time_zone: str, by: User) -> User:
    """Keep what a person says about themselves. Raises LooksAlike, MixedAlphabets,
    HiddenLetters.
    """
    allow(by, "accounts.update_profile", user)
    locked = lock(user)
    renamed = locked.name != name
    locked.name, locked.language, locked.time_zone = name, language, time_zone
    if renamed:
        _refuse_unclear(locked)
    return _write(locked, by=by) if trail.changes(locked) else locked


def _lock_administrators() -> list[User]:
    """Hold the active administrators until we are done, so that two can't demote each other at the
    same moment.
    """
    active = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    return list(active.order_by("pk").select_for_update(no_key=True))


def _refuse_if_last(user: User, administrators: Sequence[User]) -> None:
    if [user] == administrators:
        raise LastAdministrator(user)


def _refuse_unclear(user: User) -> None:
    """Let nobody choose a name that others would take for somebody who decides."""
    if hides_letters(user.name):
        raise HiddenLetters
    if mixes_alphabets(user.name):
        raise MixedAlphabets
    _refuse_alike(user)


def _refuse_alike(user: User) -> None:
    others = User.objects.exclude(pk=user.pk).order_by("pk")
    for other in others if user.role in DECIDES else others.filter(role__in=DECIDES):
        if look_alike(user.name, other.name):
            raise LooksAlike(other)


def _write(user: User, *, by: User | None, what: trail.Kind = events.CHANGED) -> User:
    return write(user, what=what, by=by, at=timezone.now())


def _write_out(user: User, *, by: User, what: trail.Kind = events.CHANGED) -> User:
    """Write a change with which every session of a person ends, and none comes back."""
    user.sessions_ended += 1
    return _write(user, by=by, what=what)


def _let_in(user: User, *, by: User, what: trail.Kind) -> User:
    """Write that an administrator lets somebody in anew, and tell of it: whoever it really is does
    not decide before others have had a day to ask.
    """
    at = timezone.now()
    user.decides_from = decides_from(at)
    write(user, what=what, by=by, at=at)
    readers = queries.readers_of_let_in(user)
    tell_let_in(user, what=what, by=by, until=user.decides_from, to=readers)
    return user


def _new_invitation(*, email: str, role: Role, by: User | None, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation = Invitation(token_hash=fingerprint(token), email=email, role=role, invited_by=by)
    invitation.created_at, invitation.expires_at = at, at + LINK_LASTS
    write(invitation, what=events.INVITED, by=by, at=at, new=True)
    return token


def _revoke(invitations: QuerySet[Invitation], *, by: User | None, at: datetime) -> None:
    for invitation in invitations.filter(OPEN).select_for_update(no_key=True):
        invitation.revoked_at = at
        write(invitation, what=events.REVOKED, by=by, at=at)
