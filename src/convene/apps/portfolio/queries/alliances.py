"""Which alliances somebody asked for, and what was promised in each and has come.

Sums are asked of the promises alone, over base values that are stored with each: joined, an
alliance of five funders would be summed five times. What has no value is counted and never summed
as nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)
from django.utils.translation import ngettext_lazy

from convene.apps.accounts.models import User
from convene.apps.ledger.models import (
    Book,
    Contribution,
)
from convene.apps.ledger.queries.due import doubted, outstanding
from convene.apps.ledger.words import BINDING, Column
from convene.apps.portfolio.queries import attention
from convene.apps.risks.queries import register
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.queries import drafts

COUNTED = {
    "late": ngettext_lazy("%(n)d late", "%(n)d late", "n"),
    "disputed": ngettext_lazy("%(n)d disputed", "%(n)d disputed", "n"),
    "stopped": ngettext_lazy("%(n)d partner stopped", "%(n)d partners stopped", "n"),
    "overridden": ngettext_lazy("%(n)d override in force", "%(n)d overrides in force", "n"),
    "unsigned": ngettext_lazy(
        "%(n)d risk of 15 or more not signed off", "%(n)d risks of 15 or more not signed off", "n"
    ),
    "unvalued": ngettext_lazy("%(n)d promise without a rate", "%(n)d promises without a rate", "n"),
    "unrated": ngettext_lazy(
        "%(n)d delivery without a rate", "%(n)d deliveries without a rate", "n"
    ),
    "over": ngettext_lazy("%(n)d promise exceeded", "%(n)d promises exceeded", "n"),
    "unpriced": ngettext_lazy("%(n)d never priced", "%(n)d never priced", "n"),
}
"""What is counted beside the sums of an alliance, in words."""


def _counted(**counts: int) -> list[str]:
    return [COUNTED[name] % {"n": count} for name, count in counts.items() if count]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody asked for; empty asks for all."""

    state: str = ""
    country: str = ""
    model: str = ""
    partner: str = ""
    words: str = ""
    attention: str = ""
    """The name of a question in `attention`."""
    at: str = ""
    """A place in the matrix of risks in which one stands."""


