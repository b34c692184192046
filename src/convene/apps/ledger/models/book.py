"""In which currency an alliance counts, by which rule, and the rates that people loaded."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.workshop.models import Alliance
from convene.ground.changes import Versioned
from convene.ground.constraints import says_something


class Book(Versioned):
    """The money of one alliance: its base currency, in which every total is said, and the code of
    the rule that its leverage is held against. A base that something was valued in stays.
    """

    alliance = models.OneToOneField(
        Alliance, on_delete=models.PROTECT, primary_key=True, related_name="book"
    )
    base = models.CharField(_("base currency"), max_length=3)
    rule = models.CharField(_("rule"), max_length=50, default="gda")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="base_is_a_code", condition=Q(base__regex=r"^[A-Z]{3}$"))
        ]

    def __str__(self) -> str:
        return f"{self.alliance}: {self.base}"


class Rate(models.Model):
    """What one unit of a currency was worth in another on a day, by a source: `rate` units of
    `base`. It is never rewritten; a later load of the same day stands beside it.
    """

    base = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    day = models.DateField()
    rate = models.DecimalField(max_digits=30, decimal_places=12)
    source = models.CharField(max_length=300)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    loaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["currency", "-day", "-loaded_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="rate_is_above_zero", condition=Q(rate__gt=0)),
            models.CheckConstraint(
                name="rate_is_of_another_currency", condition=~Q(base=models.F("currency"))
            ),
            says_something("source", name="rate_has_a_source"),
            models.UniqueConstraint(
                name="rate_stands_once", fields=["base", "currency", "day", "source", "rate"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.day}: {self.rate} {self.base}"
