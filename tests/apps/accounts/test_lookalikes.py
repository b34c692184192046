"""Nobody who decides bears a name that looks like somebody else's."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts import actions
from convene.apps.accounts.models import Invitation, Role, User

pytestmark = pytest.mark.django_db
CYRILLIC = "Ritа"


def account(name: str, role: Role, address: str = "") -> User:
    email = address or f"{name.lower()}@example.org"
    return User.objects.create_user(email=email, name=name, role=role)


@pytest.fixture
def rita():
    return account("Rita", Role.REVIEWER)


@pytest.fixture
def ada():
    return account("Ada", Role.ADMINISTRATOR)


def invited(by: User, role: Role = Role.VIEWER) -> Invitation:
    actions.invite(email="new@example.org", role=role, by=by, at=timezone.now())
    return Invitation.objects.latest("pk")


def joins(invitation: Invitation, name: str) -> User:
    said = {"name": name, "email": "", "password": "a walk by the river"}
    return actions.accept(invitation, **said, at=timezone.now())


@pytest.mark.parametrize("name", ["RITA", "Rítа", "R i t a", "Rlta"])
def test_nobody_joins_under_a_name_that_looks_like_a_reviewers(rita, ada, name):
    with pytest.raises((actions.LooksAlike, actions.MixedAlphabets)):
        joins(invited(ada), name)


def test_a_word_in_two_alphabets_is_refused(ada):
    with pytest.raises(actions.MixedAlphabets):
        joins(invited(ada), CYRILLIC)


def test_two_who_decide_nothing_may_share_a_name(ada):
    account("Bea", Role.BUILDER)
    assert joins(invited(ada), "Bea").name == "Bea"


def test_a_name_is_not_changed_into_a_reviewers(rita):
    vera = account("Vera", Role.BUILDER)
    with pytest.raises(actions.LooksAlike):
        actions.update_profile(vera, name="rita", language="", time_zone="", by=vera)
    page = Client()
    page.force_login(vera)
    sent = {"name": "rita", "language": "", "time_zone": ""}
    shown = page.post(reverse("accounts:profile"), sent).content.decode()
    assert "a name that looks the same" in shown
    assert User.objects.get(pk=vera.pk).name == "Vera"


def test_a_reviewer_whose_name_another_bore_before_keeps_it(rita):
    account("RITA", Role.BUILDER, "other@example.org")
    actions.update_profile(rita, name="Rita", language="fr", time_zone="", by=rita)
    assert User.objects.get(pk=rita.pk).language == "fr"


def test_nobody_comes_to_decide_under_a_name_that_another_bears(rita, ada):
    other = account("RITA", Role.BUILDER, "other@example.org")
    with pytest.raises(actions.LooksAlike) as refused:
        actions.change_role(other, role=Role.APPROVER, by=ada)
    assert refused.value.other == rita
    desk = Client()
    desk.force_login(ada)
    shown = desk.post(reverse("accounts:change_role", args=[other.pk]), {"role": "approver"})
    assert "rita@example.org" in shown.content.decode()


def test_whoever_joins_reads_what_to_add(rita, ada):
    token = actions.invite(email="new@example.org", role=Role.VIEWER, by=ada, at=timezone.now())
    sent = {"name": "RITA", "password": "a walk by the river"}
    shown = Client().post(reverse("accounts:join", args=[token]), sent).content.decode()
    assert "Add what does: an initial" in shown
