"""The declarations that a partner was asked for in a case."""

from typing import ClassVar

from django.db import models

from convene.apps.declarations.models import Declaration
from convene.apps.vetting.models.case import Case


class CaseDeclaration(models.Model):
    """A declaration of the partner, asked for in one round of a case: in that one and no other."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    round = models.PositiveSmallIntegerField()
    declaration = models.OneToOneField(
        Declaration, on_delete=models.PROTECT, related_name="in_case"
    )

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.case} · {self.declaration}"
