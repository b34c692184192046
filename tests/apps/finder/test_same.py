"""Two names in open data: a person decides whether they are one organisation,
and can take it back.
"""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from convene.apps.accounts.models import Role
from convene.apps.registry.models import Sameness
from convene.apps.registry.queries import linking
from convene.corpus import doubts
from tests.apps.registry.people import at_desk_of, person
from tests.corpus.open_data.records import BANK, FREEDONIA, MINE, WELL, served

pytestmark = pytest.mark.django_db
A, B = "key-Aid of Freedonia", "key-Freedonia Aid Agency"
PAIR = {
    "a": B,
    "b": A,
    "a_name": "Freedonia Aid Agency",
    "b_name": "Aid of Freedonia",
    "same": "no",
    "reason": "Two ministries; their law says so.",
}


@pytest.fixture(autouse=True)
def open_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    served(
        review=[
            {
                "a": "key-Bank of Sylvania",
                "b": "key-Glitter Mining plc",
                "organisation_a": BANK,
                "organisation_b": MINE,
                "score": 0.6,
                "weight": 2.0,
                "why": ["Both have “of”."],
            },
            {
                "a": A,
                "b": B,
                "organisation_a": FREEDONIA,
                "organisation_b": WELL,
                "score": 0.8,
                "weight": 9.0,
                "why": ["Both have “aid”."],
            },
            {
                "a": A,
                "b": "key-of no profile",
                "organisation_a": FREEDONIA,
                "organisation_b": WELL,
                "score": 0.7,
                "weight": 5.0,
                "why": [],
            },
        ]
    )


def said(client: Client, *, path: str = "/records/same/") -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get(path).content.decode())).split())


def test_pairs_come_with_their_reasons_and_what_matters_most_comes_first() -> None:
    first, second = doubts.doubts()
    assert (first.a.text, first.b.text, tuple(map(str, first.why)), first.keys) == (
        "Aid of Freedonia",
        "Freedonia Aid Agency",
        ("Both have “aid”.",),
        (A, B),
    )
    assert (second.a.text, second.b.text) == ("Bank of Sylvania", "Glitter Mining plc")
    text = said(at_desk_of(person("Paula")))
    assert text.index("Freedonia Aid Agency") < text.index("Glitter Mining plc")
    assert "Aid of Freedonia – Freedonia Aid Agency 1 mention – 1 mention Both have “aid”." in text


def test_viewers_read_and_builders_decide() -> None:
    assert "Not the same" not in said(at_desk_of(person("Olga", Role.VIEWER)))
    assert "Not the same" in said(at_desk_of(person("Paula")))


@pytest.mark.parametrize(
    ("page", "address"),
    [("3", "/records/same/?page=3"), ("//x", "/records/same/"), ("", "/records/same/")],
)
def test_whoever_decides_stays_on_the_page_of_the_queue(page: str, address: str) -> None:
    assert (
        at_desk_of(person("Paula"))
        .post("/records/same/decide/", PAIR | {"page": page})
        .headers["Location"]
        == address
    )


def test_enter_in_the_reason_decides_nothing() -> None:
    page = at_desk_of(person("Paula")).get("/records/same/").content.decode()
    forms = [
        form
        for form in re.findall(r"<form.*?</form>", page, flags=re.DOTALL)
        if 'name="reason"' in form
    ]
    assert forms
    assert all(
        form[form.index("<button") :].startswith("<button disabled hidden>") for form in forms
    )


def test_a_decision_is_kept_with_its_reason_leaves_the_queue_and_is_taken_back() -> None:
    paula = at_desk_of(person("Paula"))
    page = paula.post("/records/same/decide/", PAIR, follow=True)
    assert "Noted. The next build of the open data follows your decision." in page.content.decode()
    (decision,) = linking.decisions()
    assert (decision.a, decision.b, decision.same, decision.by, decision.reason) == (
        A,
        B,
        False,
        "Paula",
        PAIR["reason"],
    )
    text = said(paula)
    assert "Both have “aid”." not in text
    assert (
        "Aid of Freedonia – Freedonia Aid Agency Not the same Two ministries; their law says so. Paula,"
        in text
    )

    again = at_desk_of(person("Rosa")).post("/records/same/decide/", PAIR, follow=True)
    assert "Paula decided this already: take that decision back first." in again.content.decode()

    undone = paula.post(f"/records/same/{Sameness.objects.get().pk}/undo/", follow=True)
    assert "The decision is taken back. The next build decides anew." in undone.content.decode()
    assert linking.decisions() == ()
    assert "Both have “aid”." in said(paula)
    assert paula.post("/records/same/999/undo/").status_code == 404


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"reason": " "}, "Say why: whoever reads the decision later must be able to follow it."),
        ({"b": B}, "These are one name already."),
        ({"same": "perhaps"}, "Say whether they are the same or not."),
    ],
)
def test_what_is_incomplete_is_refused_and_said(change: dict[str, str], error: str) -> None:
    page = at_desk_of(person("Paula")).post("/records/same/decide/", PAIR | change)
    assert error in unescape(page.content.decode())
    assert not Sameness.objects.exists()


def test_names_of_any_length_can_be_decided_on() -> None:
    at_desk_of(person("Paula")).post("/records/same/decide/", PAIR | {"a_name": "very " * 900})
    assert len(Sameness.objects.get().b_name) <= 300


def test_a_snapshot_without_a_doubt_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "sure"))
    served(name="sure")
    assert "No pair of names waits for a decision." in said(at_desk_of(person("Paula")))


def test_without_open_data_nothing_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "empty"))
    assert doubts.doubts() == ()
    assert "No pair of names waits for a decision." in said(at_desk_of(person("Paula")))
