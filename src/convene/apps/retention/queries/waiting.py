"""What waits for whom of holds and disposals."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.retention.models import Hold, Lifting
from convene.apps.retention.queries import disposals
from convene.apps.retention.queries.telling import TOLD_FOR, notices
from convene.ground.waiting import Rank, Section


def sections(person: User, *, today: date) -> Iterable[Section]:
    """Tell whoever works on a record that it is held, or no longer; whoever may agree what others
    have proposed; and whoever proposed a hold that it was refused, and why.
    """
    if holds := list(notices(person, today=today)):
        given = {"holds": holds}
        yield Section(rank=Rank.CHANGED, template="retention/notices.html", given=given)
    if refused := list(_refused(person, today=today)):
        yield Section(
            rank=Rank.CHANGED, template="retention/refused.html", given={"refused": refused}
        )
    if not person.has_perm("retention.agree"):
        return
    others = ~Q(proposed_by=person) & Q(state="proposed")
    waits = {
        "holds": Hold.objects.filter(others),
        "liftings": Lifting.objects.filter(others).select_related("hold"),
        "disposals": disposals().filter(others),
    }
    if any(waits.values()):
        yield Section(rank=Rank.YOURS, template="retention/waiting.html", given=waits)


def _refused(person: User, *, today: date) -> QuerySet[Hold]:
    """Return the holds of a person that somebody else has refused of late."""
    refused = Hold.objects.filter(proposed_by=person, state="refused").exclude(decided_by=person)
    return refused.filter(decided_at__date__gt=today - TOLD_FOR).order_by("-decided_at", "-pk")
