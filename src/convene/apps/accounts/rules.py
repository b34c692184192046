"""Who may do what, as plain rules over a person's role."""

from datetime import datetime

from django.utils import timezone
from rules.permissions import add_perm
from rules.predicates import Predicate, predicate

from convene.apps.accounts.models import Role, User
from convene.apps.accounts.queries import SURE, second_step_is_compulsory
from convene.core.diligence import is_proved

ORDER = tuple(Role)


class Unproved(Exception):
    """Whoever decides has not shown lately enough that it is still them."""


def prove(proved_at: datetime | None) -> None:
    """Raise Unproved unless whoever decides has just shown their second step, where it is
    compulsory.
    """
    if second_step_is_compulsory() and not is_proved(proved_at, at=timezone.now()):
        raise Unproved


def _at_least(role: Role) -> Predicate:
    def enough(user: User) -> bool:
        return (
            user.is_authenticated
            and user.is_active
            and ORDER.index(Role(user.role)) >= ORDER.index(role)
        )

    rule = Predicate(enough, name=f"is_{role.value}")
    return rule & has_proof if role in SURE else rule


@predicate
def is_partner(user: User) -> bool:
    """Somebody speaks for a partner, and has no other role here."""
    return user.is_authenticated and user.is_active and user.role == Role.PARTNER


@predicate
def has_proof(user: User) -> bool:
    """Whoever decides or looks after accounts has a second step, where it is compulsory."""
    return not second_step_is_compulsory() or user.has_second_step


is_viewer = _at_least(Role.VIEWER)
is_builder = _at_least(Role.BUILDER)
is_reviewer = _at_least(Role.REVIEWER)
is_approver = _at_least(Role.APPROVER)
is_administrator = _at_least(Role.ADMINISTRATOR)


@predicate
def is_self(person: User, user: User | None) -> bool:
    return user is not None and user.pk == person.pk


add_perm("accounts.manage_people", is_administrator)
add_perm("accounts.let_partner_in", is_builder)
add_perm("accounts.see_let_in", is_approver)
add_perm("accounts.correct_address", is_administrator | is_self)
add_perm("accounts.update_profile", is_self)
