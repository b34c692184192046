"""Who may do what with organisations. Everyone who signs in may read them."""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder, is_reviewer
from convene.apps.registry.models import Merge


@rules.predicate
def is_proposer(person: User, merge: Merge | None) -> bool:
    return merge is not None and merge.proposed_by_id == person.pk


rules.add_perm("registry.add_organisation", is_builder)
rules.add_perm("registry.change_organisation", is_builder)
rules.add_perm("registry.propose_merge", is_builder)
rules.add_perm("registry.confirm_merge", is_reviewer & ~is_proposer)
rules.add_perm("registry.refuse_merge", is_reviewer | (is_builder & is_proposer))
rules.add_perm("registry.split_merge", is_reviewer)
rules.add_perm("registry.see_people", is_builder)
rules.add_perm("registry.link", is_builder)
rules.add_perm("registry.decide_sameness", is_builder)
