"""Who may do what with cases. Everyone who signs in may read them; what bars a person from one case is asked in `queries.people`."""

import rules

from convene.apps.accounts.rules import is_approver, is_builder, is_reviewer

rules.add_perm("vetting.add_case", is_builder)
rules.add_perm("vetting.research_case", is_builder)
rules.add_perm("vetting.assess_case", is_reviewer)
rules.add_perm("vetting.decide_hit", is_reviewer)
rules.add_perm("vetting.approve_case", is_approver)
rules.add_perm("vetting.reopen_case", is_reviewer)
