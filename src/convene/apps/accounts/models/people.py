"""People with an account, and the one-time links that let them in."""

from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rules.permissions import has_perm
from simple_history.models import HistoricalRecords

from convene.apps.accounts.clock import zones


class Role(models.TextChoices):
    """What a person may do; each role may do what those above it may, administrators besides look
    after accounts. A partner's focal point sees that partner's own pages and no other.
    """

    PARTNER = "partner", _("A partner's focal point")
    VIEWER = "viewer", _("Viewer")
    BUILDER = "builder", _("Alliance builder")
    REVIEWER = "reviewer", _("Reviewer")
    APPROVER = "approver", _("Approver")
    ADMINISTRATOR = "administrator", _("Administrator")


COLLEAGUES = tuple(role for role in Role if role != Role.PARTNER)
"""The roles of people who work here, as an administrator gives them."""
DECIDES = (Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR)
"""Those whose names stand under what they decide of others."""


class ChangesToPeople(HistoricalRecords):  # type: ignore[misc]  # simple-history ships no types
    """History that leaves out sign-ins: nobody decided anything."""

    def post_save(
        self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        if kwargs.get("update_fields") != frozenset({"last_login"}):
            super().post_save(instance, created, using=using, **kwargs)


class People(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(
        self, *, email: str, name: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Add a person; without a password they can't sign in until they are given a link."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


def known_zone(name: str) -> None:
    """Refuse a time zone this computer has no rules for."""
    if name not in zones():
        raise ValidationError(_("We do not know this time zone."))


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address. What they may do follows from their role, and
    from nothing else.
    """

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.VIEWER)
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[known_zone])
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    sessions_ended = models.PositiveIntegerField(default=0)
    decides_from = models.DateTimeField(null=True)
    """An administrator has let them in anew: until then they decide nothing."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()
    history = ChangesToPeople(
        excluded_fields=["password", "last_login", "sessions_ended", "decides_from"]
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message=_("Someone already uses this address."),
            ),
            models.CheckConstraint(name="role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="person_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="person_has_an_address", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def has_second_step(self) -> bool:
        """Say whether a stolen password alone would not let somebody in; asked once a request."""
        steps = Authenticator.objects.filter(user_id=self.pk)
        return bool(steps.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def get_session_auth_hash(self) -> str:
        """Return what a session must hold to go on: one from before a new password, or from before
        all were ended, never holds it again.
        """
        held = f"{self.sessions_ended} {self.password}"
        return salted_hmac("convene.accounts.sessions", held, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Say whether the rules let this person do `perm`, to `obj` if one is given."""
        return self.is_active and bool(has_perm(perm, self, obj))

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app: str) -> bool:
        """Nothing is granted by app, only by rule."""
        return False


class FromBefore(models.Model):
    """There is one where people had accounts before second steps could be compulsory: whoever runs
    Convene says whether they are now. A new installation has none.
    """

    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.at)


OPEN = Q(used_at=None, revoked_at=None)


class Invitation(models.Model):
    """A link that makes one account. We keep a hash of its secret, so reading this table lets
    nobody in.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    invited_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="invitations"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    history = HistoricalRecords(excluded_fields=["token_hash"])

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="invited_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="used_means_by_someone",
                condition=Q(used_at=None, used_by=None)
                | Q(used_at__isnull=False, used_by__isnull=False),
            ),
            models.CheckConstraint(
                name="not_used_and_revoked", condition=Q(used_at=None) | Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="expires_after_it_was_made", condition=Q(expires_at__gt=F("created_at"))
            ),
            models.CheckConstraint(
                name="only_the_first_link_has_no_inviter",
                condition=(Q(invited_by__isnull=False) & ~Q(email=""))
                | Q(invited_by=None, role=Role.ADMINISTRATOR),
            ),
            models.UniqueConstraint(
                fields=["role"], name="one_open_first_link", condition=OPEN & Q(invited_by=None)
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="one_open_invitation_per_address",
                condition=OPEN & Q(invited_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.email or str(_("First administrator"))
