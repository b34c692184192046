"""A country's page: its figures with year, median and source, what they may point to, and what is
missing.
"""

import re
from pathlib import Path

import pytest
from django.test import Client

from convene.packs import places
from tests.apps.registry.people import person
from tests.corpus.fictional import built, grant, loaded
from tests.flat import flat


def words(client: Client, path: str) -> str:
    """Return what a page's main part says, in one line."""
    page = client.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\u2060", "").split())


def test_a_country_stands_where_its_figures_put_it(client: Client) -> None:
    text = words(client, "/countries/PY/")
    assert "Where Paraguay stands, and who is active there" in text
    assert "Paraguay does not pass" in text
    assert (
        "in the second-lowest fifth of countries (-0.83, 2019) -0.34 (54 countries) does not pass"
        in text
    )
    assert "limited information (48, 2023) 51 (34 countries) does not pass" in text
    assert "2 of the 7 that can be judged pass" in text


def test_what_stands_in_for_what_is_said(client: Client) -> None:
    text = words(client, "/countries/PY/")
    assert "Political rights holds, stood in for by “Voice and accountability”" in text
    assert "We carry no figures of Freedom House." in text


def test_a_difference_within_the_margin_of_error_is_said_to_be(client: Client) -> None:
    text = words(client, "/countries/PY/")
    assert (
        "0.07 (54 countries) passes too close to call: the median is within the margin of error"
        in text
    )


def test_each_problem_leads_to_the_question_with_the_country_filled_in(client: Client) -> None:
    page = client.get("/countries/PY/").content.decode()
    assert 'href="/advice/?country=PY&amp;challenge=procurement_opacity"' in page
    assert 'href="/advice/?country=PY"' in page
    asked = client.get("/advice/?country=PY&challenge=procurement_opacity").content.decode()
    assert 'value="PY" selected' in asked
    assert re.search(r'value="procurement_opacity"[^>]* checked', asked)


def test_every_figure_names_its_source(client: Client) -> None:
    page = flat(client.get("/countries/PY/").content.decode())
    marks = set(re.findall(r'href="#source-(\d+)"', page))
    assert marks == set(re.findall(r'id="source-(\d+)"', page)) == {"1", "2", "3", "4"}
    assert "International Budget Partnership, 2023" in page


def test_a_country_without_an_income_group_neither_passes_nor_fails(client: Client) -> None:
    text = words(client, "/countries/VE/")
    assert "it cannot be said whether Venezuela passes: figures are missing" in text
    assert "there is nobody to compare it with" in text
    assert "Nothing: no figure here can be judged." in text


def test_an_older_figure_is_told_and_not_judged(client: Client) -> None:
    assert (
        "Voice and accountability: no figure of the edition we carry; the last one is of 2013."
        in words(client, "/countries/BM/")
    )


def test_what_the_guide_tells_of_a_country_is_there_before_any_data(client: Client) -> None:
    page = client.get("/countries/UA/").content.decode()
    assert 'href="/learn/democracy/EX06/"' in page
    assert "The guide tells of no alliance here. That is no sign that there was none." in words(
        client, "/countries/PY/"
    )


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("code", ["AO", "VA", "PS"])
def test_it_can_be_read_in_every_language(client: Client, language: str, code: str) -> None:
    page = client.get(f"/countries/{code}/", headers={"Accept-Language": language})
    assert page.status_code == 200
    assert places.name(code, language).replace("'", "&#x27;") in page.content.decode()
    assert not re.search(r'c[xy]="[^"]*,', page.content.decode()), (
        "a drawing's numbers keep their point in every language"
    )


def test_a_code_in_small_letters_leads_to_the_page(client: Client) -> None:
    assert client.get("/countries/py/").headers["Location"] == "/countries/PY/"


@pytest.mark.parametrize("code", ["ZZ", "Paraguay", "1"])
def test_a_code_that_is_none_is_a_helpful_404(client: Client, code: str) -> None:
    page = client.get(f"/countries/{code}/")
    assert page.status_code == 404
    assert f"“{code}” is not a code we know" in page.content.decode()
    assert 'href="/countries/"' in page.content.decode()


def test_every_country_is_listed_once(client: Client) -> None:
    page = client.get("/countries/").content.decode()
    assert sorted(re.findall(r'href="/countries/([A-Z]{2})/"', page)) == sorted(places.regions())


def test_a_country_is_found_by_part_of_its_name_or_its_code(client: Client) -> None:
    assert re.findall(
        r'href="/countries/([A-Z]{2})/"', client.get("/countries/?q=PARAG").content.decode()
    ) == ["PY"]
    assert "PY" in re.findall(
        r'href="/countries/([A-Z]{2})/"', client.get("/countries/?q=py").content.decode()
    )
    assert re.findall(
        r'href="/countries/([A-Z]{2})/"', client.get("/countries/?q=cote d").content.decode()
    ) == ["CI"]
    assert "No country's name holds “xyzzy”" in words(client, "/countries/?q=xyzzy").replace(
        "&#x27;", "'"
    )


def test_the_answer_and_the_library_lead_here(client: Client) -> None:
    assert (
        'href="/countries/PY/"'
        in client.get("/advice/answer/?country=PY&challenge=procurement_opacity").content.decode()
    )
    assert 'href="/countries/"' in client.get("/learn/").content.decode()


@pytest.mark.django_db
def test_without_open_data_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    client.force_login(person("Olga"))
    text = words(client, "/countries/PY/")
    assert "No open data is ready here" in text
    assert "who is active, the guide aside, is not known" in text


@pytest.mark.django_db
def test_who_is_active_is_told_with_role_years_and_source(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    loaded("a", [grant("1", title="Shelter for victims of trafficking")])
    built()
    client.force_login(person("Olga"))
    page = flat(client.get("/countries/PY/").content.decode())
    text = words(client, "/countries/PY/")
    assert re.search(r"Zorblax Fund \d+ funder 1 2025 ", text)
    assert re.search(r"Brumble Watch \d+ implementer 1 2025 ", text)
    assert (
        "2 organisations take part here in work that resembles the guide's kinds of alliance."
        in text.replace("&#x27;", "'")
    )
    assert "which work that is, is inferred from codes and words" in text
    assert (
        '<a href="https://example.org/a.json">Fictional grants</a>, Zorblax Fund, 1 January 2026. CC0.'
        in page
    )
    assert "Multiple" not in text


@pytest.mark.django_db
def test_where_the_open_data_names_nobody_that_is_no_sign(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    loaded("a", [grant("1")])
    built()
    client.force_login(person("Olga"))
    assert "That is no sign that nobody is active." in words(client, "/countries/VA/")
