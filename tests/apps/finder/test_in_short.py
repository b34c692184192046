"""An answer names whom to speak to first only to people with an account."""

import re
from html import unescape

import pytest

from convene.apps.accounts.models import User
from tests.apps.finder.fictional import served
from tests.apps.vetting.people import at_desk_of, person

pytestmark = pytest.mark.django_db
ANGOLA = "/advice/answer/?country=AO&level=city&challenge=weak_municipal_capacity"
KIND = "Company tied to the place"


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def first(by: User | None) -> str:
    html = at_desk_of(by).get(ANGOLA).content.decode()
    opening = html[html.index('<dl class="in-short"') :].partition("</dl>")[0]
    (_kind, whom, _before) = re.findall(r"<dd>(.*?)</dd>", opening, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", whom)).split())


def test_whom_records_show_is_named_to_people_with_an_account():
    served("in-short-1")
    said = first(person("Paula"))
    assert said.startswith("Baobab Foundation.")
    assert "Activities of this kind in Angola that it took part in: 1 (no year given)." in said
    assert "To begin with: “" in said


def test_to_others_nothing_is_said_of_records_even_after_somebody_saw_the_name():
    served("in-short-2")
    assert "Baobab Foundation" in first(person("Paula"))
    said = first(None)
    assert said.startswith(f"{KIND}. ")
    assert "record" not in said


def test_where_nothing_was_built_no_record_names_one():
    assert first(None).startswith(f"{KIND}: no record here names one in Angola.")
