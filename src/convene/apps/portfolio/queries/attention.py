"""What needs a look in alliances, asked of many with one question each: who is stopped, what was
let go on without a requirement, which grave risks nobody took on.

The front page of an alliance judges all that is known of it; here, what the database holds is
counted. So an override counts until its last day, also where what it stood in for has come since,
and one that lapsed stops nobody here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import due
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries.standing import in_force
from convene.apps.workshop.words import State
from convene.core import diligence
from convene.core.lifecycle import Stage
from convene.core.lifecycle.deciding import ENDED
from convene.packs.alliances import path

OF_PARTNER = (
    Q(organisation=OuterRef("organisation"))
    | Q(organisation__merged_into=OuterRef("organisation"))
    | Q(organisation=OuterRef("organisation__merged_into"))
)
"""The cases of a partner, and of what it was merged with."""


def stopped(*, today: date) -> QuerySet[Partner]:
    """Return the partners in an alliance that their vetting stops: by sanctions or a debarment, by
    a clearance that stands no longer, or by none past the gate that asks for one.
    """
    own = Case.objects.filter(OF_PARTNER).order_by("-changed_at", "id")
    listed = Q(legal_opinion=None) & (Q(debarred=True) | Q(listed_behind=True))
    inside = Partner.objects.filter(Q(left_on=None) | Q(left_on__gte=today), joined_on__lte=today)
    ended = Q(last__in=sorted(ENDED)) | Q(alliance__state__in=_asking_for_clearance())
    return inside.annotate(last=Subquery(own.values("state")[:1])).filter(
        Exists(own.filter(Q(stopped=True) | listed)) | ended & ~Exists(_standing(own, today=today))
    )


def _standing(cases: QuerySet[Case], *, today: date) -> QuerySet[Case]:
    """Return the cases whose clearance may be relied on, as far as their own columns say."""
    cleared = cases.filter(state__in=sorted(diligence.CLEARED), valid_until__gte=today, doubt="")
    past = {"case": OuterRef("pk"), "due_on__lt": today}
    return cleared.filter(
        ~Exists(due.unmet().filter(**past)), ~Exists(due.unanswered().filter(**past))
    )


def _asking_for_clearance() -> list[str]:
    """Return the states in which every partner must be cleared."""
    on_path = [state for state in State.values if not path().is_off(Stage(state))]
    return [
        state
        for state in on_path
        if any(needed.asks == "cleared" for needed in path().asked_before(Stage(state)))
    ]


def unsigned(*, today: date) -> QuerySet[Risk]:
    """Return the risks of 15 or more that nobody signed off."""
    return register.waiting()


QUESTIONS: Mapping[str, Callable[..., QuerySet[Any]]] = {
    "stopped": stopped,
    "overridden": in_force,
    "unsigned": unsigned,
}


def counts(keys: Iterable[UUID], *, today: date) -> Mapping[str, Mapping[UUID, int]]:
    """Return of each question how many there are in each alliance that has any."""
    several = list(keys)
    asked = {name: question(today=today) for name, question in QUESTIONS.items()}
    return {
        name: Counter(rows.filter(alliance__in=several).values_list("alliance_id", flat=True))
        for name, rows in asked.items()
    }
