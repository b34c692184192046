"""Approvers and administrators sign in with a second step, and whom an administrator lets in anew
everybody who decides is told of.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts import actions, events, queries
from convene.apps.accounts.models import COLLEAGUES, FromBefore, Role, User
from convene.ground import trail
from tests.apps.accounts.conftest import PASSWORD, Someone
from tests.apps.accounts.test_signing_in import sign_in, totp


@pytest.fixture
def _compulsory(settings) -> None:
    settings.SECOND_STEP = "on"


def with_step(user: User) -> str:
    """Give somebody an app that shows codes, and return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.usefixtures("_compulsory")
@pytest.mark.parametrize("role", COLLEAGUES)
def test_who_decides_or_looks_after_accounts_sets_up_a_second_step_first(client, someone, role):
    user = someone("Vera", role=role)
    sign_in(client, "vera@example.org")
    led = client.get(reverse("inbox:inbox"))
    must = role in {"approver", "administrator"}
    assert (led.status_code, led.headers.get("Location")) == (
        (302, reverse("mfa_index")) if must else (200, None)
    )
    page = client.get(reverse("mfa_index")).content.decode()
    assert ("Set one up first." in page) is must
    with_step(user)
    assert client.get(reverse("inbox:inbox")).status_code == 200


@pytest.mark.usefixtures("_compulsory")
@pytest.mark.parametrize(
    ("page", "keys"), [("workshop:join", 1), ("workshop:join_from_shortlist", 2)]
)
def test_a_page_of_an_app_is_not_free_for_being_called_like_one_that_is(
    client, someone, page, keys
):
    someone("Vera", role=Role.APPROVER)
    sign_in(client, "vera@example.org")
    led = client.post(reverse(page, args=[UUID(int=0)] * keys))
    assert (led.status_code, led.headers["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.usefixtures("_compulsory")
def test_without_a_second_step_neither_may_do_what_is_theirs_through_any_door(someone):
    ada, abel = someone("Ada", role=Role.ADMINISTRATOR), someone("Abel", role=Role.APPROVER)
    assert not ada.has_perm("accounts.manage_people")
    assert not abel.has_perm("vetting.approve_case")
    assert abel.has_perm("vetting.assess_case")
    with_step(ada)
    with_step(abel)
    assert again(ada).has_perm("accounts.manage_people")
    assert again(abel).has_perm("vetting.approve_case")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "from_before", "compulsory"),
    [
        ("", False, True),
        ("", True, False),
        ("on", True, True),
        ("off", False, False),
    ],
)
def test_a_new_installation_begins_with_it_and_an_older_one_turns_it_on(
    settings, chosen, from_before, compulsory
):
    settings.SECOND_STEP = chosen
    if from_before:
        FromBefore.objects.create()
    assert queries.second_step_is_compulsory() is compulsory


@pytest.mark.usefixtures("_compulsory")
def test_the_first_administrator_sets_one_up_without_showing_the_password_again(client, db):
    path = actions.first_administrator_link(base_url="")
    client.post(path, {"name": "Ada", "email": "ada@example.org", "password": PASSWORD})
    assert client.get(reverse("workshop:drafts")).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_who_has_a_second_step_is_asked_for_that_one_again_not_for_the_password(client, someone):
    secret = with_step(someone("Vera"))
    sign_in(client, "vera@example.org")
    client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert client.get(reverse("mfa_deactivate_totp"))["Location"].startswith(
        reverse("mfa_reauthenticate")
    )
    assert client.get(reverse("account_reauthenticate"))["Location"].startswith(
        reverse("mfa_reauthenticate")
    )


HELPS = {
    "a link": lambda user, by: actions.new_password_link(user, by=by),
    "no second step": lambda user, by: actions.remove_second_step(user, by=by),
    "another address": lambda user, by: actions.correct_address(user, email="n@w.example", by=by),
}


@pytest.mark.parametrize("help", HELPS.values(), ids=HELPS)
def test_whom_an_administrator_lets_in_anew_decides_nothing_for_a_day(someone, ada, help):
    vera = someone("Vera", role=Role.APPROVER)
    help(vera, ada)
    until = again(vera).decides_from
    assert until is not None
    left = until - timezone.now()
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


def test_what_people_change_of_themselves_bars_nobody(someone):
    vera = someone("Vera", role=Role.APPROVER)
    actions.correct_address(vera, email="n@w.example", by=vera)
    actions.choose_password(vera, password="another walk, uphill", by=vera)
    actions.give_up_second_step(vera)
    assert again(vera).decides_from is None


def test_the_person_and_all_who_decide_read_of_it_and_nobody_else(someone, ada):
    vera, others = someone("Vera", role=Role.REVIEWER), {}
    for name, role in {"Abel": Role.APPROVER, "Rita": Role.REVIEWER, "Bea": Role.BUILDER}.items():
        others[name] = someone(name, role=role)
    actions.new_password_link(vera, by=ada)
    reads = {
        user.name: "Let in anew by an administrator" in at_desk(user)
        for user in (vera, ada, *others.values())
    }
    assert reads == {"Vera": True, "Ada": True, "Abel": True, "Rita": False, "Bea": False}
    assert "A link to choose a new password was made." in at_desk(others["Abel"])
    assert "Decides nothing until" in at_desk(vera)


def test_after_a_week_nobody_is_told_of_it_any_more(someone, ada):
    vera = someone("Vera")
    ago = timezone.now() - timedelta(days=8)
    trail.record(events.PASSWORD_LINK, on=vera, by=ada, at=ago)
    assert "Let in anew" not in at_desk(vera)


def at_desk(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("inbox:inbox")).content.decode()


def test_where_mail_is_sent_each_reads_it_in_their_own_language(
    someone: Someone, ada, settings, mailoutbox
):
    settings.CAN_SEND_MAIL = True
    vera, abel = someone("Vera"), someone("Abel", role=Role.APPROVER)
    someone("Rita", role=Role.REVIEWER)
    gone = someone("Gone", role=Role.APPROVER)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=abel.pk).update(language="fr")
    actions.remove_second_step(vera, by=ada)
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert subjects == {
        "vera@example.org": "Convene: Vera was let in anew",
        "ada@example.org": "Convene: Vera was let in anew",
        "abel@example.org": "Convene\N{NO-BREAK SPACE}: Vera a de nouveau accès",
    }
    body = mailoutbox[0].body
    assert "The second sign-in step was removed. By Ada." in body
    assert "decides nothing until" in body


def test_without_mail_nothing_is_sent(someone, ada, mailoutbox):
    actions.new_password_link(someone("Vera"), by=ada)
    assert mailoutbox == []
