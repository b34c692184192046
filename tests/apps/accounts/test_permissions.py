"""Who may do what to accounts, whichever door they come through."""

import pytest
from django.core.exceptions import PermissionDenied

from convene.apps.accounts import actions
from convene.apps.accounts.models import Event, Invitation, Role
from tests.apps.accounts.conftest import NOON

ADMINISTRATORS = {
    "invite": lambda by, user, invitation: actions.invite(
        email="eve@example.org", role=Role.ADMINISTRATOR, by=by, at=NOON
    ),
    "revoke": lambda by, user, invitation: actions.revoke(invitation, by=by, at=NOON),
    "change_role": lambda by, user, invitation: actions.change_role(
        user, role=Role.ADMINISTRATOR, by=by
    ),
    "deactivate": lambda by, user, invitation: actions.deactivate(user, by=by),
    "reactivate": lambda by, user, invitation: actions.reactivate(user, by=by),
    "new_password_link": lambda by, user, invitation: actions.new_password_link(user, by=by),
    "remove_second_step": lambda by, user, invitation: actions.remove_second_step(user, by=by),
}


@pytest.fixture
def invitation(ada):
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=NOON)
    return Invitation.objects.get()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("action", ADMINISTRATORS)
def test_only_administrators_decide_about_accounts_even_their_own(
    action, role, someone, invitation
):
    eve, before = someone("Eve", role=role), Event.objects.count()
    for user in (someone("Vera"), eve):
        with pytest.raises(PermissionDenied):
            ADMINISTRATORS[action](eve, user, invitation)
    assert Event.objects.count() == before


@pytest.mark.parametrize("action", ADMINISTRATORS)
def test_administrators_do(action, ada, someone, invitation):
    ADMINISTRATORS[action](ada, someone("Vera"), invitation)


def test_an_address_is_changed_by_its_owner_or_an_administrator(ada, someone):
    vera, eve = someone("Vera"), someone("Eve", role=Role.APPROVER)
    with pytest.raises(PermissionDenied):
        actions.correct_address(vera, email="eve@new.example", by=eve)
    assert actions.correct_address(vera, email="a@new.example", by=vera).email == "a@new.example"
    assert actions.correct_address(vera, email="b@new.example", by=ada).email == "b@new.example"


def test_nobody_says_of_somebody_else_who_they_are(ada, someone):
    vera = someone("Vera")
    with pytest.raises(PermissionDenied):
        actions.update_profile(vera, name="Eve", language="", time_zone="", by=ada)


def test_whose_access_has_ended_does_nothing(ada, someone):
    other = someone("Bo", role=Role.ADMINISTRATOR)
    ended = actions.deactivate(other, by=ada)
    with pytest.raises(PermissionDenied):
        actions.reactivate(ended, by=ended)
