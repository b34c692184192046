"""Signing in: passwords, second steps, limits, cookies, and nobody uninvited."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from convene.apps.accounts import actions
from convene.apps.accounts.models import User
from convene.ground import trail

from .conftest import PASSWORD


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def sign_in_and_confirm(client: Client, email: str) -> None:
    """Sign in, and show the password once more, as changes to signing in require."""
    sign_in(client, email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def totp(secret: str, *, ahead: int = 0) -> str:
    """Return the code that an app shows now, or so many codes ahead."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def test_the_right_password_signs_in_whatever_the_case_of_the_address(client, someone):
    vera = someone("Vera")
    answer = sign_in(client, "VERA@example.org")
    assert (answer.status_code, answer.url) == (302, reverse("workshop:drafts"))
    assert client.session["_auth_user_id"] == str(vera.pk)


def test_a_wrong_password_is_said_plainly_and_the_address_stays(client, someone):
    someone("Vera")
    page = sign_in(client, "vera@example.org", "guess").content.decode()
    assert "The email address and/or password you specified are not correct." in page
    assert 'value="vera@example.org"' in page
    assert "guess" not in page


@pytest.mark.django_db
def test_the_fields_have_labels_in_our_words_and_no_placeholders(client):
    page = client.get(reverse("account_login")).content.decode()
    assert "Keep me signed in on this computer" in page
    assert "placeholder" not in page


def test_the_session_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(client, someone):
    someone("Vera")
    cookie = sign_in(client, "vera@example.org").cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")


def test_the_session_cookie_travels_only_over_https_behind_https(client, someone, settings):
    settings.SESSION_COOKIE_SECURE = True
    someone("Vera")
    assert (
        sign_in(client, "vera@example.org").cookies[settings.SESSION_COOKIE_NAME]["secure"] is True
    )


@pytest.mark.django_db
def test_a_reader_without_an_account_gets_no_session(client):
    client.get(reverse("account_login"))
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_nobody_signs_up_uninvited(client):
    page = client.get(reverse("account_signup"))
    assert "People join by invitation." in page.content.decode()
    client.post(reverse("account_signup"), {"email": "eve@example.org", "password1": PASSWORD})
    assert User.objects.count() == 0


def test_signing_in_is_no_change_in_the_history(client, someone):
    vera = someone("Vera")
    sign_in(client, "vera@example.org")
    assert vera.history.count() == 1


def test_ended_access_ends_the_session_too(client, someone, ada):
    vera = someone("Vera")
    sign_in(client, "vera@example.org")
    assert client.get(reverse("accounts:profile")).status_code == 200
    actions.deactivate(vera, by=ada)
    assert client.get(reverse("accounts:profile")).status_code == 302
    assert sign_in(client, "vera@example.org").url == reverse("account_inactive")


def test_a_changed_password_stands_in_the_history_without_the_password(client, someone):
    vera = someone("Vera")
    sign_in(client, "vera@example.org")
    new = "another walk, uphill"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    vera.refresh_from_db()
    assert vera.check_password(new)
    assert [(line.by, line.what) for line in trail.lines(vera)] == [
        ("Vera", "The password was changed.")
    ]
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_link_from_an_administrator_sets_a_new_password_once(client, someone, ada):
    vera = someone("Vera")
    path = actions.new_password_link(vera, by=ada)
    form = client.get(path)
    client.post(
        form.url, {"password1": "another walk, uphill", "password2": "another walk, uphill"}
    )
    vera.refresh_from_db()
    assert vera.check_password("another walk, uphill")
    assert [(line.by, line.what) for line in trail.lines(vera)] == [
        ("", "The password was changed."),
        ("Ada", "A link to choose a new password was made."),
    ]
    assert "This link no longer works" in Client().get(path, follow=True).content.decode()


@pytest.mark.django_db
def test_without_mail_nobody_is_promised_a_mail(client, settings):
    page = client.get(reverse("account_reset_password")).content.decode()
    assert settings.CAN_SEND_MAIL is False
    assert "Ask an administrator for a link to choose a new password" in page
    assert 'name="email"' not in page


@pytest.mark.django_db
def test_with_mail_a_link_is_offered(client, settings):
    settings.CAN_SEND_MAIL = True
    page = client.get(reverse("account_reset_password")).content.decode()
    assert "we send you a link" in page
    assert 'name="email"' in page


