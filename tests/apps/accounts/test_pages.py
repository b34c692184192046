"""The pages on which administrators look after people, and on which people join."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts import actions
from convene.apps.accounts.models import COLLEAGUES, Invitation, Role, User

from .conftest import PASSWORD

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def link_on(page) -> str:
    found = re.search(r'value="(http[^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


@pytest.mark.parametrize("role", [role for role in COLLEAGUES if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["accounts:people", "accounts:invite"])
def test_only_administrators_see_the_pages_about_people(client, someone, role, name):
    client.force_login(someone("Vera", role=role), backend=BACKEND)
    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "one",
        "change_role",
        "correct_address",
        "deactivate",
        "reactivate",
        "new_password_link",
        "remove_second_step",
    ],
)
def test_a_viewer_can_do_nothing_to_a_person(client, someone, ada, name):
    client.force_login(someone("Vera"), backend=BACKEND)
    path = reverse(f"accounts:{name}", args=[ada.pk])
    assert (client.get(path) if name == "one" else client.post(path)).status_code == 403


@pytest.mark.django_db
def test_without_an_account_one_is_asked_to_sign_in(client):
    answer = client.get(reverse("accounts:people"))
    assert answer.headers["Location"] == "/account/login/?next=/account/people/"


def test_the_list_shows_everyone_and_the_open_invitations(as_ada, ada, someone):
    someone("Vera")
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=timezone.now())
    page = as_ada.get(reverse("accounts:people")).content.decode()
    assert [
        word in page for word in ("Ada", "vera@example.org", "ben@example.org", "Alliance builder")
    ] == [True] * 4


def test_an_invitation_goes_from_the_administrator_to_a_new_account(as_ada, ada):
    page = as_ada.post(reverse("accounts:invite"), {"email": "ben@example.org", "role": "builder"})
    assert "Cache-Control" in page.headers
    assert "no-store" in page.headers["Cache-Control"]
    link, ben = link_on(page), Client()
    assert "Ada invited you. Your role will be: Alliance builder." in ben.get(link).content.decode()
    answer = ben.post(link, {"name": "Ben", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("workshop:drafts")
    assert ben.session["_auth_user_id"] == str(User.objects.get(email="ben@example.org").pk)
    gone = Client().get(link)
    assert (gone.status_code, "This link no longer works" in gone.content.decode()) == (410, True)


@pytest.mark.django_db
def test_the_first_administrator_joins_by_the_link_from_the_terminal(client):
    link = actions.first_administrator_link(base_url="http://localhost:8000")
    page = client.get(link)
    assert "You are the first administrator of this installation." in page.content.decode()
    client.post(link, {"name": "Ada", "email": "Ada@example.org", "password": PASSWORD})
    assert list(User.objects.values_list("name", "email", "role")) == [
        ("Ada", "ada@example.org", "administrator")
    ]


def test_a_weak_password_is_refused_and_what_was_typed_stays(client, ada):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=timezone.now())
    page = client.post(
        reverse("accounts:join", args=[token]), {"name": "Ben Ali", "password": "12345"}
    ).content.decode()
    assert "This password is too short." in page
    assert 'value="Ben Ali"' in page
    assert "12345" not in page


@pytest.mark.django_db
def test_a_made_up_link_is_refused(client):
    assert client.get(reverse("accounts:join", args=["made-up"])).status_code == 410


def test_an_old_link_is_refused(client, ada):
    token = actions.invite(
        email="ben@example.org", role=Role.BUILDER, by=ada, at=timezone.now() - timedelta(days=7)
    )
    assert client.get(reverse("accounts:join", args=[token])).status_code == 410


def test_someone_signed_in_is_not_made_someone_else_by_a_link(as_ada, ada):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=timezone.now())
    page = as_ada.post(
        reverse("accounts:join", args=[token]), {"name": "Ben", "password": PASSWORD}
    )
    assert "You already have an account" in page.content.decode()
    assert User.objects.count() == 1


def test_someone_who_has_an_account_is_named_as_the_reason(as_ada, someone):
    someone("Vera")
    page = as_ada.post(reverse("accounts:invite"), {"email": "vera@example.org", "role": "builder"})
    assert "Someone with this address already has an account." in page.content.decode()


def test_an_invitation_is_revoked_from_the_list(as_ada, ada):
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=timezone.now())
    as_ada.post(reverse("accounts:revoke", args=[Invitation.objects.get().pk]))
    assert Invitation.objects.get().revoked_at is not None


def test_a_role_is_changed_on_the_page_of_a_person(as_ada, someone):
    vera = someone("Vera")
    page = as_ada.post(
        reverse("accounts:change_role", args=[vera.pk]), {"role": "approver"}, follow=True
    )
    vera.refresh_from_db()
    assert vera.role == "approver"
    assert "Role: from “Viewer” to “Approver”." in page.content.decode()


def test_the_last_administrator_is_told_why_they_keep_their_role(as_ada, ada):
    page = as_ada.post(reverse("accounts:change_role", args=[ada.pk]), {"role": "viewer"})
    assert (
        "Ada is the last administrator. Make someone else an administrator first."
        in page.content.decode()
    )
    page = as_ada.post(reverse("accounts:deactivate", args=[ada.pk]), follow=True)
    assert "Ada is the last administrator." in page.content.decode()


def test_access_ends_and_comes_back(as_ada, someone):
    vera = someone("Vera")
    as_ada.post(reverse("accounts:deactivate", args=[vera.pk]))
    assert User.objects.get(name="Vera").is_active is False
    as_ada.post(reverse("accounts:reactivate", args=[vera.pk]))
    assert User.objects.get(name="Vera").is_active is True


def test_an_address_is_corrected_unless_someone_else_has_it(as_ada, someone):
    vera = someone("Vera")
    path = reverse("accounts:correct_address", args=[vera.pk])
    assert (
        "Someone else already uses this address."
        in as_ada.post(path, {"email": "ada@example.org"}).content.decode()
    )
    as_ada.post(path, {"email": "vera@new.example"})
    assert User.objects.get(name="Vera").email == "vera@new.example"


def test_a_link_for_a_new_password_is_shown_once(as_ada, someone):
    vera = someone("Vera")
    link = link_on(as_ada.post(reverse("accounts:new_password_link", args=[vera.pk])))
    assert link.startswith("http://testserver/account/password/reset/key/")


def test_the_second_step_is_removed_for_someone_who_lost_their_phone(as_ada, someone):
    vera = someone("Vera")
    as_ada.post(reverse("accounts:remove_second_step", args=[vera.pk]))
    assert (
        "The second sign-in step was removed."
        in as_ada.get(reverse("accounts:one", args=[vera.pk])).content.decode()
    )


def test_a_person_sees_their_own_language_until_they_choose_another_in_this_browser(
    client, someone
):
    vera = someone("Vera")
    client.force_login(vera, backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    client.post(reverse("accounts:profile"), {"name": "Vera", "language": "es", "time_zone": ""})
    assert client.get(reverse("accounts:profile")).headers["Content-Language"] == "es"
    client.post(reverse("set_language"), {"language": "fr", "next": "/"})
    assert client.get(reverse("accounts:profile")).headers["Content-Language"] == "fr"


def test_times_are_shown_in_the_time_zone_of_the_person(as_ada, ada):
    actions.update_profile(ada, name="Ada", language="", time_zone="Asia/Kathmandu", by=ada)
    at = timezone.now().replace(hour=12, minute=0)
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=at)
    assert "17:45" in as_ada.get(reverse("accounts:people")).content.decode()


def test_an_unknown_time_zone_or_language_is_refused(as_ada):
    page = as_ada.post(
        reverse("accounts:profile"), {"name": "Ada", "language": "xx", "time_zone": "Mars/Olympus"}
    )
    assert page.content.decode().count("Select a valid choice.") == 4


@pytest.mark.parametrize(
    "name", ["people", "invite", "profile", "one", "link", "join", "cannot_join"]
)
def test_our_pages_have_one_heading_and_nothing_inline(as_ada, ada, client, name):
    token = actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=timezone.now())
    page = {
        "people": lambda: as_ada.get(reverse("accounts:people")),
        "invite": lambda: as_ada.get(reverse("accounts:invite")),
        "profile": lambda: as_ada.get(reverse("accounts:profile")),
        "one": lambda: as_ada.get(reverse("accounts:one", args=[ada.pk])),
        "link": lambda: as_ada.post(
            reverse("accounts:invite"), {"email": "cy@example.org", "role": "viewer"}
        ),
        "join": lambda: Client().get(reverse("accounts:join", args=[token])),
        "cannot_join": lambda: Client().get(reverse("accounts:join", args=["made-up"])),
    }[name]()
    assert page.content.count(b"<h1") == 1
    assert re.findall(rb"<style|\sstyle=|<script(?![^>]*\ssrc=)", page.content) == []
