"""What has changed around an organisation since somebody last looked. It knows no case: those who
tell of something point at what they told.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from convene.apps.registry.models import Organisation
from convene.ground.constraints import says_something, who_and_when


class Alert(models.Model):
    """Something that has changed. It asks for a look and never decides.

    `kind` is a code of the app that tells of it, `about` what makes it one of its kind, so that
    nothing is told twice; `found` keeps what was read then, which its source may change later.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10)
    about = models.CharField(max_length=200)
    found = models.JSONField(default=dict)
    at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "about"], name="each_change_told_once"
            ),
            says_something("kind", name="an_alert_has_a_kind"),
            who_and_when("seen", name="alert_seen_says_who_and_when"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.kind}"
