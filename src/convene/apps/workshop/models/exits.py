"""What an alliance leaves when it ends, and who inherits each thing."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.workshop.models.drafts import Alliance
from convene.apps.workshop.models.partners import Partner
from convene.ground.changes import Versioned
from convene.ground.constraints import said, says_something, who_and_when


class Asset(Versioned):
    """Something that stays when an alliance ends: equipment, data, a name, an account, a duty. A
    partner inherits it, or somebody outside, never both; with neither it is open. One that is
    dropped stays, and can be taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="assets")
    what = models.CharField(_("what stays"), max_length=200)
    heir = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="inherits")
    heir_outside = models.CharField(_("who outside inherits it"), max_length=200, blank=True)
    terms = models.TextField(_("on what terms"), max_length=3000, blank=True)
    handed_on = models.DateField(_("handed over on"), null=True)
    handed_said = models.TextField(_("what shows it"), max_length=3000, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["what", "id"]
        constraints: ClassVar = [
            says_something("what", name="asset_says_what_it_is"),
            models.CheckConstraint(
                name="asset_has_one_heir", condition=Q(heir=None) | Q(heir_outside="")
            ),
            models.CheckConstraint(
                name="asset_handed_over_has_an_heir_and_says_what_shows_it",
                condition=Q(handed_on=None, handed_said="")
                | Q(said("handed_said"), handed_on__isnull=False)
                & (Q(heir__isnull=False) | Q(said("heir_outside"))),
            ),
            who_and_when("dropped", name="asset_dropped_says_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def has_heir(self) -> bool:
        return self.heir_id is not None or bool(self.heir_outside)
