"""The organisation's own template of its papers."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class TemplateUpload(models.Model):
    """A change of the organisation's own concept paper template; no hash means back to the one that
    ships with Convene.
    """

    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.sha256