@dataclass(frozen=True, kw_only=True)
class Money:
    """What was promised and has come, in one base currency. `unvalued` promises, and `unrated`
    deliveries, have a price that nobody has brought to the base currency yet: they are in no sum.
    """

    promised: Decimal = Decimal(0)
    delivered: Decimal = Decimal(0)
    verified: Decimal = Decimal(0)
    unvalued: int = 0
    unpriced: int = 0
    unrated: int = 0
    over: int = 0
    """Promises of which more came than was promised: what came beyond is in no sum."""

    @property
    def knows_promised(self) -> bool:
        """Whether the sum of promises says something: nothing beside unvalued ones is unknown."""
        return bool(self.promised or not self.unvalued)

    @property
    def knows_delivered(self) -> bool:
        return bool(self.delivered or not self.unrated)

    @property
    def left_out(self) -> list[str]:
        """What is in no sum, in words."""
        return _counted(
            unvalued=self.unvalued, unrated=self.unrated, over=self.over, unpriced=self.unpriced
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    """One alliance. `base` is empty, and `money` None, where nobody has said in which currency it
    counts.
    """

    alliance: Alliance
    base: str
    money: Money | None
    late: int
    disputed: int
    stopped: int
    overridden: int
    unsigned: int

    @property
    def attention(self) -> list[str]:
        """What needs attention, in words."""
        counts = _counted(
            late=self.late,
            disputed=self.disputed,
            stopped=self.stopped,
            overridden=self.overridden,
            unsigned=self.unsigned,
        )
        return [*counts, *(self.money.left_out if self.money else ())]


@dataclass(frozen=True, kw_only=True)
class Total:
    """All alliances that count in one currency; sums of several are never added."""

    base: str
    alliances: int
    money: Money


def asked(person: User, wanted: Wanted, *, today: date) -> QuerySet[Alliance]:
    """Return the alliances that a person reads and asked for, the last changed first."""
    several = drafts.visible(person).filter(archived_at=None)
    for name in ("state", "country", "model"):
        if value := getattr(wanted, name):
            several = several.filter(**{name: value})
    if wanted.partner:
        with_it = Partner.objects.filter(
            alliance=OuterRef("pk"),
            organisation__names__text__icontains=wanted.partner,
            left_on=None,
        )
        several = several.filter(Exists(with_it))
    if question := attention.QUESTIONS.get(wanted.attention):
        several = several.filter(Exists(question(today=today).filter(alliance=OuterRef("pk"))))
    if wanted.at:
        here = register.in_place(wanted.at).filter(alliance=OuterRef("pk"))
        several = several.filter(Exists(here))
    for word in wanted.words.split():
        several = several.filter(Q(title__icontains=word) | Q(place__icontains=word))
    return several


def rows(alliances: Sequence[Alliance], *, today: date) -> list[Row]:
    """Return alliances with their sums, in as many questions whatever their number."""
    keys = [alliance.pk for alliance in alliances]
    bases = dict(Book.objects.filter(pk__in=keys).values_list("pk", "base"))
    sums = _each(Alliance.objects.filter(pk__in=keys))
    counts = {
        "late": _late(keys, today=today),
        "disputed": _disputed(keys),
        **attention.counts(keys, today=today),
    }
    return [
        Row(
            alliance=alliance,
            base=bases.get(alliance.pk, ""),
            money=sums.get(alliance.pk, Money()) if alliance.pk in bases else None,
            **{name: of_all.get(alliance.pk, 0) for name, of_all in counts.items()},
        )
        for alliance in alliances
    ]


def totals(several: QuerySet[Alliance]) -> list[Total]:
    """Return the sums over all that was asked for, for each base currency by itself."""
    keys = several.order_by().values("pk")
    counts = dict(
        Book.objects.filter(pk__in=keys)
        .order_by("base")
        .values_list("base")
        .annotate(number=Count("pk"))
    )
    return [
        Total(base=base, alliances=count, money=_together(several.filter(book__base=base)))
        for base, count in counts.items()
    ]


PRICED = ~Q(column=Column.UNPRICED)
SUMS: Mapping[str, Any] = {
    "promised": Sum("base_value", default=0),
    "delivered": Sum("base_came", default=0),
    "verified": Sum("base_verified", default=0),
    "unvalued": Count("state", filter=PRICED & Q(base_value=None)),
    "unpriced": Count("state", filter=~PRICED),
    "unrated": Sum("came_unrated", default=0),
    "over": Count("state", filter=Q(base_over__gt=0)),
}
"""What is asked of promises. They are read from their index alone, and so count by `state`."""


def _promised(several: QuerySet[Alliance]) -> QuerySet[Contribution]:
    """Return what was promised to alliances themselves, from its first source."""
    inside = Contribution.objects.filter(alliance__in=several.order_by().values("pk"))
    bound = inside.filter(state__in=BINDING, is_parallel=False, passed_on_from=None)
    return bound.order_by()


def _together(several: QuerySet[Alliance]) -> Money:
    return Money(**_promised(several).aggregate(**SUMS))


def _each(several: QuerySet[Alliance]) -> Mapping[UUID, Money]:
    of_each = _promised(several).values_list("alliance_id").annotate(**SUMS)
    return {key: Money(**dict(zip(SUMS, sums, strict=True))) for key, *sums in of_each}


def _late(keys: Sequence[UUID], *, today: date) -> Mapping[UUID, int]:
    of = "contribution__alliance_id"
    late = outstanding(keys, before=today).order_by(of)
    return dict(late.values_list(of).annotate(number=Count("pk")))


def _disputed(keys: Sequence[UUID]) -> Mapping[UUID, int]:
    of = "contribution__alliance_id"
    disputed = doubted().filter(contribution__alliance__in=keys).order_by(of)
    return dict(disputed.values_list(of).annotate(number=Count("pk")))
