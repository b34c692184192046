"""Who may do what with a draft. Somebody else's draft is not even known to exist, whatever one's
role.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_administrator, is_builder
from convene.apps.workshop.models import Alliance


@rules.predicate
def is_owner(person: User, alliance: Alliance | None) -> bool:
    return alliance is not None and alliance.owner_id == person.pk


@rules.predicate
def is_reader(person: User, alliance: Alliance | None) -> bool:
    return alliance is not None and any(
        share.person_id == person.pk for share in alliance.shares.all()
    )


@rules.predicate
def is_co_editor(person: User, alliance: Alliance | None) -> bool:
    return alliance is not None and any(
        share.person_id == person.pk and share.may_edit for share in alliance.shares.all()
    )


rules.add_perm("workshop.add_alliance", is_builder)
rules.add_perm("workshop.view_alliance", is_owner | is_reader)
rules.add_perm("workshop.change_alliance", is_builder & (is_owner | is_co_editor))
rules.add_perm("workshop.duplicate_alliance", is_builder & (is_owner | is_reader))
rules.add_perm("workshop.archive_alliance", is_owner)
rules.add_perm("workshop.share_alliance", is_owner)
rules.add_perm("workshop.change_template", is_administrator)
