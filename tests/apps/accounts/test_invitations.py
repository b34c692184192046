"""One-time links: who can make them, and how often they work."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from convene.apps.accounts import actions, queries
from convene.apps.accounts.actions import LINK_LASTS, AddressTaken, LinkClosed
from convene.apps.accounts.models import Invitation, Role, User

GOOD = "a long walk by the river"


def token_in(link: str | None) -> str:
    assert link is not None
    return link.rstrip("/").rsplit("/", 1)[1]


def opened(token: str, *, at: datetime) -> Invitation:
    invitation = queries.invitation(token, at=at)
    assert invitation is not None
    return invitation


def test_an_invitation_makes_one_account_with_the_role_it_names(ada, noon):
    token = actions.invite(email=" Ben@Example.org ", role=Role.BUILDER, by=ada, at=noon)
    invitation = opened(token, at=noon)
    ben = actions.accept(
        invitation, name=" Ben ", email="", password=GOOD, at=noon + timedelta(days=1)
    )
    assert (ben.name, ben.email, ben.role, ben.is_active) == (
        "Ben",
        "ben@example.org",
        "builder",
        True,
    )
    assert ben.check_password(GOOD)
    used = Invitation.objects.get()
    assert (used.used_by, used.used_at, used.invited_by) == (ben, noon + timedelta(days=1), ada)


@pytest.mark.parametrize(("role", "waits"), [(Role.APPROVER, True), (Role.REVIEWER, False)])
def test_whoever_comes_to_approve_decides_nothing_for_a_day(ada, noon, role, waits):
    token = actions.invite(email="ben@example.org", role=role, by=ada, at=noon)
    ben = actions.accept(opened(token, at=noon), name="Ben", email="", password=GOOD, at=noon)
    assert (ben.decides_from is not None) is waits


def test_whoever_is_raised_to_approve_decides_nothing_for_a_day(ada, someone):
    vera = someone("Vera")
    assert actions.change_role(vera, role=Role.REVIEWER, by=ada).decides_from is None
    assert actions.change_role(vera, role=Role.APPROVER, by=ada).decides_from is not None


def test_an_invitation_works_once(ada, noon):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    invitation = opened(token, at=noon)
    actions.accept(invitation, name="Ben", email="", password=GOOD, at=noon)
    assert queries.invitation(token, at=noon) is None
    with pytest.raises(LinkClosed):
        actions.accept(invitation, name="Eve", email="", password=GOOD, at=noon)
    assert User.objects.count() == 2


def test_the_secret_of_a_link_is_not_stored(ada, noon):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    assert len(token) == 43
    stored = Invitation.objects.values_list().get()
    assert token not in map(str, stored)
    assert "token_hash" not in {field.name for field in Invitation.history.model._meta.fields}


def test_a_changed_link_opens_nothing(ada, noon):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    assert queries.invitation(token[:-1] + ("A" if token[-1] != "A" else "B"), at=noon) is None
    assert queries.invitation("", at=noon) is None


@pytest.mark.parametrize(
    ("late", "works"), [(LINK_LASTS - timedelta(seconds=1), True), (LINK_LASTS, False)]
)
def test_an_invitation_lasts_seven_days(ada, noon, late, works):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    assert timedelta(days=7) == LINK_LASTS
    assert (queries.invitation(token, at=noon + late) is not None) is works


def test_a_revoked_invitation_opens_nothing(ada, noon):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    invitation = opened(token, at=noon)
    actions.revoke(invitation, by=ada, at=noon)
    assert queries.invitation(token, at=noon) is None
    with pytest.raises(LinkClosed):
        actions.accept(invitation, name="Ben", email="", password=GOOD, at=noon)
    assert Invitation.objects.get().revoked_at == noon


def test_a_used_invitation_cannot_be_revoked_any_more(ada, noon):
    invitation = opened(
        actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon), at=noon
    )
    actions.accept(invitation, name="Ben", email="", password=GOOD, at=noon)
    actions.revoke(invitation, by=ada, at=noon)
    assert Invitation.objects.get().revoked_at is None


def test_inviting_someone_again_replaces_the_earlier_link(ada, noon):
    earlier = actions.invite(email="ben@example.org", role=Role.APPROVER, by=ada, at=noon)
    later = actions.invite(email="Ben@example.org", role=Role.VIEWER, by=ada, at=noon)
    assert queries.invitation(earlier, at=noon) is None
    assert opened(later, at=noon).role == "viewer"


def test_someone_with_an_account_is_not_invited_again(ada, someone, noon):
    someone("Vera")
    with pytest.raises(AddressTaken):
        actions.invite(email="VERA@example.org", role=Role.VIEWER, by=ada, at=noon)


def test_an_invitation_to_one_address_makes_no_account_for_another(ada, noon):
    invitation = opened(
        actions.invite(email="ben@example.org", role=Role.VIEWER, by=ada, at=noon), at=noon
    )
    assert (
        actions.accept(
            invitation, name="Eve", email="eve@example.org", password=GOOD, at=noon
        ).email
        == "ben@example.org"
    )


def test_an_invitation_ends_when_its_sender_may_no_longer_invite(ada, someone, noon):
    other = someone("Bo", role=Role.ADMINISTRATOR)
    token = actions.invite(email="ben@example.org", role=Role.ADMINISTRATOR, by=other, at=noon)
    actions.change_role(other, role=Role.VIEWER, by=ada)
    assert queries.invitation(token, at=noon) is None
    assert list(queries.open_invitations(at=noon)) == []


@pytest.mark.django_db
def test_the_first_link_makes_an_administrator_and_then_there_are_no_more():
    link = actions.first_administrator_link(base_url="http://localhost:8000/")
    assert link is not None
    assert link.startswith("http://localhost:8000/account/join/")
    first = Invitation.objects.get()
    invitation = opened(token_in(link), at=first.created_at)
    ada = actions.accept(
        invitation, name="Ada", email="ADA@example.org", password=GOOD, at=first.created_at
    )
    assert (ada.email, ada.role) == ("ada@example.org", "administrator")
    assert actions.first_administrator_link(base_url="http://localhost:8000") is None


@pytest.mark.django_db
def test_each_first_link_replaces_the_one_before():
    links = [
        token_in(actions.first_administrator_link(base_url="http://localhost:8000"))
        for _ in range(3)
    ]
    at = Invitation.objects.latest("pk").created_at
    assert [queries.invitation(link, at=at) is not None for link in links] == [False, False, True]


def test_a_first_link_is_worthless_once_there_is_an_administrator(someone):
    token = token_in(actions.first_administrator_link(base_url="http://localhost:8000"))
    someone("Ada", role=Role.ADMINISTRATOR)
    assert queries.invitation(token, at=Invitation.objects.get().created_at) is None


@pytest.mark.parametrize(
    "lie",
    [
        {"used_at": datetime.fromisoformat("2026-03-02T12:00+00:00")},
        {"role": "king"},
        {"email": ""},
        {"expires_at": datetime.fromisoformat("2026-03-02T12:00+00:00")},
        {"invited_by": None, "role": "viewer"},
    ],
    ids=[
        "used by nobody",
        "unknown role",
        "for nobody",
        "already expired",
        "a viewer invited by nobody",
    ],
)
def test_the_database_refuses_an_invitation_that_lies(ada, noon, lie):
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    with pytest.raises(IntegrityError):
        Invitation.objects.update(**lie)


def test_the_database_refuses_an_invitation_both_used_and_revoked(ada, noon):
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon)
    with pytest.raises(IntegrityError):
        Invitation.objects.update(used_at=noon, used_by=ada, revoked_at=noon)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_use_a_link_at_the_same_moment_get_one_account(someone, noon):
    ada = someone("Ada", role=Role.ADMINISTRATOR)
    invitation = opened(
        actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=noon), at=noon
    )
    start, outcomes = Barrier(2), []

    def use(name: str) -> None:
        start.wait()
        try:
            outcomes.append(
                actions.accept(invitation, name=name, email="", password=GOOD, at=noon).name
            )
        except LinkClosed:
            outcomes.append("closed")
        finally:
            connection.close()

    run_together([Thread(target=use, args=[name]) for name in ("Ben", "Eve")])
    made = User.objects.get(email="ben@example.org")
    assert sorted(outcomes) == sorted([made.name, "closed"])


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_demote_each_other_at_the_same_moment(someone):
    ada, bo = someone("Ada", role=Role.ADMINISTRATOR), someone("Bo", role=Role.ADMINISTRATOR)
    start, outcomes = Barrier(2), []

    def demote(user: User, by: User) -> None:
        start.wait()
        try:
            actions.change_role(user, role=Role.VIEWER, by=by)
            outcomes.append("demoted")
        except actions.LastAdministrator:
            outcomes.append("refused")
        finally:
            connection.close()

    run_together([Thread(target=demote, args=pair) for pair in ((ada, bo), (bo, ada))])
    assert sorted(outcomes) == ["demoted", "refused"]
    assert queries.administrators().count() == 1


def run_together(threads: list[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
