"""Who belongs to which organisation, and when."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models.organisation import Organisation
from convene.ground.constraints import who_and_when


class Membership(models.Model):
    """A person belongs to an organisation from one day until another, both included.

    A guard keeps two memberships of one person in one organisation from overlapping.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="membership_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            who_and_when(
                "ended", name="membership_ended_says_who_and_when", when=Q(until__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_membership_at_a_time",
                fields=["person", "organisation"],
                condition=Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
