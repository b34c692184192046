"""Who may do what with evidence. Its owner asks besides whether they may do it there."""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder, is_partner, is_reviewer, is_viewer
from convene.apps.evidence.models import Evidence


@rules.predicate
def has_added(person: User, evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.added_by_id == person.pk


rules.add_perm("evidence.add_evidence", is_builder | is_partner)
rules.add_perm("evidence.read_evidence", is_viewer | is_partner)
rules.add_perm("evidence.read_original", is_reviewer)
rules.add_perm("evidence.change_evidence", is_builder & has_added)
