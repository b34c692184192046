"""What stands on a partner's own page: its promises and what has come of them, what is due, what
was decided, and what others share.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.crypto import salted_hmac

from convene.apps.ledger.models import (
    Amendment,
    Contribution,
    Delivery,
    DeliveryStep,
    DueChange,
    Instalment,
)
from convene.apps.ledger.queries.due import outstanding
from convene.apps.ledger.queries.standing import DOUBTED, GONE, last_of
from convene.apps.ledger.words import MADE, Step
from convene.apps.workshop.models import Move, Partner
from convene.apps.workshop.words import ConsentTo, kind_of
from convene.ground.proposals import State as Proposed

CALLED_OFF = ("cancelled",)
SOON = timedelta(days=30)
SETTLES = (Step.UPHELD, Step.STRUCK, Step.REVERSED)
"""Steps that decide about a delivery."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One delivery and how far it has come; before anything was done with it, it is recorded."""

    delivery: Delivery
    last: DeliveryStep | None
    """The step by which it stands where it does."""

    @property
    def state(self) -> str:
        return str(Step(self.last.step).label) if self.last else ""

    @property
    def is_open(self) -> bool:
        """Whether evidence may still be added, or it disputed."""
        return self.last is None or self.last.step not in (*GONE, *DOUBTED)

    @property
    def waits(self) -> DeliveryStep | None:
        """The dispute that waits for an answer, if there is one."""
        return self.last if self.last is not None and self.last.step == Step.DISPUTED else None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One promise with what is due of it, soonest first, and what has come."""

    contribution: Contribution
    due: tuple[Instalment, ...]
    lines: tuple[Line, ...]

    @property
    def is_made(self) -> bool:
        """Whether something may come of it."""
        return self.contribution.state in MADE


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What another partner lets the others see; its name, and its own words, only where it may be
    named here. Otherwise `number` tells it from the others, and `what` is the kind.
    """

    who: str
    number: int
    what: str
    contribution: Contribution
    with_amount: bool


@dataclass(frozen=True, kw_only=True)
class Day:
    """What is due on a day and has not come; `late` is how many days ago that was."""

    due: Instalment
    late: int


@dataclass(frozen=True, kw_only=True)
class Page:
    promises: tuple[Promise, ...]
    late: tuple[Day, ...]
    soon: tuple[Day, ...]
    settled: tuple[DeliveryStep, ...]
    amendments: tuple[Amendment, ...]
    moves: tuple[Move, ...]
    shared: tuple[Shared, ...]


def page(partner: Partner, *, today: date) -> Page:
    """Return what a partner reads, in as many questions to the database whatever it holds."""
    due = list(_due(partner))
    own = [_promise(row, due=due) for row in _own(partner)]
    return Page(
        promises=tuple(own),
        late=tuple(_days(due, since=date.min, until=today, today=today)),
        soon=tuple(_days(due, since=today, until=today + SOON, today=today)),
        settled=tuple(_settled(partner)),
        amendments=tuple(_amendments(partner)),
        moves=tuple(partner.alliance.moves.order_by("-at")[:10]),
        shared=tuple(_shared(partner, today=today)),
    )


def _days(due: Sequence[Instalment], *, since: date, until: date, today: date) -> Iterable[Day]:
    """Return what is due from a day until before another."""
    for row in due:
        if since <= row.due_on < until:
            yield Day(due=row, late=max((today - row.due_on).days, 0))


def _settled(partner: Partner) -> QuerySet[DeliveryStep]:
    own = DeliveryStep.objects.filter(contribution__partner=partner, step__in=SETTLES)
    return own.select_related("delivery", "by").order_by("-at", "-pk")[:20]


def _own(partner: Partner) -> QuerySet[Contribution]:
    steps = DeliveryStep.objects.order_by("at", "pk")
    deliveries = Delivery.objects.prefetch_related(Prefetch("steps", queryset=steps))
    own = Contribution.objects.filter(alliance=partner.alliance_id, partner=partner)
    own = own.select_related("alliance__book")
    return own.prefetch_related(Prefetch("deliveries", queryset=deliveries))


def _due(partner: Partner) -> QuerySet[Instalment]:
    due = outstanding([partner.alliance_id]).filter(contribution__partner=partner)
    waiting = DueChange.objects.filter(state=Proposed.PROPOSED)
    due = due.prefetch_related(Prefetch("changes", queryset=waiting, to_attr="proposed"))
    return due.select_related("contribution").order_by("due_on", "position", "pk")


def _promise(contribution: Contribution, *, due: Sequence[Instalment]) -> Promise:
    return Promise(
        contribution=contribution,
        due=tuple(row for row in due if row.contribution_id == contribution.pk),
        lines=tuple(map(_line, contribution.deliveries.all())),
    )


def _line(delivery: Delivery) -> Line:
    return Line(delivery=delivery, last=last_of(delivery.steps.all()))


def _amendments(partner: Partner) -> QuerySet[Amendment]:
    own = Amendment.objects.filter(contribution__partner=partner)
    return own.select_related("contribution").order_by("-at")[:20]


def _shared(partner: Partner, *, today: date) -> list[Shared]:
    """Return what others share: named partners by name, then those not named here, each under a
    number of its own. Their order is drawn for the one who reads, so that no other page and no file
    tells who they are.
    """
    others = Contribution.objects.filter(alliance=partner.alliance_id, is_shared=True)
    others = others.exclude(partner=partner).exclude(state__in=CALLED_OFF)
    others = others.select_related("partner__organisation", "partner__umbrella__organisation")
    several = others.prefetch_related(
        "partner__organisation__names", "partner__consents", "partner__umbrella__members"
    )
    drawn = sorted(
        several, key=lambda row: (_drawn(partner, row.partner_id), _drawn(partner, row.pk))
    )
    numbers: dict[UUID, int] = {}
    shared = []
    for row in drawn:
        consents = {
            consent.what for consent in row.partner.consents.all() if consent.holds_on(today)
        }
        is_named = _is_named(row.partner, consents)
        if not is_named:
            numbers.setdefault(row.partner_id, len(numbers) + 1)
        shared.append(
            Shared(
                who=str(row.partner) if is_named else "",
                number=numbers.get(row.partner_id, 0),
                what=row.title if is_named else kind_of(row.kind) or row.get_column_display(),
                contribution=row,
                with_amount=ConsentTo.AMOUNTS in consents,
            )
        )
    return sorted(shared, key=lambda item: (item.number, item.who))


def _drawn(reader: Partner, key: UUID) -> str:
    return salted_hmac("partnering.page", f"{reader.pk}:{key}", algorithm="sha256").hexdigest()


def _is_named(partner: Partner, consents: set[str]) -> bool:
    """Say whether a partner may be named: it agreed, and so many have joined through its umbrella
    that it no longer stands out.
    """
    if partner.umbrella is not None and partner.unnamed_until is not None:
        inside = [member for member in partner.umbrella.members.all() if member.left_on is None]
        if len(inside) < partner.unnamed_until:
            return False
    return ConsentTo.NAME in consents
