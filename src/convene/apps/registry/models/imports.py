"""Tables of organisations that somebody brought in."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.ground.constraints import known, who_and_when
from convene.ground.undoing import Undoable


class Import(Undoable):
    """A table of organisations, or of who stands behind them, that somebody brought in: seen first,
    then confirmed, and undone while nobody built on it.
    """

    class Of(models.TextChoices):
        ORGANISATIONS = "organisations", _("Organisations")
        TIES = "ties", _("Who stands behind them")

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Waiting to be confirmed")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    of = models.CharField(max_length=15, choices=Of.choices, default=Of.ORGANISATIONS)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    """What was not read of the file, or is odd about it, each in a sentence."""
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]
        constraints: ClassVar = [
            known("of", ("organisations", "ties"), name="import_of_is_known"),
            known("state", ("previewed", "imported", "undone"), name="import_state_is_known"),
            models.CheckConstraint(
                name="imported_says_when",
                condition=Q(state="previewed", imported_at=None)
                | (~Q(state="previewed") & Q(imported_at__isnull=False)),
            ),
            who_and_when("undone", name="undone_says_who_and_when", when=Q(state="undone")),
        ]

    def __str__(self) -> str:
        return self.file_name
