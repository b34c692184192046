"""Showing a form, acting, and saying what was refused."""

from typing import Any

import pytest
from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _

from convene.ground.sheets import Refusal, press, sheet, telling


class TooLate(Exception):
    pass


class FarTooLate(TooLate):
    pass


class Missing(Exception):
    pass


REFUSALS = {
    TooLate: Refusal(_("No"), level=messages.WARNING),
    Missing: Refusal(lambda why: [f"{what} is missing." for what in why.args], field="name"),
}


class NameForm(forms.Form):
    name = forms.CharField(label="Name")


def asked(**typed):
    request: Any = RequestFactory().post("/", typed) if typed else RequestFactory().get("/")
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    return request


def told(request):
    return [(str(message), message.level_tag) for message in messages.get_messages(request)]


def refuse(why):
    def act():
        raise why

    return act


def shown(request, act, **more):
    form = NameForm(request.POST or None)
    return sheet(request, form, act, done="Kept.", to="/after/", refusals=REFUSALS, **more)


def test_a_form_is_shown_first():
    page = shown(asked(), refuse(AssertionError), title="Say a name", button="Say it")

    assert page.status_code == 200
    assert "<h1>Say a name</h1>" in page.content.decode()
    assert '<button class="btn">Say it</button>' in page.content.decode()


def test_what_is_typed_is_done_and_said():
    request = asked(name="Vera")
    answer = shown(request, lambda: None)

    assert (answer.status_code, answer["Location"]) == (302, "/after/")
    assert told(request) == [("Kept.", "success")]


def test_the_next_page_may_be_what_was_made():
    request = asked(name="Vera")
    form = NameForm(request.POST)
    answer = sheet(request, form, lambda: 7, done="Made.", to=lambda made: f"/{made}/", refusals={})

    assert answer["Location"] == "/7/"


def test_what_was_typed_comes_back_with_what_was_refused():
    page = shown(asked(name="Vera"), refuse(Missing("A day", "A place"))).content.decode()

    assert 'value="Vera"' in page
    assert page.count("A day is missing.") == page.count("A place is missing.") == 2
    assert '<a href="#id_name">Name</a>' in page


def test_a_button_that_is_refused_says_so_on_the_next_page():
    request = asked(name="Vera")
    answer = press(request, refuse(FarTooLate()), done="Kept.", to="/after/", refusals=REFUSALS)

    assert answer["Location"] == "/after/"
    assert told(request) == [("No", "warning")]


def test_a_button_that_works_says_so_too():
    request = asked(name="Vera")
    answer = press(request, lambda: None, done="Kept.", to="/after/", refusals=REFUSALS)

    assert (answer["Location"], told(request)) == ("/after/", [("Kept.", "success")])


def test_what_nobody_worded_is_not_swallowed():
    with pytest.raises(ZeroDivisionError), telling(asked(), REFUSALS):
        1 / 0  # noqa: B018 - what is raised is what is asked here
