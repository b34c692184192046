"""What of ways waits for whom: those that were to be gone by now, and the days of the others."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.practice.models import Plan
from convene.apps.practice.queries import ways
from convene.apps.practice.words import State
from convene.apps.registry.models import AtRisk
from convene.apps.workshop.models import Part
from convene.apps.workshop.queries import drafts
from convene.ground.waiting import Dated, Rank, Section

LOOKS_AFTER = (Part.Kind.OWNER, Part.Kind.BUILDER)
"""The parts of those who look after a way whose owner takes no part any more."""


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield the ways that a person was to go by now."""
    overdue = [
        (plan, ways.title(plan)) for plan in _mine(person) if plan.due_on and plan.due_on < today
    ]
    if overdue:
        yield Section(
            rank=Rank.OVERDUE, template="practice/waiting.html", given={"overdue": overdue}
        )


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield the days of the ways that a person is to go. Where a partner is at risk, the alliance
    goes unnamed.
    """
    for plan in _mine(person):
        if plan.due_on:
            yield Dated(
                key=f"way-{plan.pk}",
                day=plan.due_on,
                what=_named(plan),
                address=reverse("practice:way", args=[plan.alliance_id, plan.code]),
            )


def _mine(person: User) -> list[Plan]:
    return [plan for plan in ways.waiting(_planned(person)) if _is_of(person, plan)]


def _planned(person: User) -> QuerySet[Plan]:
    """Return what is planned in alliances that a person reads."""
    read = drafts.visible(person).filter(archived_at=None).order_by().values("pk")
    return (
        Plan.objects.filter(alliance__in=read, state=State.PLANNED)
        .select_related("alliance")
        .prefetch_related("alliance__parts__person", "alliance__partners__organisation")
    )


def _is_of(person: User, plan: Plan) -> bool:
    parts = plan.alliance.parts_now
    if any(part.person_id == plan.owner_id and part.kind in ways.HERE for part in parts):
        return plan.owner_id == person.pk
    return any(part.person_id == person.pk and part.kind in LOOKS_AFTER for part in parts)


def _named(plan: Plan) -> str:
    partners = plan.alliance.partners.all()
    if any(partner.organisation.at_risk != AtRisk.NONE for partner in partners):
        return _("A way to get started")
    words = {"way": ways.title(plan), "alliance": plan.alliance.title}
    return _("%(way)s (%(alliance)s)") % words
