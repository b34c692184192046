"""An answer names whom to speak to first only to people with an account, and only once it is
there: to look takes long.
"""

import re
from html import unescape

import pytest

from convene.apps.accounts.models import User
from tests.apps.finder.fictional import listed, served
from tests.apps.vetting.people import at_desk_of, person

pytestmark = pytest.mark.django_db
ASKED = "country=AO&level=city&challenge=weak_municipal_capacity"
ANSWER, FIRST = f"/advice/answer/?{ASKED}", f"/advice/first/?{ASKED}"
KIND = "Company tied to the place"
SEARCHING = "Records are still being searched for somebody by name."


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def page(by: User | None, address: str = ANSWER) -> str:
    return at_desk_of(by).get(address).content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def first(html: str) -> str:
    opening = html[html.index('<dl class="in-short"') :].partition("</dl>")[0]
    (_kind, whom, _before) = re.findall(r"<dd>(.*?)</dd>", opening, re.DOTALL)
    return words(whom)


def test_whom_records_show_is_named_to_people_with_an_account_with_a_way_to_begin():
    served("in-short-1")
    html = page(person("Paula"), FIRST)
    said = words(html)
    assert said.startswith("Baobab Foundation. ")
    assert "Activities of this kind in Angola that it took part in: 1 (no year given)." in said
    assert "To begin with: “" in said
    assert said.endswith("Speak first to: Baobab Foundation.")
    assert 'href="/records/organisations/cv-found/"' in html
    assert 'class="cite"' not in html  # the page's own sources are numbered without it


def test_the_answer_itself_waits_for_nobody_and_asks_for_the_name_afterwards():
    served("in-short-2")
    html = page(person("Paula"))
    assert "Baobab Foundation" not in html
    assert first(html).startswith(f"Look for: {KIND}. {SEARCHING} The guide tells of one")
    assert words(html).count(SEARCHING) == 2  # beside the first of what to do next, too
    assert re.search(r'hx-get="/advice/first/\?country=AO[^"]*"\s+hx-trigger="load"', html)


def test_to_others_nothing_is_said_of_who_is_known():
    served("in-short-3")
    assert "hx-get" in page(person("Paula"))
    html = page(None)
    assert first(html).startswith(f"Look for: {KIND}. The guide")
    assert "hx-get" not in html
    assert SEARCHING not in html


def test_who_is_withheld_from_the_longlist_is_not_named_either(tmp_path):
    served("in-short-4")
    listed(tmp_path, "Baobab Foundation", hour=1)
    assert "Baobab" not in page(person("Paula"), FIRST)


def test_where_nothing_was_built_nobody_is_known_by_name():
    assert first(page(None)).startswith(f"Nobody by name yet in Angola; look for: {KIND}.")
    html = page(person("Paula"))
    assert "hx-get" not in html
    assert SEARCHING not in html


def test_a_country_that_is_none_names_nobody():
    served("in-short-5")
    html = page(person("Paula"), "/advice/first/?challenge=weak_municipal_capacity")
    assert words(html) == f"Look for: {KIND}. Look for: {KIND}."
    step = '<span id="first-step" hx-swap-oob="innerHTML">'
    assert step in html, "no search goes on there either"
