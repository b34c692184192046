"""A session that ends in mid-sentence: the words are kept for an hour, for that account, once."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts import kept
from convene.apps.accounts.models import Role, User
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance
from convene.core.draft import Draft, Task
from tests.flat import flat

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
BACK = "What you typed is in the form again; nothing of it was sent."
STAYS = "You were signed out. Your words are still here"
GONE = "what you typed could not be kept"
SECRETLY = "Written in mid-sentence"


def person(name: str) -> User:
    return User.objects.create_user(
        email=f"{name.lower()}@example.org", name=name, role=Role.BUILDER, password=PASSWORD
    )


def sign_in(browser: Client, who: User) -> Any:
    where = reverse("account_login")
    browser.get(where)
    token = browser.cookies["csrftoken"].value
    sent = {"login": who.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    answer = browser.post(where, sent)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def expired(browser: Client) -> None:
    """Let the session of a browser be over, as after two weeks."""
    Session.objects.filter(session_key=browser.cookies["sessionid"].value).delete()


def browser_of(who: User, **more: Any) -> Client:
    browser = Client(**more)
    sign_in(browser, who)
    return browser


def draft(owner: User) -> Alliance:
    return actions.create(
        Draft(
            title="As saved", tasks=(Task(id="11111111-1111-4111-8111-111111111111", title="A"),)
        ),
        by=owner,
    )


def edit(alliance: Alliance) -> str:
    return reverse("workshop:edit", args=[alliance.pk])


def typed(title: str = SECRETLY, rows: int = 2) -> dict[str, str]:
    tasks = {f"task-{number}-title": f"Task number {number}" for number in range(rows)}
    counts = {"task-TOTAL_FORMS": str(rows), "task-INITIAL_FORMS": "0"}
    return {"title": title, **tasks, **counts, "ask-TOTAL_FORMS": "0", "ask-INITIAL_FORMS": "0"}


def left_in_mid_sentence(who: User, **more: Any) -> tuple[Client, Alliance, Any]:
    alliance, browser = draft(who), browser_of(who)
    expired(browser)
    here = f"http://testserver{edit(alliance)}"
    answer = browser.post(edit(alliance), typed(**more), headers={"Referer": here})
    return browser, alliance, answer


def test_the_words_come_back_into_the_form_until_sent_and_nothing_is_carried_out() -> None:
    ana = person("Ana")
    browser, alliance, answer = left_in_mid_sentence(ana, rows=6)
    assert answer["Location"] == f"/account/login/?next={edit(alliance).replace('/', '%2F')}"
    assert STAYS in flat(browser.get(answer["Location"]).content.decode())
    sign_in(browser, ana)
    page = browser.get(edit(alliance)).content.decode()
    assert BACK in flat(page)
    assert f'value="{SECRETLY}"' in page
    assert 'value="Task number 5"' in page
    alliance.refresh_from_db()
    assert (alliance.title, alliance.version) == ("As saved", 1)
    assert SECRETLY in browser.get(edit(alliance)).content.decode(), "looked at again"
    browser.post(edit(alliance), typed("Sent at last"))
    assert BACK not in flat(browser.get(edit(alliance)).content.decode())


def test_what_is_sent_by_itself_from_the_page_ends_the_keeping_too() -> None:
    ana = person("Ana")
    browser, alliance, _ = left_in_mid_sentence(ana)
    sign_in(browser, ana)
    browser.post(
        reverse("workshop:autosave", args=[alliance.pk]),
        typed("Later words"),
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{edit(alliance)}"},
    )
    assert SECRETLY not in browser.get(edit(alliance)).content.decode()


def test_a_draft_that_saves_itself_says_so_in_place() -> None:
    ana = person("Ana")
    alliance, browser = draft(ana), browser_of(ana)
    expired(browser)
    answer = browser.post(
        reverse("workshop:autosave", args=[alliance.pk]),
        typed(),
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{edit(alliance)}"},
    )
    assert (answer.status_code, answer["HX-Retarget"]) == (200, "#signed-out")
    text = flat(answer.content.decode())
    assert STAYS in text
    assert "<form" not in text
    sign_in(browser, ana)
    assert f'value="{SECRETLY}"' in browser.get(edit(alliance)).content.decode()


def test_what_a_page_asks_for_by_itself_is_no_page_to_sign_in_inside_it() -> None:
    answer = Client().get(reverse("finder:suggest"), headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#signed-out"
    assert 'type="password"' not in answer.content.decode()


def test_another_account_sees_nothing_and_the_words_wait_for_whose_they_are() -> None:
    ana, ben = person("Ana"), person("Ben")
    browser, alliance, _ = left_in_mid_sentence(ana)
    actions.share(alliance, person=ben, may_edit=True, by=ana)
    sign_in(browser, ben)
    assert SECRETLY not in browser.get(edit(alliance)).content.decode()
    browser.post(reverse("account_logout"))
    sign_in(browser, ana)
    assert SECRETLY in browser.get(edit(alliance)).content.decode()


def test_another_browser_sees_nothing() -> None:
    ana = person("Ana")
    _, alliance, _ = left_in_mid_sentence(ana)
    assert SECRETLY not in browser_of(ana).get(edit(alliance)).content.decode()


def test_the_cookie_of_the_words_is_signed() -> None:
    ana = person("Ana")
    browser, alliance, _ = left_in_mid_sentence(ana)
    stranger = browser_of(ana)
    stranger.cookies[kept.BROWSER] = browser.cookies[kept.BROWSER].value.split(":")[0]
    assert SECRETLY not in stranger.get(edit(alliance)).content.decode()


def test_nothing_is_kept_for_over_an_hour() -> None:
    ana = person("Ana")
    browser, alliance, _ = left_in_mid_sentence(ana)
    row = Session.objects.get(pk=kept_row(browser))
    assert 3500 < (row.expire_date - timezone.now()).total_seconds() <= 3600
    sign_in(browser, ana)
    Session.objects.filter(pk=row.pk).update(expire_date=timezone.now())
    assert SECRETLY not in browser.get(edit(alliance)).content.decode()
    call_command("clearsessions")
    assert not Session.objects.filter(pk=row.pk).exists()


def test_the_last_words_of_a_page_count_and_no_more_than_five_pages_are_kept() -> None:
    ana = person("Ana")
    browser = browser_of(ana)
    expired(browser)
    before = Session.objects.count()
    for number in (1, 1, 2, 3, 4, 5, 6):
        where = {"Referer": f"http://testserver/organisations/new/?page={number}"}
        browser.post(reverse("registry:create"), {"name": f"Name {number}"}, headers=where)
    assert Session.objects.count() - before == kept.MOST


def kept_row(browser: Client) -> str:
    """Return the key of the only row that is kept, which is no session of anybody."""
    sessions = {morsel.value for name, morsel in browser.cookies.items() if name == "sessionid"}
    (row,) = Session.objects.exclude(pk__in=sessions)
    return row.pk


def test_an_account_fills_no_more_places_whatever_its_browser_says() -> None:
    ana = person("Ana")
    browser = browser_of(ana)
    expired(browser)
    before = Session.objects.count()
    for number in range(8):
        browser.cookies.pop(kept.BROWSER, None)
        where = {"Referer": f"http://testserver/organisations/new/?page={number}"}
        browser.post(reverse("registry:create"), {"name": f"Name {number}"}, headers=where)
    assert Session.objects.count() - before == kept.MOST


@pytest.mark.parametrize("how", ["closed", "signed out"])
def test_nothing_is_kept_for_an_account_that_is_closed_or_has_signed_out(how: str) -> None:
    ana = person("Ana")
    alliance, browser = draft(ana), browser_of(ana)
    if how == "closed":
        User.objects.filter(pk=ana.pk).update(is_active=False)
        expired(browser)
    else:
        browser.post(reverse("account_logout"))
    answer = browser.post(edit(alliance), typed())
    assert GONE in flat(browser.get(answer["Location"]).content.decode())


@pytest.mark.parametrize("count", ["9" * 5000, "²", "٣", "-1", ""])
def test_a_count_that_is_none_takes_no_page_down(count: str) -> None:
    ana = person("Ana")
    alliance, browser = draft(ana), browser_of(ana)
    expired(browser)
    here = {"Referer": f"http://testserver{edit(alliance)}"}
    browser.post(edit(alliance), {**typed(), "x-TOTAL_FORMS": count}, headers=here)
    sign_in(browser, ana)
    assert BACK in flat(browser.get(edit(alliance)).content.decode())


def test_changing_the_language_is_not_taken_for_words_of_somebody_signed_out() -> None:
    browser = browser_of(person("Ana"))
    expired(browser)
    sent = {"language": "es", "next": "/account/login/"}
    answer = browser.post(reverse("set_language"), sent)
    assert answer["Location"] == "/account/login/"
    assert kept.BROWSER not in browser.cookies


def test_another_sites_form_is_refused_and_nothing_is_kept() -> None:
    ana = person("Ana")
    alliance, browser = draft(ana), browser_of(ana, enforce_csrf_checks=True)
    expired(browser)
    assert browser.post(edit(alliance), typed()).status_code == 403
    assert kept.BROWSER not in browser.cookies


def test_a_form_from_before_somebody_else_signed_in_is_refused_and_not_kept() -> None:
    ana, ben = person("Ana"), person("Ben")
    alliance, browser = draft(ana), browser_of(ana, enforce_csrf_checks=True)
    token = browser.get(edit(alliance)).context["csrf_token"]
    expired(browser)
    sign_in(browser, ben)
    expired(browser)
    answer = browser.post(edit(alliance), {**typed(), "csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 403
    assert kept.BROWSER not in browser.cookies


def test_a_browser_in_which_nobody_signed_in_keeps_nothing() -> None:
    alliance, browser = draft(person("Ana")), Client()
    answer = browser.post(edit(alliance), typed())
    assert GONE in flat(browser.get(answer["Location"]).content.decode())
    assert kept.BROWSER not in browser.cookies


def test_too_much_is_not_kept_and_that_is_said() -> None:
    browser, _, answer = left_in_mid_sentence(person("Ana"), title="x" * (kept.LONGEST + 1))
    assert GONE in flat(browser.get(answer["Location"]).content.decode())
    assert kept.BROWSER not in browser.cookies


def test_files_and_passwords_are_never_kept() -> None:
    ana = person("Ana")
    browser = browser_of(ana)
    expired(browser)
    here = reverse("registry:import")
    paper = SimpleUploadedFile("names.csv", b"name\nSecret Holdings\n")
    sent = {
        "file": paper,
        "word": "kept",
        "password": "hunter2",
        "oldpassword": "hunter3",
        "otp": "123456",
        "secret": "s",
    }
    browser.post(here, sent, headers={"Referer": f"http://testserver{here}"})
    store = import_module(settings.SESSION_ENGINE).SessionStore(kept_row(browser))
    assert (store["page"], store["fields"], store["files"]) == (here, [["word", "kept"]], True)
    assert "Secret Holdings" not in str(dict(store.items()))


def test_a_page_elsewhere_is_never_gone_back_to() -> None:
    ana = person("Ana")
    alliance, browser = draft(ana), browser_of(ana)
    expired(browser)
    away = {"Referer": "https://elsewhere.example/evil/"}
    answer = browser.post(edit(alliance), typed(), headers=away)
    assert answer["Location"] == f"/account/login/?next={edit(alliance).replace('/', '%2F')}"
