"""Workbooks of promises and deliveries that somebody brought back, row by row, with what became of
each.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.bookkeeping.words import DELIVERIES, PROMISES, Outcome, State, Undone
from convene.apps.workshop.models import Alliance
from convene.ground.constraints import known, who_and_when
from convene.ground.undoing import Undoable


class Upload(Undoable):
    """A workbook of one alliance: seen first, then applied by whoever brought it, and undone.

    `columns` says in which place, counted from 0, each known column of each sheet stands; `notes`
    are the columns and sheets that nobody knows. `reason` and `signatory` are of the
    undoing: why, and who agreed for the partners where amendments are taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="uploads")
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    signatory = models.CharField(_("who signed for the partners"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]
        constraints: ClassVar = [
            known("state", State.values, name="upload_state_is_known"),
            models.CheckConstraint(
                name="applied_says_when",
                condition=Q(state="previewed", applied_at=None)
                | ~Q(state="previewed") & Q(applied_at__isnull=False),
            ),
            who_and_when("undone", name="upload_undone_says_who", when=Q(state="undone")),
        ]

    def __str__(self) -> str:
        return self.file_name


class Row(models.Model):
    """One row of a sheet: its cells that hold something, by column, and the key of the promise or
    delivery it is of, made from the file and its place where it brings none.

    `seen` is the version of the promise that was looked at. `before` and `after` are what the
    promise said before and after it was applied; `why` holds each cell with the reason why nothing
    was done, `undone_why` the same of the undoing.
    """

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    formulas = models.JSONField(default=list)
    record = models.UUIDField()
    seen = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    why = models.JSONField(default=list)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    undone = models.CharField(max_length=5, choices=Undone.choices, blank=True)
    undone_why = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["upload", "-sheet", "number"]
        constraints: ClassVar = [
            known("sheet", (PROMISES, DELIVERIES), name="row_is_of_a_known_sheet"),
            known("outcome", ("", *Outcome.values), name="row_outcome_is_known"),
            known("undone", ("", *Undone.values), name="row_undone_is_known"),
            models.UniqueConstraint(name="row_stands_once", fields=["upload", "sheet", "number"]),
            models.CheckConstraint(
                name="only_what_was_done_is_undone",
                condition=Q(undone="") | Q(outcome__in=("created", "changed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"

    @property
    def name(self) -> str:
        """What it says it is of."""
        return str(self.cells.get("title") or self.cells.get("what") or "")
