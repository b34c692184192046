"""What is due in a case: conditions to meet, and answers of the partner. Past its day, each
suspends the clearance that it belongs to until it is there, or has another day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Case, Condition, RightOfReply
from convene.apps.vetting.queries import access
from convene.core import diligence

T = TypeVar("T", Condition, RightOfReply)
CLOSED = frozenset(diligence.CLOSED - diligence.CLEARED)
"""Nothing is due any more in a case that was declined or put off, or has ended."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that is due: which, in which case, on which day, and how pressing it is."""

    case: Case
    thing: Condition | RightOfReply
    day: date
    due: diligence.Due

    @property
    def is_reply(self) -> bool:
        return isinstance(self.thing, RightOfReply)

    @property
    def text(self) -> str:
        thing = self.thing
        return thing.question if isinstance(thing, RightOfReply) else thing.text

    @property
    def about(self) -> str:
        """What tells it from the same thing with another day."""
        return f"{'reply' if self.is_reply else 'condition'} {self.thing.pk} {self.day}"


def unmet() -> QuerySet[Condition]:
    return Condition.objects.filter(met_at=None, due_on__isnull=False)


def unanswered() -> QuerySet[RightOfReply]:
    return RightOfReply.objects.filter(answered_at=None, silent_at=None, due_on__isnull=False)


def overdue(case: Case, *, today: date) -> list[Item]:
    """Return what is past its day in a case, the longest first."""
    is_past = Q(case=case, due_on__lt=today)
    things: list[Condition | RightOfReply] = [*unmet().filter(is_past)]
    return _items([*things, *unanswered().filter(is_past)], today=today)


def past(*, today: date) -> list[Item]:
    """Return what is past its day in any case."""
    of_case = Q(due_on__lt=today) & ~Q(case__state__in=sorted(CLOSED))
    conditions, replies = unmet().filter(of_case), unanswered().filter(of_case)
    return _items([*_with_case(conditions), *_with_case(replies)], today=today)


def waiting(person: User, *, today: date) -> list[Item]:
    """Return what a person is reminded of, the most pressing first: what is due soon or overdue
    where they work on the case, and what has been overdue for long where they approve.
    """
    return _own(person, Q(due_on__lte=today + diligence.REMINDED), today=today)


def ahead(person: User, *, today: date) -> list[Item]:
    """Return all that is due in cases that a person works on, however far off."""
    return _own(person, Q(), today=today)


def _own(person: User, when: Q, *, today: date) -> list[Item]:
    near = when & ~Q(case__state__in=sorted(CLOSED))
    readable = Q(case__in=access.readable(Case.objects.all(), by=person))
    own = (
        Q(case__opened_by=person)
        | Q(case__sponsor=person)
        | Q(case__assessor=person)
        | Q(case__members__person=person)
    )
    if person.has_perm("vetting.approve_case"):
        own |= Q(due_on__lt=today - diligence.ESCALATED)
    mine = near & readable
    conditions = unmet().filter(mine, own | Q(added_by=person)).distinct()
    replies = unanswered().filter(mine, own | Q(asked_by=person)).distinct()
    return _items([*_with_case(conditions), *_with_case(replies)], today=today)


def _with_case(things: QuerySet[T]) -> QuerySet[T]:
    """Return things with their cases and organisations."""
    return things.select_related("case__organisation").prefetch_related("case__organisation__names")


def _items(things: Iterable[Condition | RightOfReply], *, today: date) -> list[Item]:
    items: Sequence[Item] = [
        Item(case=thing.case, thing=thing, day=day, due=diligence.due(day, today=today))
        for thing in things
        if (day := thing.due_on)
    ]
    return sorted(items, key=lambda item: (item.day, item.case.pk, item.about))
