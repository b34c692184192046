"""Who may do what with promises. Whoever takes part in an alliance reads them, but for a partner's
focal point, who sees a page of their own.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.ledger.models import Contribution, DueChange
from convene.apps.registry.queries import standing
from convene.apps.workshop.models import Part
from convene.apps.workshop.rules import edits, has_part

reads = has_part(Part.Kind.OWNER, Part.Kind.BUILDER, Part.Kind.READER, Part.Kind.REVIEWER)


@rules.predicate
def edits_its_alliance(person: User, promise: Contribution | None) -> bool:
    return promise is not None and bool(edits(person, promise.alliance))


@rules.predicate
def reads_its_alliance(person: User, promise: Contribution | None) -> bool:
    return promise is not None and bool(reads(person, promise.alliance))


@rules.predicate
def is_its_focal_point(person: User, promise: Contribution | None) -> bool:
    """Somebody keeps in touch for the organisation that made a promise; merged records are one."""
    return promise is not None and any(
        part.person_id == person.pk
        and part.kind == Part.Kind.FOCAL_POINT
        and part.organisation is not None
        and standing(part.organisation) == standing(promise.partner.organisation)
        for part in promise.alliance.parts_now
    )


@rules.predicate
def edits_change_of(person: User, change: DueChange | None) -> bool:
    return change is not None and bool(edits_its_alliance(person, _promise_of(change)))


@rules.predicate
def is_focal_point_of_change(person: User, change: DueChange | None) -> bool:
    return change is not None and bool(is_its_focal_point(person, _promise_of(change)))


def _promise_of(change: DueChange) -> Contribution:
    return change.instalment.contribution


rules.add_perm("ledger.view_book", reads)
rules.add_perm("ledger.change_book", is_builder & edits)
rules.add_perm("ledger.view_promise", reads_its_alliance | rules.is_active & is_its_focal_point)
rules.add_perm("ledger.change_promise", is_builder & edits_its_alliance)
rules.add_perm(
    "ledger.record_delivery", is_builder & edits_its_alliance | rules.is_active & is_its_focal_point
)
rules.add_perm("ledger.check_delivery", is_builder & reads_its_alliance)
rules.add_perm(
    "ledger.dispute_delivery",
    is_builder & reads_its_alliance | rules.is_active & is_its_focal_point,
)
rules.add_perm(
    "ledger.propose_due",
    is_builder & edits_change_of | rules.is_active & is_focal_point_of_change,
)
rules.add_perm("ledger.decide_due", is_builder & edits_change_of)
rules.add_perm("ledger.load_rates", is_builder)
