"""Whoever edits an alliance may remind its partners."""

import rules

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance


@rules.predicate
def edits(person: User, alliance: Alliance | None) -> bool:
    return alliance is not None and person.has_perm("workshop.change_alliance", alliance)


rules.add_perm("chasing.remind", edits)
