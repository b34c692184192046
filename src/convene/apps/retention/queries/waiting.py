"""What waits for whom of holds and disposals."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from convene.apps.accounts.models import User
from convene.apps.retention.models import Hold, Lifting
from convene.apps.retention.queries import disposals
from convene.ground.waiting import Rank, Section


def sections(person: User, *, today: date) -> Iterable[Section]:
    """Tell whoever may agree what others have proposed."""
    if not person.has_perm("retention.agree"):
        return
    others = ~Q(proposed_by=person) & Q(state="proposed")
    given = {
        "holds": Hold.objects.filter(others),
        "liftings": Lifting.objects.filter(others).select_related("hold"),
        "disposals": disposals().filter(others),
    }
    if any(given.values()):
        yield Section(rank=Rank.YOURS, template="retention/waiting.html", given=given)
