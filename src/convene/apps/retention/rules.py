"""Who may hold what, dispose of what is past its day, and set a clock. Whoever proposed something
never agrees to it: `ground/proposals.py` holds that.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_administrator, is_approver, is_reviewer
from convene.ground.proposals import Proposal


@rules.predicate
def has_proposed(person: User, proposal: Proposal | None) -> bool:
    return proposal is not None and proposal.proposed_by_id == person.pk


rules.add_perm("retention.look_after", is_reviewer)
rules.add_perm("retention.propose", is_reviewer)
rules.add_perm("retention.agree", is_approver)
rules.add_perm("retention.refuse", is_approver | (is_reviewer & has_proposed))
rules.add_perm("retention.set_clock", is_administrator)
