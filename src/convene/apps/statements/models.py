"""Statements: what was recorded of a partner's promises when somebody said so, and what the partner
answered. Nothing here is ever rewritten.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.ledger.models.promises import money
from convene.apps.ledger.words import Column
from convene.apps.statements.words import Answer
from convene.apps.workshop.models import Partner
from convene.ground.constraints import known, said, says_something
from convene.ground.letters import Try, Written

IN_MONEY = (
    "amount",
    "base_value",
    "due",
    "delivered",
    "delivered_in_all",
    "verified",
    "disputed",
    "held",
    "over",
    "base_delivered",
    "base_in_all",
    "base_verified",
)
"""What an unpriced line says nothing of."""


class Statement(models.Model):
    """What was recorded of a partner from a day until another, frozen when it was issued. The id is
    given by the page, so that issuing twice is issuing once; `size` is how many lines it has.

    `talked`, `promised_later` and `came_later` count what is on no line: what was only asked for or
    proposed, what was promised after the last day, and what came after it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    base = models.CharField(max_length=3, blank=True)
    partner_name = models.CharField(max_length=500)
    alliance_title = models.CharField(max_length=500)
    issuer = models.CharField(max_length=200)
    talked = models.PositiveIntegerField()
    promised_later = models.PositiveIntegerField()
    came_later = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="statement_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="statement_has_a_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.UniqueConstraint(name="statement_number", fields=["partner", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.partner_name}: {self.number}"


class StatementLine(models.Model):
    """One line of a statement, with the fields of `core.statements.Line`."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=500)
    kind = models.CharField(max_length=50, blank=True)
    column = models.CharField(max_length=10, choices=Column.choices)
    state = models.CharField(max_length=15)
    on = models.DateField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    quantity = money(null=True)
    amount = money(null=True)
    base_value = money(null=True)
    due = money(null=True)
    due_times = models.PositiveIntegerField(default=0)
    delivered = money(null=True)
    delivered_in_all = money(null=True)
    times = models.PositiveIntegerField(default=0)
    times_in_all = models.PositiveIntegerField(default=0)
    verified = money(null=True)
    disputed = money(null=True)
    held = money(null=True)
    held_times = models.PositiveIntegerField(default=0)
    over = money(null=True)
    base_delivered = money(null=True)
    base_in_all = money(null=True)
    base_verified = money(null=True)
    is_earlier = models.BooleanField(default=False)
    is_beside = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            known("column", Column.values, name="statement_column_is_known"),
            models.CheckConstraint(
                name="an_unpriced_line_says_no_money",
                condition=~Q(column="unpriced")
                | Q(currency="", **{f"{name}__isnull": True for name in IN_MONEY}),
            ),
            models.UniqueConstraint(name="statement_line", fields=["statement", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.what}"

    @property
    def number(self) -> int:
        """The number of the line as people read it, from one on."""
        return self.position + 1

    @property
    def is_promise(self) -> bool:
        return self.delivery_id is None


class StatementAnswer(models.Model):
    """What somebody said for the partner of a line, or without one of the whole: the last one
    stands, the earlier stay to be read.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="answers")
    line = models.ForeignKey(
        StatementLine, on_delete=models.PROTECT, null=True, related_name="answers"
    )
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    behalf = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_line_is_confirmed_or_disputed",
                condition=Q(line__isnull=False, answer__in=("confirmed", "disputed"))
                | Q(line=None, answer__in=("confirmed", "refused")),
            ),
            models.CheckConstraint(
                name="what_is_not_confirmed_says_why",
                condition=Q(answer="confirmed") | Q(said("reason")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.answer}"


class Notice(Written):
    """A letter to whoever speaks for a partner, that a statement waits for its answer; at most one
    in a week for each of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="notices")
    week = models.DateField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            says_something("body", name="notice_says_something"),
            models.UniqueConstraint(
                name="a_statement_is_announced_once_a_week", fields=["statement", "person", "week"]
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class NoticeSending(Try):
    """One try to send a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="sendings")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_notice_not_taken_says_why",
                condition=Q(taken=True, said="") | (Q(taken=False) & ~Q(said="")),
            ),
            models.UniqueConstraint(
                fields=["notice"], name="a_notice_is_sent_once", condition=Q(taken=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} · {self.at:%Y-%m-%d}"
