"""How an alliance came to be where it is: each step that somebody took, and what was said of it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.models.drafts import Alliance
from convene.apps.workshop.words import State
from convene.ground.constraints import known, said


class Move(models.Model):
    """One step of an alliance from a state to another, by a person. It is never rewritten.

    Whoever suspends, abandons or terminates says why, on which day, and what is `owed` (“Nothing.”
    is an answer). `unmet` keeps the codes of requirements that an override stood in for.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="moves")
    was = models.CharField(max_length=20, choices=State.choices)
    state = models.CharField(_("state"), max_length=20, choices=State.choices)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    owed = models.TextField(_("what is still owed"), max_length=5000, blank=True)
    unmet = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            known("was", State.values, name="move_begins_in_a_state"),
            known("state", State.values, name="move_ends_in_a_state"),
            models.CheckConstraint(name="move_goes_somewhere", condition=~Q(was=F("state"))),
            models.CheckConstraint(
                name="move_off_the_path_says_why",
                condition=~Q(state__in=("suspended", "abandoned", "terminated"))
                | Q(said("reason")) & Q(said("owed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was} > {self.state}"
