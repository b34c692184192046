"""What people answered when asked of an alliance: each answer stays, the last one counts."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.models.drafts import Alliance
from convene.apps.workshop.words import Check, Said
from convene.ground.constraints import known, said


class Answer(models.Model):
    """What somebody answered to a check of an alliance. It is never rewritten: a later answer takes
    its place, and may say that it is not known after all.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(_("check"), max_length=20, choices=Check.choices)
    said = models.CharField(_("answer"), max_length=10, choices=Said.choices)
    note = models.TextField(_("note"), max_length=5000, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            known("code", Check.values, name="answer_is_to_a_known_check"),
            known("said", Said.values, name="answer_is_known"),
            models.CheckConstraint(
                name="answer_says_what_it_rests_on",
                condition=Q(said="not_said") | Q(said("note")),
            ),
            models.CheckConstraint(
                name="a_meeting_held_has_its_day",
                condition=~Q(code="civil_society", said="yes") | Q(on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.said}"
