"""What waits for those who decide, and for whoever it is about: whom an administrator has let in
anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from convene.apps.accounts import events
from convene.apps.accounts.models import Event, User
from convene.core.diligence import decides_from
from convene.ground.waiting import Rank, Section

SHOWN_FOR = timedelta(days=7)
MOST = 20


@dataclass(frozen=True, kw_only=True)
class LetIn:
    """Whom an administrator let in anew, how, and from when they decide again."""

    who: User
    what: str
    by: User | None
    at: datetime
    until: datetime


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield who was let in anew in the last days: everybody to approvers, themselves to others."""
    of_person = {} if person.has_perm("accounts.see_let_in") else {"subject_id": str(person.pk)}
    lines = Event.objects.filter(
        code__in=[kind.code for kind in events.LET_IN],
        at__gt=timezone.now() - SHOWN_FOR,
        **of_person,
    )
    if newest := list(lines.select_related("by").order_by("-at", "-pk")[:MOST]):
        given = {"let_in": _let_in(newest)}
        yield Section(rank=Rank.DOUBTED, template="accounts/waiting/let_in.html", given=given)


def _let_in(lines: list[Event]) -> list[LetIn]:
    people = User.objects.in_bulk([int(line.subject_id) for line in lines])
    sentences = {kind.code: kind.sentence for kind in events.LET_IN}
    return [
        LetIn(
            who=people[int(line.subject_id)],
            what=str(sentences[line.code]),
            by=line.by,
            at=line.at,
            until=decides_from(line.at),
        )
        for line in lines
    ]