def test_a_person_changes_their_own_address_after_showing_their_password(client, someone):
    vera = someone("Vera")
    sign_in(client, "vera@example.org")
    assert (
        client.get("/account/email/").url == "/account/reauthenticate/?next=%2Faccount%2Femail%2F"
    )
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post("/account/email/", {"email": "Vera@New.example"})
    assert (vera.history.latest().email, vera.history.latest().history_user) == (
        "vera@new.example",
        vera,
    )
    assert sign_in(Client(), "vera@example.org").status_code == 200
    assert sign_in(Client(), "vera@new.example").status_code == 302


def test_the_address_of_someone_else_is_refused(client, someone, ada):
    someone("Vera")
    sign_in_and_confirm(client, "vera@example.org")
    page = client.post("/account/email/", {"email": "ADA@example.org"}).content.decode()
    assert "Someone else already uses this address." in page
    assert 'value="ADA@example.org"' in page


def test_with_mail_a_forgotten_password_is_replaced_by_a_link_in_a_mail(
    client, someone, settings, mailoutbox
):
    settings.CAN_SEND_MAIL = True
    vera = someone("Vera")
    page = client.post(
        reverse("account_reset_password"), {"email": "vera@example.org"}, follow=True
    )
    assert (
        "If there is an account with this address, a link is on its way." in page.content.decode()
    )
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mailoutbox[0].body)
    assert link is not None
    form = client.get(link[1])
    client.post(
        form.url, {"password1": "another walk, uphill", "password2": "another walk, uphill"}
    )
    vera.refresh_from_db()
    assert vera.check_password("another walk, uphill")


def test_a_code_from_an_app_becomes_the_second_step(client, someone):
    vera = someone("Vera")
    sign_in_and_confirm(client, "vera@example.org")
    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    kinds = set(Authenticator.objects.filter(user=vera).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}

    phone = Client()
    assert sign_in(phone, "vera@example.org").url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in phone.session
    assert (
        "Type the code your app shows now"
        in phone.get(reverse("mfa_authenticate")).content.decode()
    )
    phone.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "_auth_user_id" not in phone.session
    phone.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert phone.session["_auth_user_id"] == str(vera.pk)


def test_a_second_step_is_not_set_up_without_showing_the_password_again(client, someone):
    someone("Vera")
    sign_in(client, "vera@example.org")
    assert (
        client.get(reverse("mfa_activate_totp")).url
        == "/account/reauthenticate/?next=%2Faccount%2F2fa%2Ftotp%2Factivate%2F"
    )


def test_a_wrong_code_sets_nothing_up(client, someone):
    someone("Vera")
    sign_in_and_confirm(client, "vera@example.org")
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "abc"})
    assert page.status_code == 200
    assert Authenticator.objects.count() == 0


INLINE = re.compile(
    rb"""<style|\sstyle=|\son\w+=["']|<script(?![^>]*(?:\ssrc=|type="application/json"))"""
)
ALONE = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
]
SIGNED_IN = [
    "accounts:profile",
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]
WITH_CODES = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ALONE)
def test_pages_before_signing_in_obey_the_content_policy(client, name):
    assert_at_home(client.get(reverse(name), headers={"host": "localhost"}))


@pytest.mark.parametrize("mail", [True, False], ids=["with mail", "without mail"])
@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_about_my_account_obey_the_content_policy(client, someone, settings, name, mail):
    settings.CAN_SEND_MAIL = mail
    someone("Vera")
    sign_in_and_confirm(client, "vera@example.org")
    assert_at_home(client.get(reverse(name), headers={"host": "localhost"}))


@pytest.mark.parametrize("name", WITH_CODES)
def test_pages_about_my_second_step_obey_the_content_policy(client, someone, name):
    someone("Vera")
    sign_in_and_confirm(client, "vera@example.org")
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": totp(client.session["mfa.totp.secret"])})
    assert_at_home(client.get(reverse(name), headers={"host": "localhost"}))


def assert_at_home(page) -> None:
    assert page.status_code == 200
    assert page.content.count(b"<h1") == 1
    assert b'<main id="main"' in page.content
    assert INLINE.findall(page.content) == []
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
