"""Who may do what with the ways and lessons of an alliance. Whoever takes part in it reads them,
but for a partner's focal point; whoever edits it plans, and whoever was to go a way says that it is
done.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.practice.models import Plan
from convene.apps.workshop.rules import edits, takes_part


@rules.predicate
def goes(person: User, plan: Plan | None) -> bool:
    if plan is None:
        return False
    is_owner = plan.owner_id == person.pk and bool(takes_part(person, plan.alliance))
    return is_owner or bool(edits(person, plan.alliance))


rules.add_perm("practice.view_ways", takes_part)
rules.add_perm("practice.change_ways", is_builder & edits)
rules.add_perm("practice.go_way", is_builder & goes)
