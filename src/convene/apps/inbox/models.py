"""What has changed around an organisation since somebody last looked. It knows no case: those who
tell of something point at what they told.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import Organisation
from convene.ground.constraints import said, says_something, who_and_when

OPEN = Q(closed_at=None) | Q(takes_two=True, second_at=None)
"""Alerts that somebody still has to look at: everybody who may read them does until then."""


class Occasion(models.Model):
    """What brought alerts up together: a list as it was loaded, an import, the changes of a day.

    `cause` is a code of the app that tells, `of` says which one it was, `facts` what it is called
    by.
    """

    cause = models.CharField(max_length=10)
    of = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cause", "of"], name="each_occasion_once"),
            says_something("cause", name="an_occasion_has_a_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.of}"


class Alert(models.Model):
    """Something that has changed. It asks for a look and never decides.

    `kind` is a code of the app that tells of it, `about` what makes it one of its kind, so that
    nothing is told twice; `found` keeps what was read then, which its source may change later.
    Claimed, somebody looks into it; closed, somebody has, and says what came of it. What
    `takes_two` stays open until a second person agrees.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="alerts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10)
    about = models.CharField(max_length=200)
    found = models.JSONField(default=dict)
    at = models.DateTimeField()
    takes_two = models.BooleanField(default=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "about"], name="each_change_told_once"
            ),
            says_something("kind", name="an_alert_has_a_kind"),
            who_and_when("claimed", name="alert_claimed_says_who_and_when"),
            who_and_when("closed", name="alert_closed_says_who_and_when"),
            models.CheckConstraint(
                name="alert_closed_says_why",
                condition=Q(closed_at=None, reason="")
                | Q(closed_at__isnull=False) & Q(said("reason")),
            ),
            who_and_when("second", name="alert_second_says_who_and_when"),
            models.CheckConstraint(
                name="alert_second_is_another",
                condition=Q(second_at=None)
                | Q(takes_two=True, closed_at__isnull=False) & ~Q(second_by=F("closed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.kind}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None or self.waits_for_second

    @property
    def waits_for_second(self) -> bool:
        """Whether one person has closed it, and it takes another."""
        return self.takes_two and self.closed_at is not None and self.second_at is None


class Feed(models.Model):
    """The secret address under which a calendar reads a person's days, until it is revoked. We keep
    a hash of the secret, so reading this table lets nobody read a calendar.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_person_has_one_calendar",
                fields=["person"],
                condition=Q(revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
