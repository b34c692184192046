"""Who may do what: each role may do what those before it may."""

import pytest

from convene.apps.accounts import rules
from convene.apps.accounts.models import Role, User

ALLOWED = {
    "partner": (False, False, False, False),
    "viewer": (False, False, False, False),
    "builder": (True, False, False, False),
    "reviewer": (True, True, False, False),
    "approver": (True, True, True, False),
    "administrator": (True, True, True, True),
}


def allowed(user: User) -> tuple[bool, ...]:
    return tuple(
        rule(user)
        for rule in (rules.is_builder, rules.is_reviewer, rules.is_approver, rules.is_administrator)
    )


@pytest.mark.parametrize("role", Role.values)
def test_each_role_may_do_what_those_before_it_may(role):
    assert allowed(User(name="Vera", role=role)) == ALLOWED[role]


@pytest.mark.parametrize("role", Role.values)
def test_only_administrators_look_after_accounts(role):
    assert User(name="Vera", role=role).has_perm("accounts.manage_people") is (
        role == "administrator"
    )


def test_without_access_a_role_allows_nothing():
    ada = User(name="Ada", role=Role.ADMINISTRATOR, is_active=False)
    assert allowed(ada) == (False, False, False, False)
    assert not ada.has_perm("accounts.manage_people")


def test_a_permission_nobody_wrote_a_rule_for_is_refused():
    assert not User(name="Ada", role=Role.ADMINISTRATOR).has_perm("accounts.fly")
