"""What of promises waits for somebody: a delivery to be verified, a dispute to be answered or
settled, another day to be agreed to. Every page that says so asks here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep, DueChange
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.stopped import why_stopped
from convene.apps.ledger.words import MADE, Step
from convene.ground.proposals import State as Proposed

What = Literal["verify", "answer", "settle", "agree"]
MAY = {
    "verify": "ledger.check_delivery",
    "answer": "ledger.record_delivery",
    "settle": "ledger.check_delivery",
    "agree": "ledger.change_promise",
}
"""What somebody has to be allowed for each."""


@dataclass(frozen=True, kw_only=True)
class Yours:
    """One thing that waits for somebody: of which promise, since when, and by which day."""

    what: What
    promise: Contribution
    key: Any
    """That of the delivery, or of the day that is proposed."""
    since: date
    day: date | None = None
    came: str = ""
    """What was recorded as delivered, where it is about that."""

    @property
    def says(self) -> str:
        promise = self.promise
        words = {"partner": promise.partner, "what": promise.title, "came": self.came}
        words["day"] = date_format(self.day, "DATE_FORMAT") if self.day else ""
        sentences = {
            "verify": _("%(partner)s: “%(came)s” of “%(what)s” waits to be verified."),
            "answer": _("%(partner)s: “%(came)s” of “%(what)s” is disputed. Answer by %(day)s."),
            "settle": _("%(partner)s: “%(came)s” of “%(what)s” is disputed. Settle it."),
            "agree": _("%(partner)s: another day is proposed for “%(what)s”, %(day)s."),
        }
        return sentences[self.what] % words

    @property
    def to(self) -> str:
        """Where it is done."""
        where = [self.promise.alliance_id, self.promise.pk]
        if self.what == "agree":
            return reverse("ledger:promise", args=where)
        return reverse(f"ledger:{self.what}", args=[*where, self.key])


def yours(alliances: Iterable[Any], *, by: User, today: date) -> list[Yours]:
    """Return what waits for somebody in these alliances, the oldest first."""
    deliveries = _deliveries(alliances)
    every = [
        *_to_verify(deliveries, by=by),
        *_to_answer(deliveries, by=by),
        *_to_settle(deliveries, by=by, today=today),
        *_to_agree(alliances, by=by),
    ]
    may = _may(by, today=today)
    return sorted((row for row in every if may(row)), key=lambda row: (row.since, str(row.key)))


def _may(by: User, *, today: date) -> Callable[[Yours], bool]:
    """Return who says whether somebody may do it: asked once of each partner."""

    @cache
    def may_of(partner: UUID, what: What) -> bool:
        promise = promises[partner]
        if not by.has_perm(MAY[what], promise):
            return False
        if what == "answer":
            return True
        if standing.is_of_giver(by, promise, on=today):
            return False
        return what == "agree" or not why_stopped(promise.partner, "verification", today=today)

    def may(row: Yours) -> bool:
        promises.setdefault(row.promise.partner_id, row.promise)
        return may_of(row.promise.partner_id, row.what)

    promises: dict[UUID, Contribution] = {}
    return may


def _deliveries(alliances: Iterable[Any]) -> QuerySet[Delivery]:
    """Return the deliveries of alliances with where each stands, but for evidence; and since when,
    by whom and until which day.
    """
    steps = DeliveryStep.objects.filter(delivery=OuterRef("pk")).exclude(step=Step.EVIDENCED)
    last = steps.order_by("-at", "-pk")
    of_alliances = Delivery.objects.filter(
        contribution__alliance__in=alliances, contribution__alliance__archived_at=None
    )
    return (
        of_alliances.annotate(
            judged=standing.judged(),
            judged_at=Subquery(last.values("at")[:1]),
            judged_by=Subquery(last.values("by")[:1]),
            judged_for=Subquery(last.values("behalf")[:1], output_field=UUIDField()),
            answer_by=Subquery(last.filter(step=Step.DISPUTED).values("answer_by")[:1]),
        )
        .select_related(*_of("contribution"))
        .prefetch_related(*_parts("contribution"))
    )


def _of(promise: str) -> list[str]:
    return [f"{promise}__{what}" for what in ("alliance", "partner__organisation")]


def _parts(promise: str) -> list[str]:
    return [f"{promise}__{what}" for what in ("alliance__parts", "partner__organisation__names")]


def _to_verify(deliveries: QuerySet[Any], *, by: User) -> Iterator[Yours]:
    """Yield what has evidence, unless somebody recorded it or showed it themselves."""
    shown = DeliveryStep.objects.filter(delivery=OuterRef("pk"), step=Step.EVIDENCED)
    first_shown = shown.order_by("at", "pk").values("at")[:1]
    waiting = deliveries.filter(Exists(shown), judged__in=(standing.RECORDED, Step.TO_VERIFY))
    for came in _of_others(waiting, by=by).annotate(shown_at=Subquery(first_shown)):
        yield _yours("verify", came, since=came.judged_at or came.shown_at)


def _to_answer(deliveries: QuerySet[Any], *, by: User) -> Iterator[Yours]:
    """Yield what is disputed, unless by them or for whom they act."""
    for came in deliveries.filter(judged=Step.DISPUTED).exclude(judged_by=by.pk):
        if came.judged_for is None or came.judged_for != came.contribution.alliance.acts_for(by):
            yield _yours("answer", came, since=came.judged_at, day=came.answer_by)


def _to_settle(deliveries: QuerySet[Any], *, by: User, today: date) -> Iterator[Yours]:
    """Yield what is disputed and answered, or whose day for an answer has passed, where somebody
    took no part in it.
    """
    ripe = Q(judged=Step.ANSWERED) | Q(judged=Step.DISPUTED, answer_by__lt=today)
    sides = (*standing.DOUBTED, *standing.CHECKED)
    took_part = DeliveryStep.objects.filter(delivery=OuterRef("pk"), step__in=sides, by=by)
    for came in _of_others(deliveries.filter(ripe), by=by).exclude(Exists(took_part)):
        yield _yours("settle", came, since=came.judged_at)


def _of_others(deliveries: QuerySet[Any], *, by: User) -> QuerySet[Any]:
    """Return what others recorded and showed."""
    shown = DeliveryStep.objects.filter(delivery=OuterRef("pk"), step=Step.EVIDENCED)
    own = shown.filter(Q(by=by) | Q(evidence__added_by=by))
    return deliveries.exclude(recorded_by=by).exclude(Exists(own))


def _to_agree(alliances: Iterable[Any], *, by: User) -> Iterator[Yours]:
    """Yield the days that others propose."""
    changes = DueChange.objects.filter(
        state=Proposed.PROPOSED,
        instalment__contribution__alliance__in=alliances,
        instalment__contribution__alliance__archived_at=None,
        instalment__contribution__state__in=MADE,
    ).exclude(proposed_by=by)
    promise = "instalment__contribution"
    for change in changes.select_related(*_of(promise)).prefetch_related(*_parts(promise)):
        yield Yours(
            what="agree",
            promise=change.instalment.contribution,
            key=change.pk,
            since=timezone.localdate(change.proposed_at),
            day=change.due_on,
        )


def _yours(what: What, came: Any, *, since: Any, **more: Any) -> Yours:
    promise, on = came.contribution, timezone.localdate(since)
    return Yours(what=what, promise=promise, came=came.what, key=came.pk, since=on, **more)
