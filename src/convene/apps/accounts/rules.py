"""Who may do what, as plain rules over a person's role."""

from rules.permissions import add_perm
from rules.predicates import Predicate, predicate

from convene.apps.accounts.models import Role, User

ORDER = tuple(Role)


def _at_least(role: Role) -> Predicate:
    def enough(user: User) -> bool:
        return (
            user.is_authenticated
            and user.is_active
            and ORDER.index(Role(user.role)) >= ORDER.index(role)
        )

    return Predicate(enough, name=f"is_{role.value}")


is_viewer = _at_least(Role.VIEWER)
is_builder = _at_least(Role.BUILDER)
is_reviewer = _at_least(Role.REVIEWER)
is_approver = _at_least(Role.APPROVER)
is_administrator = _at_least(Role.ADMINISTRATOR)


@predicate
def is_self(person: User, user: User | None) -> bool:
    return user is not None and user.pk == person.pk


add_perm("accounts.manage_people", is_administrator)
add_perm("accounts.correct_address", is_administrator | is_self)
add_perm("accounts.update_profile", is_self)
