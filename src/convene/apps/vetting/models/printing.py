"""What was printed of a case, and what was written to its partner."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.words import PAPERS
from convene.ground.constraints import known


class Printed(models.Model):
    """A file that left: the hash of its bytes, and of what the case said then (`content`), so that
    anybody who holds it can ask whether it is what was printed, and whether the case has changed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="printed")
    paper = models.CharField(max_length=15, choices=PAPERS)
    file_name = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField(_("version of the case"))
    content = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["sha256"])]
        constraints: ClassVar = [known("paper", PAPERS, name="printed_paper_is_known")]

    def __str__(self) -> str:
        return f"{self.case} · {self.file_name}"
