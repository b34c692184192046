"""What administrators decide about people, and the trace it leaves."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError

from convene.apps.accounts import actions, queries
from convene.apps.accounts.actions import AddressTaken, LastAdministrator
from convene.apps.accounts.models import Role, User
from convene.ground import trail


def test_the_last_administrator_cannot_be_demoted(ada):
    with pytest.raises(LastAdministrator):
        actions.change_role(ada, role=Role.APPROVER, by=ada)
    ada.refresh_from_db()
    assert ada.role == "administrator"


def test_the_last_active_administrator_cannot_be_deactivated(ada, someone):
    other = someone("Bo", role=Role.ADMINISTRATOR)
    actions.deactivate(other, by=ada)
    with pytest.raises(LastAdministrator):
        actions.deactivate(ada, by=ada)
    ada.refresh_from_db()
    assert ada.is_active


def test_the_last_administrator_may_be_made_an_administrator_again(ada):
    assert actions.change_role(ada, role=Role.ADMINISTRATOR, by=ada).role == "administrator"


def test_one_of_two_administrators_can_be_demoted(ada, someone):
    other = someone("Bo", role=Role.ADMINISTRATOR)
    assert actions.change_role(other, role=Role.VIEWER, by=ada).role == "viewer"


def test_every_decision_stands_in_the_history_under_the_name_of_who_took_it(ada, someone):
    vera = someone("Vera")
    actions.change_role(vera, role=Role.BUILDER, by=ada)
    actions.correct_address(vera, email="Vera@New.example", by=ada)
    actions.new_password_link(vera, by=ada)
    actions.remove_second_step(vera, by=ada)
    actions.deactivate(vera, by=ada)
    actions.reactivate(vera, by=ada)
    assert [(line.by, line.sentences) for line in trail.lines(vera)] == [
        ("Ada", ("Access was given back.",)),
        ("Ada", ("Access was ended.",)),
        ("Ada", ("The second sign-in step was removed.",)),
        ("Ada", ("A link to choose a new password was made.",)),
        (
            "Ada",
            (
                "An administrator corrected the e-mail address.",
                "E-mail address: from “vera@example.org” to “vera@new.example”.",
            ),
        ),
        ("Ada", ("Role: from “Viewer” to “Alliance builder”.",)),
    ]


def test_the_history_keeps_no_passwords(db):
    names = {field.name for field in User.history.model._meta.fields}
    assert names.isdisjoint({"password", "last_login"})


def test_an_invited_person_makes_their_own_account(ada, noon):
    invitation = queries.invitation(
        actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon), at=noon
    )
    assert invitation is not None
    ben = actions.accept(
        invitation, name="Ben", email="", password="a long walk by the river", at=noon
    )
    assert [row.history_user for row in ben.history.all()] == [ben]
    assert [(line.by, line.what) for line in trail.lines(ben)] == [("Ben", "The account was made.")]
    assert [(line.by, line.code) for line in trail.lines(invitation)] == [
        ("Ben", "accounts.used"),
        ("Ada", "accounts.invited"),
    ]


def test_a_profile_saved_without_a_change_leaves_no_trace(someone):
    vera = someone("Vera")
    actions.update_profile(vera, name="Vera", language="", time_zone="", by=vera)
    actions.update_profile(vera, name="Vera", language="es", time_zone="America/Asuncion", by=vera)
    assert [(line.by, line.sentences) for line in trail.lines(vera)] == [
        (
            "Vera",
            (
                "Language: from “” to “es”.",
                "Time zone: from “” to “America/Asuncion”.",
            ),
        ),
    ]


def test_a_corrected_address_replaces_the_old_one_everywhere(ada, someone):
    vera = someone("Vera")
    EmailAddress.objects.create(user=vera, email=vera.email, primary=True)
    actions.correct_address(vera, email="vera@new.example", by=ada)
    assert not EmailAddress.objects.filter(email="vera@example.org").exists()


def test_two_people_cannot_have_one_address(ada, someone):
    with pytest.raises(AddressTaken):
        actions.correct_address(someone("Vera"), email="ADA@example.org", by=ada)
    with pytest.raises(IntegrityError):
        User.objects.create_user(email="Ada@example.org", name="Another Ada")


@pytest.mark.parametrize("lie", [{"role": "king"}, {"name": ""}, {"email": ""}])
def test_the_database_refuses_an_unknown_role_and_a_person_without_name_or_address(ada, lie):
    with pytest.raises(IntegrityError):
        User.objects.update(**lie)
