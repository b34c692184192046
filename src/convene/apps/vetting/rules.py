"""Who may do what with cases. Only those who judge or work on one may read it; what bars a person
from one case is asked in `queries.people`.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_approver, is_builder, is_reviewer, is_viewer
from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models import Case, ConflictOfInterest
from convene.apps.vetting.queries.access import reads


@rules.predicate
def is_part_of(person: User, case: Case | None) -> bool:
    return case is not None and reads(person, case)


@rules.predicate
def may_read(person: User, case: Case | None) -> bool:
    """Whoever works on a case works on one that they may read; without one, the role decides."""
    return case is None or reads(person, case)


@rules.predicate
def has_opened(person: User, case: Case | None) -> bool:
    return case is not None and case.opened_by_id == person.pk


@rules.predicate
def has_brought(person: User, evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.added_by_id == person.pk


@rules.predicate
def has_declared(person: User, conflict: ConflictOfInterest | None) -> bool:
    return conflict is not None and conflict.person_id == person.pk


rules.add_perm("vetting.read_case", is_reviewer | (is_viewer & is_part_of))
rules.add_perm("vetting.write_letter", is_reviewer)
rules.add_perm("vetting.read_original", is_reviewer)
rules.add_perm("vetting.mend_evidence", is_reviewer | (is_builder & has_brought))
rules.add_perm("vetting.assign_case", is_reviewer | (is_builder & has_opened))
rules.add_perm("vetting.add_case", is_builder)
rules.add_perm("vetting.research_case", is_builder & may_read)
rules.add_perm("vetting.assess_case", is_reviewer)
rules.add_perm("vetting.decide_hit", is_reviewer)
rules.add_perm("vetting.approve_case", is_approver)
rules.add_perm("vetting.reopen_case", is_reviewer)
rules.add_perm("vetting.declare_conflict", is_viewer)
rules.add_perm("vetting.change_conflict", is_viewer & has_declared)
rules.add_perm("vetting.end_conflict", is_reviewer & ~has_declared)
