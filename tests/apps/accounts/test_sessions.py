"""A session ends for good, codes count once, guessing slows whoever guesses, and nothing is kept in
a browser.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from convene.apps.accounts import actions, guessing
from convene.apps.accounts.models import Role, User
from convene.ground import trail
from tests.apps.accounts.conftest import PASSWORD
from tests.apps.accounts.test_signing_in import sign_in, totp

PROFILE = "/account/profile/"


def is_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


@pytest.fixture
def desk(client: Client, someone) -> Client:
    """A browser in which Vera has signed in."""
    someone("Vera")
    sign_in(client, "vera@example.org")
    assert is_in(client)
    return client


def vera() -> User:
    return User.objects.get(email="vera@example.org")


def test_a_session_of_before_does_not_come_back_with_the_access(desk, ada):
    actions.deactivate(vera(), by=ada)
    actions.reactivate(vera(), by=ada)
    assert not is_in(desk)
    sign_in(desk, "vera@example.org")
    assert is_in(desk)


def test_a_new_password_ends_every_session(desk):
    actions.choose_password(vera(), password="another walk, uphill", by=None)
    assert not is_in(desk)


def test_a_second_step_that_an_administrator_removes_ends_every_session(desk, ada):
    actions.remove_second_step(vera(), by=ada)
    assert not is_in(desk)


def with_second_step(client: Client, capture) -> str:
    """Set up an app for codes, and return its secret."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret: str = client.session["mfa.totp.secret"]
    with capture(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    return secret


def test_whoever_gives_up_a_second_step_goes_on_here_and_nowhere_else(
    desk, django_capture_on_commit_callbacks
):
    secret = with_second_step(desk, django_capture_on_commit_callbacks)
    phone = Client()
    sign_in(phone, "vera@example.org")
    phone.post(reverse("mfa_authenticate"), {"code": totp(secret, ahead=1)})
    assert is_in(phone)
    desk.post(reverse("mfa_deactivate_totp"))
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert [line.what for line in trail.lines(vera())] == ["They gave up a second sign-in step."]


def test_other_changes_of_an_account_end_no_session(desk, ada):
    actions.change_role(vera(), role=Role.BUILDER, by=ada)
    actions.correct_address(vera(), email="vera@new.example", by=ada)
    assert is_in(desk)


def test_the_code_that_set_up_the_second_step_signs_nobody_in(
    desk, django_capture_on_commit_callbacks
):
    secret = with_second_step(desk, django_capture_on_commit_callbacks)
    phone = Client()
    sign_in(phone, "vera@example.org")
    page = phone.post(reverse("mfa_authenticate"), {"code": totp(secret)}).content.decode()
    assert "Incorrect code." in page
    assert not is_in(phone)


def test_a_code_counts_once_even_when_the_cache_has_forgotten_it(
    desk, django_capture_on_commit_callbacks
):
    secret = with_second_step(desk, django_capture_on_commit_callbacks)
    code = totp(secret, ahead=1)
    entered = []
    for _ in range(2):
        cache.clear()
        phone = Client()
        sign_in(phone, "vera@example.org")
        phone.post(reverse("mfa_authenticate"), {"code": code})
        entered.append(is_in(phone))
    assert entered == [True, False]


def test_an_earlier_code_counts_no_more_after_a_later_one(desk, django_capture_on_commit_callbacks):
    secret = with_second_step(desk, django_capture_on_commit_callbacks)
    step = Authenticator.objects.get(type="totp")
    actions.use_code(step, code=totp(secret, ahead=1))
    for ahead in (-1, 0, 1):
        with pytest.raises(actions.CodeUsed):
            actions.use_code(step, code=totp(secret, ahead=ahead))


def guess(times: int, *, from_: str) -> None:
    for _ in range(times):
        stranger = Client(REMOTE_ADDR=from_)
        sign_in(stranger, "vera@example.org", "guess")


def test_who_guesses_is_stopped_and_she_still_gets_in_from_elsewhere(someone):
    someone("Vera")
    guess(5, from_="192.0.2.1")
    theirs, hers = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    page = sign_in(theirs, "vera@example.org").content.decode()
    assert "There were too many wrong tries." in page
    sign_in(hers, "vera@example.org")
    assert (is_in(theirs), is_in(hers)) == (False, True)


def test_who_guesses_from_many_places_is_stopped_and_she_still_gets_in_where_she_was_before(desk):
    desk.post(reverse("account_logout"))
    for place in range(5):
        guess(4, from_=f"192.0.2.{place}")
    stranger = Client(REMOTE_ADDR="192.0.2.77")
    sign_in(stranger, "vera@example.org")
    sign_in(desk, "vera@example.org")
    assert (is_in(stranger), is_in(desk)) == (False, True)


def test_even_where_she_was_before_guessing_is_stopped(desk):
    desk.post(reverse("account_logout"))
    for _ in range(5):
        sign_in(desk, "vera@example.org", "guess")
    sign_in(desk, "vera@example.org")
    assert not is_in(desk)


def test_one_address_tries_no_more_than_ten_times_a_minute_whatever_the_accounts(someone):
    someone("Vera")
    for number in range(10):
        sign_in(Client(), f"nobody{number}@example.org", "guess")
    stranger = Client()
    sign_in(stranger, "vera@example.org")
    assert not is_in(stranger)


def test_a_link_from_an_administrator_lets_her_in_wherever_she_is(someone, ada):
    someone("Vera")
    guess(5, from_="127.0.0.1")
    new, client = "another walk, uphill", Client()
    form = client.get(actions.new_password_link(vera(), by=ada))
    client.post(form["Location"], {"password1": new, "password2": new})
    sign_in(client, "vera@example.org", new)
    assert is_in(client)


def test_the_cookie_of_a_known_browser_names_nobody_and_is_worth_nothing_when_changed(desk):
    cookie = desk.cookies[guessing.COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "vera" not in cookie.value
    guess(5, from_="127.0.0.1")
    forged = Client()
    forged.cookies[guessing.COOKIE] = f"{cookie.value}x"
    sign_in(forged, "vera@example.org")
    assert not is_in(forged)


def test_what_somebody_signed_in_is_shown_is_kept_nowhere(desk):
    home = desk.get(reverse("home"))
    assert home.headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get(reverse("home")).headers
