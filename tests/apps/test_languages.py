"""Whoever decides reads why in their own language: a match on a list, a likeness, a join, a
candidate.
"""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from convene.apps.vetting.models import Hit
from convene.core.reasons import Reason, as_text
from tests.apps.finder.fictional import served as partners_served
from tests.apps.registry.people import organisation
from tests.apps.vetting.people import at_desk_of, in_research, match, person
from tests.corpus.open_data.records import BANK, MINE, WELL, served
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
BOTH = Reason("Both have “{left}”.", {"left": "river"})
WRITTEN_BEFORE = "“Blue” and “Bank” stand in both names."
"""A finished sentence, as cases of 0.1.0 keep them."""
EACH = pytest.mark.parametrize(
    ("language", "said"),
    [("es", "Los dos tienen «river»."), ("fr", "Les deux ont «\xa0river\xa0».")],
)


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def seen(desk: Client, address: str, language: str) -> str:
    page = desk.get(address, headers={"accept-language": language})
    assert page.status_code == 200
    return bare(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@EACH
def test_why_a_name_on_a_list_came_up(language: str, said: str):
    bea = person("Bea")
    case = in_research(match(), by=bea)
    with unguarded():
        Hit.objects.update(why=[{"text": BOTH.text, "values": {"left": "river"}}, WRITTEN_BEFORE])
    address = reverse("vetting:hit", args=[case.pk, Hit.objects.get().pk])

    page = seen(at_desk_of(bea), address, language)

    assert bare(said) in page
    assert bare(WRITTEN_BEFORE) in page


@EACH
def test_why_two_records_may_be_one_and_why_two_names_were_joined(language: str, said: str):
    doubt = {
        "a": "key-Bank of Sylvania",
        "b": "key-Glitter Mining plc",
        "organisation_a": BANK,
        "organisation_b": MINE,
        "score": 0.6,
        "weight": 2.0,
        "why": [as_text(BOTH)],
    }
    joined = {
        "organisation": WELL,
        "a": "key-Wéllspring Trust",
        "b": "key-Фонд Родник",
        "score": 0.9,
        "kind": "name",
        "why": [as_text(BOTH), "Alike."],
    }
    served(joins=[joined], review=[doubt])
    desk = at_desk_of(person("Paula"))

    assert bare(said) in seen(desk, "/records/same/", language)
    assert bare(said) + bare("Alike.") in seen(desk, f"/records/organisations/{WELL}/", language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Los nombres son iguales si se dejan de lado formas jurídicas"),
        ("fr", "Les noms sont identiques si l’on met de côté formes juridiques"),
    ],
)
def test_why_two_organisations_of_the_registry_look_like_one(language: str, said: str):
    organisation("Blue River Bank")
    other = organisation("Blue River Bank Ltd")
    address = reverse("registry:propose", args=[other.pk])

    assert bare(said) in seen(at_desk_of(person("Bea")), address, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Pagos a organismos públicos que declaró en Angola: 1 (2020)."),
        (
            "fr",
            "Paiements à des organismes publics qu’elle a déclarés dans ce pays (Angola)\xa0: 1",
        ),
    ],
)
def test_what_speaks_for_a_candidate(language: str, said: str):
    partners_served(f"partners-in-{language}")
    desk = at_desk_of(person("Paula"))

    assert bare(said) in seen(desk, "/partners/?country=AO&model=M2", language)
