"""What was decided before about a partner, or about a record like it, brought up in a new case."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.vetting.models.case import Case
from convene.ground.constraints import said, who_and_when


class Recall(models.Model):
    """An earlier case that was stopped or declined, and in reasons why it is brought up. One that
    is `due` is answered before anybody clears the partner.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recalls")
    earlier = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recalled_in")
    why = models.JSONField(default=list)
    due = models.BooleanField()
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "earlier"], name="each_recall_once"),
            models.CheckConstraint(
                name="recall_is_of_another_case", condition=~Q(case=models.F("earlier"))
            ),
            who_and_when("answered", name="recall_answered_says_who_and_when"),
            models.CheckConstraint(
                name="recall_answered_says_what",
                condition=Q(answered_by=None, answer="")
                | Q(answered_by__isnull=False) & Q(said("answer")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.earlier}"
