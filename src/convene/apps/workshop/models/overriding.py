"""What stands in for a requirement of a gate: asked for by one person, agreed to by two others."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.models.drafts import Alliance, Part
from convene.apps.workshop.models.partners import Partner
from convene.ground.constraints import says_something

AGREES = (Part.Kind.OWNER, Part.Kind.BUILDER, Part.Kind.REVIEWER)
"""The parts of those who may agree to an override that somebody else asked for."""
NEVER = ("G2.purpose", "G4.sanctions", "G4.debarment", "G6.sanctions", "G6.debarment")
"""Requirements that nothing stands in for, as the database holds it."""


class Override(models.Model):
    """That the alliance may go on although a requirement is not met, of it or of one partner, until
    a day. It counts once two people agree, neither of whom asked; it lapses, and is never
    rewritten.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="overrides")
    code = models.CharField(max_length=40)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, related_name="overrides"
    )
    reason = models.TextField(_("reason"), max_length=3000)
    last_day = models.DateField(_("last day"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            says_something("reason", name="override_says_why"),
            says_something("code", name="override_names_a_requirement"),
            models.CheckConstraint(name="no_override_of_a_stop", condition=~Q(code__in=NEVER)),
        ]

    def __str__(self) -> str:
        return self.code


class OverrideAgreement(models.Model):
    """That somebody who did not ask for an override agrees to it."""

    override = models.ForeignKey(Override, on_delete=models.PROTECT, related_name="agreements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="override_is_agreed_to_once", fields=["override", "by"]),
        ]

    def __str__(self) -> str:
        return f"{self.override} · {self.by}"
