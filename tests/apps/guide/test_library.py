"""Every record of the guide has a page, and says where the guide says so."""

import pytest
from django.test import Client

from convene import packs
from convene.apps.guide import queries
from convene.apps.guide.queries import COLLECTIONS
from convene.apps.guide.templatetags.evidence import as_of
from convene.packs.source import Line
from tests.flat import flat

GUIDE = packs.guide()


@pytest.mark.parametrize("id", [record.id for _, record in GUIDE.all_records()])
def test_each_record_has_a_permanent_page_with_its_citation(client: Client, id: str) -> None:
    page = client.get(f"/learn/democracy/{id}/")
    assert page.status_code == 200
    for cite in GUIDE.citations(id):
        assert cite.lines
        assert f"{cite.lines[0]}" in page.content.decode()
    assert f"democracy/{id}" in page.content.decode()


@pytest.mark.parametrize(("earlier", "now"), [("EX17", "CS2"), ("T05", "T04"), ("T08", "RP12")])
def test_an_id_of_earlier_days_leads_to_the_record_that_took_its_place(
    client: Client, earlier: str, now: str
) -> None:
    page = client.get(f"/learn/democracy/{earlier}/")

    assert (page.status_code, page.headers["Location"]) == (301, f"/learn/democracy/{now}/")


def test_a_statement_says_how_firmly_the_guide_says_it_and_opens_its_passage(
    client: Client,
) -> None:
    page = flat(client.get("/learn/democracy/L05/").content.decode())

    assert "in many cases acting together answers it. <span" in page
    assert "(the guide: often)" in page
    assert 'href="/learn/democracy/L05/passage/1/"' in page
    assert "No second reader has held this record" in page


def test_a_passage_says_where_to_read_while_the_text_is_not_at_hand(client: Client) -> None:
    page = flat(client.get("/learn/democracy/L05/passage/1/").content.decode())

    assert "from p. 30, line 428" in page
    assert "In many cases, collective action is the solution</q>" in page
    assert "convene pack source FILE" in page
    assert client.get("/learn/democracy/L05/passage/9/").status_code == 404
    assert client.get("/learn/democracy/L05/passage/0/").status_code == 404


def test_a_passage_opens_with_its_anchor_marked_where_the_text_is_at_hand(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line("Fear is real. ", "In many cases, collective action is the solution", ".")
    monkeypatch.setattr(queries, "passage", lambda guide, cite: (line,))
    page = flat(client.get("/learn/democracy/L05/passage/1/").content.decode())

    assert "Fear is real. <mark>In many cases, collective action is the solution</mark>." in page
    assert "is not at hand here" not in page


def test_a_kind_of_contribution_opens_the_passage_of_the_gift(client: Client) -> None:
    page = flat(client.get("/learn/democracy/GOODS/passage/1/").content.decode())

    assert "Personal / household products" in page


@pytest.mark.parametrize("name", list(COLLECTIONS))
def test_each_collection_lists_all_its_records(client: Client, name: str) -> None:
    text = client.get(f"/learn/democracy/all/{name}/").content.decode()
    assert [
        record.id for record in getattr(GUIDE, name) if f"/learn/democracy/{record.id}/" not in text
    ] == []


def test_every_record_belongs_to_a_collection_with_a_heading() -> None:
    assert {collection for collection, _ in GUIDE.all_records()} == set(COLLECTIONS)


@pytest.mark.parametrize(
    "path",
    [
        "/learn/nothing/",
        "/learn/democracy/NO99/",
        "/learn/democracy/all/dragons/",
        "/learn/democracy/all/words/",
    ],
)
def test_what_is_not_there_is_a_helpful_404(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()
    assert 'href="/advice/"' in page.content.decode()


def test_the_matrix_shows_its_misprint(client: Client) -> None:
    text = flat(client.get("/learn/democracy/all/motivations/").content.decode())
    assert "<del>Sonatel Corporation Foundation (Senegal)" in text
    assert (
        text.count('<span class="inferred">') == 2
    )  # the models of MR4, the foundations that are probably MR5's
    assert "probably Business Against Crime" in text


def test_results_keep_their_caution(client: Client) -> None:
    assert (
        "it does not show that the training caused the rise"
        in client.get("/learn/democracy/EX02/").content.decode()
    )
    assert (
        "As reported; reach is not change of behaviour."
        in client.get("/learn/democracy/all/examples/").content.decode()
    )


def test_nothing_dead_is_offered_as_live(client: Client) -> None:
    assert (
        "under Russian occupation"
        in client.get("/learn/democracy/all/examples/?country=UA").content.decode()
    )
    assert "RUSAL" in client.get("/learn/democracy/CS1/").content.decode()
    assert (
        "Nobody has checked here whether it still exists"
        in client.get("/learn/democracy/R3/").content.decode()
    )
    assert "usaid.gov/GDA" not in client.get("/learn/democracy/W7/").content.decode()


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"model": "M5"}, ["EX13", "EX14"]),
        ({"country": "RU"}, ["EX10", "EX16", "CS1"]),
        ({"kind": "law_firm"}, ["EX16"]),
        ({"model": "M3", "country": "MX"}, ["EX08"]),
        ({"country": "PY"}, []),
    ],
)
def test_examples_are_filtered(wanted: dict[str, str], ids: list[str]) -> None:
    assert [record.id for record in queries.examples(GUIDE, **wanted)] == ids


def test_a_filter_that_finds_nothing_does_not_say_never(client: Client) -> None:
    text = client.get("/learn/democracy/all/examples/?model=M5&country=RU").content.decode()
    assert "That is no sign that there was none." in text


def test_a_filter_value_that_does_not_exist_is_refused_with_a_message(client: Client) -> None:
    text = client.get("/learn/democracy/all/examples/?model=M99").content.decode()
    assert "M99 is not one of the available choices" in text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mobile phones", "T01"),
        ("VEEDURIAS", "OI07"),
        ("panama tax", "EX02"),
        ("EX13", "EX13"),
        ("xyzzy", ""),
    ],
)
def test_search_wants_every_word_and_minds_no_accent(text: str, first: str) -> None:
    found = queries.search(GUIDE, text)
    assert (found[0].record.id if found else "") == first


def test_search_page_says_when_it_finds_nothing(client: Client) -> None:
    assert (
        "Nothing in the guide holds all of these words"
        in client.get("/learn/search/?q=xyzzy").content.decode()
    )
    part = client.get("/learn/search/?q=everyday", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Corruption in everyday services, such as bribes" in part


@pytest.mark.parametrize(
    ("language", "word", "note"),
    [("es", "Panamá", True), ("fr", "Panama", True), ("en", "Panama", False)],
)
def test_the_interface_speaks_three_languages_and_marks_english_content(
    client: Client, language: str, word: str, note: bool
) -> None:
    text = client.get(
        "/learn/democracy/EX02/", headers={"Accept-Language": language}
    ).content.decode()
    assert f'<html lang="{language}"' in text
    assert word in text
    assert ('<p class="small soft">' in text.split("<dl")[0]) is note
    assert '<h1 lang="en">' in text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-04-03", "3 April 2025"),
        ("2025-04-03T10:00:00Z", "3 April 2025"),
        ("2009-10", "October 2009"),
        ("2019", "2019"),
        ("2019-13", "2019-13"),
        ("spring", "spring"),
        ("", ""),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(written: str, said: str) -> None:
    assert as_of(written) == said
