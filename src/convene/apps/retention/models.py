"""How long what is kept, what is held meanwhile, and what was disposed of. It knows a record by its
kind and its key, and nothing of what it says.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.core.retention import CLOCKS
from convene.ground.constraints import known, says_something
from convene.ground.proposals import Proposal, one_waiting

STANDS = ("proposed", "agreed")
"""A hold counts from the moment that somebody proposes it."""


class Clock(models.Model):
    """For how many years a kind of record is kept, since somebody said so. The last one counts."""

    kind = models.CharField(max_length=40)
    years = models.PositiveSmallIntegerField(_("years"))
    reason = models.TextField(_("reason"), max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            known("kind", tuple(CLOCKS), name="clock_kind_is_known"),
            says_something("reason", name="clock_says_why"),
            models.CheckConstraint(name="clock_runs_for_years", condition=Q(years__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.years}"


class Hold(Proposal):
    """Nothing of a record may be disposed of, whatever its clock says, until two people lift it."""

    kind = models.CharField(max_length=40)
    record = models.UUIDField()
    refused_reason = models.TextField(_("reason"), max_length=5000, blank=True)

    class Meta(Proposal.Meta):
        indexes: ClassVar = [models.Index(fields=["record", "kind"], name="holds_on_a_record")]
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                name="hold_that_stands_was_not_refused",
                condition=Q(state="refused") | Q(refused_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} · {self.get_state_display()}"


class Lifting(Proposal):
    """A hold is over: one says so, another agrees."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="liftings")

    class Meta(Proposal.Meta):
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            one_waiting("hold", name="one_waiting_lifting"),
        ]

    def __str__(self) -> str:
        return f"{self.hold} · {self.get_state_display()}"


class Certificate(models.Model):
    """What was disposed of, by which rule and by whom. It names no partner and nobody who was in
    the records: how many there were, and hashes of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=40)
    years = models.PositiveSmallIntegerField()
    counts = models.JSONField()
    hashes = models.JSONField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Disposal(Proposal):
    """Records past their day that one person proposes to delete for good, and another agrees to.

    Agreed, it names its certificate before there is one: no transaction can end without it, and
    until it is there, and only until then, the records may be deleted.
    """

    kind = models.CharField(max_length=40)
    years = models.PositiveSmallIntegerField()
    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, null=True, related_name="disposal"
    )

    class Meta(Proposal.Meta):
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                name="disposal_agreed_has_a_certificate",
                condition=Q(state="agreed", certificate__isnull=False)
                | ~Q(state="agreed") & Q(certificate=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.get_state_display()}"


class Item(models.Model):
    """A record of a disposal, or what goes with one, by its plain key: since when it was closed,
    and until when it was kept.
    """

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=40)
    record = models.CharField(max_length=36)
    closed = models.DateField()
    kept_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["kept_until", "id"]
        indexes: ClassVar = [models.Index(fields=["record", "kind"], name="items_of_a_record")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["disposal", "kind", "record"], name="each_item_of_a_disposal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"
