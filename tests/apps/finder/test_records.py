"""Who has worked with whom: what the pages show of a small fictional snapshot, and what people do
with it.
"""

import csv
import json
import re
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from convene.apps.accounts.models import Role
from convene.apps.finder.queries import records as queries
from convene.apps.finder.templatetags.records import coded, publishers_of
from convene.apps.guide.templatetags.evidence import full_stop
from convene.apps.registry import actions
from convene.apps.registry.models import Link, Organisation
from convene.apps.registry.queries import linking
from convene.core.open_data import Coverage, OrganisationPage, Source
from convene.core.reasons import Reason
from convene.corpus import open_data
from convene.ground.templatetags.reasons import sentence
from tests.apps.registry.people import BANK as OURS
from tests.apps.registry.people import at_desk_of, organisation, person
from tests.corpus.open_data.records import BANK, FREEDONIA, MINE, VOTE, WELL, served
from tests.flat import flat

COUNTED = "Records that could not be read and were set aside: {count}."
pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str, *, status: int = 200) -> str:
    """Return what a page says, without its markup."""
    page = client.get(path)
    assert page.status_code == status, page.content[:400]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def builder(serving: Path) -> Client:
    return at_desk_of(person("Paula"))


@pytest.fixture
def observer(serving: Path) -> Client:
    return at_desk_of(person("Olga", Role.VIEWER))


def test_a_search_shows_the_records_who_takes_part_and_what_it_does_not_cover(
    observer: Client,
) -> None:
    text = text_of(observer, "/records/?q=election")
    assert "2 records – “ election ”" in text
    assert (
        "Election observers Project · Angola, Kenya · 2012 · Committed XFD 7 "
        "FAA (funder) · Fair Vote d'Ruritanie (implementer) · name withheld or not given (implementer)"
    ) in text
    assert "What this does not cover" in text
    assert "2 sources loaded" in text


def test_an_organisation_with_several_roles_in_a_record_is_named_once(observer: Client) -> None:
    assert "Aid of Freedonia (funder, publisher) · Wéllspring Trust (implementer)" in text_of(
        observer, "/records/?q=towns"
    )


def test_each_filter_can_be_set_and_taken_away_again(observer: Client) -> None:
    page = flat(
        observer.get("/records/?q=water&country=AO&role=implementer&from=2010").content.decode()
    )
    assert '<a href="?q=water&amp;role=implementer&amp;from=2010">Angola' in page
    assert '<a href="?q=water&amp;country=AO&amp;role=implementer">2010' in page
    assert (
        '<a href="?q=water&amp;country=AO&amp;role=implementer&amp;from=2010&amp;model=M2">' in page
    )


def test_a_way_to_narrow_that_is_used_up_is_not_offered_again(observer: Client) -> None:
    assert b"<summary>Country</summary>" in observer.get("/records/?q=water").content
    assert b"<summary>Country</summary>" not in observer.get("/records/?q=water&country=AO").content


def test_counts_in_what_is_not_covered_are_written_as_the_reader_writes_them() -> None:
    reason = Reason(COUNTED, {"count": 1_234_567})
    with translation.override("es"):
        assert sentence(reason).endswith(": 1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567.")
    with translation.override("en"):
        assert sentence(reason) == "Records that could not be read and were set aside: 1,234,567."


def test_organisations_that_narrow_a_search_are_named(observer: Client) -> None:
    assert "Aid of Freedonia × take this filter away" in text_of(
        observer, f"/records/?together={FREEDONIA}&together={WELL}"
    )


def test_organisations_are_listed_with_the_name_that_matched(observer: Client) -> None:
    text = text_of(observer, "/records/?of=organisations&q=Родник")
    assert "1 organisation – “ Родник ”" in text
    assert "Wéllspring Trust also written “Фонд Родник” National NGO" in text
    assert "Implementer 3, Bidder 1 2010–2011 4" in text


def test_nothing_found_never_reads_as_never_happened(observer: Client) -> None:
    assert "That does not mean that it never happened" in text_of(observer, "/records/?q=xyzzy")
    text = text_of(observer, f"/records/between/?a={FREEDONIA}&b={MINE}")
    assert (
        "No record loaded here names both. That does not mean that they never worked together."
        in text
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("country=AOO", "“AOO” is not a country code such as AO."),
        ("role=boss", "“boss” is not a role"),
        ("together=cv-99", "There is no organisation “cv-99” in the data that is loaded."),
        ("from=2020&to=2010", "The first year, 2020, is after the last, 2010."),
        ("band=many", "“many” is not a band of amounts such as USD-5."),
    ],
)
def test_what_there_is_not_is_said_and_leads_back(observer: Client, query: str, said: str) -> None:
    text = text_of(observer, f"/records/?{query}")
    assert said in text
    assert "Start again" in text
    page = observer.get(f"/records/export.csv?{query}", follow=True)
    assert said in unescape(page.content.decode())


def test_what_there_is_not_is_said_in_the_readers_language(observer: Client) -> None:
    page = observer.get("/records/?from=2020&to=2010", headers={"accept-language": "fr"})
    assert "La première année, 2020, vient après la dernière, 2010." in page.content.decode()


def test_type_ahead_finds_a_name_in_another_script(observer: Client) -> None:
    page = flat(observer.get("/records/suggest/?q=西瓦").content.decode())
    assert f'<a href="/records/organisations/{BANK}/"><bdi>Bank of Sylvania</bdi>' in page
    assert "(<bdi>西瓦尼亚银行</bdi>)" in page
    assert (
        "No organisation on record is called like this"
        in observer.get("/records/suggest/?q=qqqqqq").content.decode()
    )
    assert observer.get("/records/suggest/?q=+").content.decode().strip() == ""


def test_an_organisation_is_shown_in_all_its_roles(observer: Client) -> None:
    text = text_of(observer, f"/records/organisations/{WELL}/")
    assert "Wéllspring Trust National NGO · no country on record · 4 records, 2010–2011" in text
    assert "Implementer 3 (2010–2011)" in text
    assert "Kenya 2010 1 in this country" in text
    assert "Aid of Freedonia funded it (2) 2010–2011 2 in which both take part" in text
    assert "Received: Committed Aid of Freedonia USD 100,000 1 entry" in text
    assert (
        "Received: Committed within larger activities: may be counted there too Aid of Freedonia USD 40,000 1 entry"
        in text
    )
    assert "مؤسسة النبع" not in text  # a name that no record uses


def test_of_many_sums_those_of_the_most_entries_stand_on_the_page_and_all_on_one_of_their_own(
    observer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = text_of(observer, f"/records/organisations/{FREEDONIA}/money/")
    assert everything.count("Published by") == 1
    assert "Find › Who has worked with whom › Aid of Freedonia › Money on record" in everything
    page: OrganisationPage | None = open_data.organisation(FREEDONIA)
    assert page
    assert queries.main_sums(page) == page.sums
    assert "with the most entries" not in text_of(observer, f"/records/organisations/{FREEDONIA}/")

    monkeypatch.setattr(queries, "SUMS", 2)
    assert [sum.count for sum in queries.main_sums(page)] == sorted(
        (sum.count for sum in page.sums), reverse=True
    )[:2]
    text = text_of(observer, f"/records/organisations/{FREEDONIA}/")
    assert f"These are the 2 with the most entries. All {len(page.sums)} sums" in text


def test_the_sums_of_a_merged_organisation_lead_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    served(redirects={"cv-old": WELL})
    page = at_desk_of(person("Olga", Role.VIEWER)).get("/records/organisations/cv-old/money/")
    assert (page.status_code, page["Location"]) == (302, f"/records/organisations/{WELL}/money/")


def test_an_organisation_of_no_record_and_one_that_was_merged(
    serving: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk_of(person("Olga", Role.VIEWER))
    text = text_of(desk, "/records/organisations/cv-99/", status=404)
    assert (
        "That is not on record here The open data loaded here tell of no such organisation." in text
    )
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    served(redirects={"cv-old": WELL})
    page = desk.get("/records/organisations/cv-old/")
    assert (page.status_code, page["Location"]) == (302, f"/records/organisations/{WELL}/")


def test_an_activity_is_shown_with_its_source(observer: Client) -> None:
    text = text_of(observer, "/records/activities/b1/2/")
    assert "› F-2 Election observers" in text
    assert "What it is Project Identifier F-2 Where Angola, Kenya" in text
    assert "Aid of Freedonia , Activities 1 , 1 January 2020; line 1 (CC0)" in text
    assert "Committed 2012 FAA → – no sum given" in text
    assert "Observers trained ; actual 30" in text


@pytest.mark.parametrize("path", ["b0/2", "b1/999"])
def test_an_activity_of_an_older_build_says_what_to_do(observer: Client, path: str) -> None:
    text = text_of(observer, f"/records/activities/{path}/", status=404)
    assert "search for its title or identifier" in text


def test_people_are_counted_but_never_named(observer: Client) -> None:
    text = text_of(observer, "/records/activities/b1/5/")
    assert "a person (not shown) (paid body)" in text
    assert "Zelda" not in text
    assert "1 mention is of a person; people are not shown." in text


def test_a_person_at_a_place_without_open_data_reads_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    desk = at_desk_of(person("Olga", Role.VIEWER))
    for path in (
        "",
        "suggest/?q=a",
        "export.csv",
        "loaded/",
        "between/?a=x&b=y",
        f"organisations/{WELL}/",
        "activities/b1/0/",
    ):
        assert "No open data is ready here: none has been built yet" in text_of(
            desk, f"/records/{path}", status=404
        )
    assert "No pair of names waits for a decision." in text_of(desk, "/records/same/")


def test_an_export_holds_exactly_what_is_filtered(observer: Client) -> None:
    page = observer.get("/records/export.csv?country=AO&model=M2")
    assert page["Content-Disposition"] == 'attachment; filename="records.csv"'
    rows = list(csv.DictReader(StringIO(page.content.decode("utf-8-sig"))))
    assert {row["identifier"] for row in rows} == {"F-1", "F-2"}
    found = json.loads(observer.get("/records/export.json?country=AO&model=M2").content)
    assert {each["identifier"] for each in found["rows"]} == {"F-1", "F-2"}
    assert observer.get("/records/export.xlsx?country=AO&model=M2").content[:2] == b"PK"
    assert observer.get("/records/export.exe").status_code == 404


def test_bringing_in_linking_and_taking_back(builder: Client) -> None:
    page = builder.post(f"/records/organisations/{WELL}/bring-in/", follow=True)
    brought = Organisation.objects.get()
    assert page.redirect_chain == [(f"/organisations/{brought.pk}/", 302)]
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
    assert "Brought in as a candidate. Check what is written before you rely on it." in text
    assert "What open data tell of it Wéllspring Trust linked by Paula on" in text
    assert [name.text for name in brought.names.all()] == ["Wéllspring Trust", "Фонд Родник"]
    assert brought.iati_type == "22"

    shown = text_of(builder, f"/records/organisations/{WELL}/")
    assert "Among ours Paula linked it on" in shown
    assert "Vetting: not begun." in shown
    again = builder.post(f"/records/organisations/{WELL}/bring-in/", follow=True).content.decode()
    assert "It is linked with Wéllspring Trust already." in again

    link = Link.objects.get()
    undone = builder.post(f"/records/links/{link.pk}/undo/", follow=True)
    assert "The link is taken back. Both organisations stay as they are." in undone.content.decode()
    assert linking.links_of(brought) == []
    assert Organisation.objects.count() == 1
    assert builder.post("/records/links/999/undo/").status_code == 404


def test_linking_by_name_by_address_and_not_at_all(builder: Client) -> None:
    bank = organisation()
    assert "No organisation here is called “Nobody” yet." in unescape(
        builder.post(f"/records/organisations/{BANK}/link/", {"ours": "Nobody"}).content.decode()
    )
    builder.post(f"/records/organisations/{BANK}/link/", {"ours": OURS.name})
    builder.post(
        f"/records/organisations/{MINE}/link/",
        {"ours": f"https://convene.example.org/organisations/{bank.pk}/"},
    )
    assert {link.open_data_id for link in linking.links_of(bank)} == {BANK, MINE}
    said = builder.post(
        f"/records/organisations/{BANK}/link/", {"ours": OURS.name}, follow=True
    ).content.decode()
    assert "It is linked with Banco del Río Azul already." in said


def test_those_of_ours_that_it_may_be_are_proposed_to_whoever_may_link(builder: Client) -> None:
    organisation("Bank of Sylvania")
    assert "Link with this one" in text_of(builder, f"/records/organisations/{BANK}/")
    assert "Link with this one" not in text_of(
        at_desk_of(person("Olga", Role.VIEWER)), f"/records/organisations/{BANK}/"
    )


@pytest.mark.parametrize(
    "path",
    [
        f"organisations/{WELL}/bring-in/",
        f"organisations/{WELL}/link/",
        "links/1/undo/",
        "same/decide/",
        "same/1/undo/",
    ],
)
def test_nothing_is_changed_from_a_page_of_somebody_else(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("Petra"))
    assert strict.post(f"/records/{path}").status_code == 403


def test_names_longer_than_ours_may_be_are_cut_and_marks_are_no_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.corpus.open_data.snapshot import (  # local: only this test builds its own
        activity,
        build,
    )

    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    long = "Society for " + "very " * 80 + "long names"
    build(
        [(1, activity("L-1", "A grant", ("funder", long), ("implementer", "–?–")))],
        who={"cv-7": (long, "–?–")},
    )
    page = open_data.organisation("cv-7")
    assert page is not None
    content = queries.content_of(page)
    assert content.name == long[:300].rstrip()
    assert content.other_names == ()
    assert (
        str(actions.bring_in(content, open_data_id="cv-7", name=page.name, by=person("Paula")))
        == long[:300].rstrip()
    )


def test_a_page_asks_the_database_a_handful_of_times(
    builder: Client, django_assert_max_num_queries: Any
) -> None:
    for name in ("One", "Two", "Three"):
        organisation(f"Wéllspring Trust {name}")
    builder.get(f"/records/organisations/{WELL}/")
    with django_assert_max_num_queries(12):
        builder.get(f"/records/organisations/{WELL}/")
    with django_assert_max_num_queries(4):
        builder.get("/records/?q=water")


def test_a_country_page_says_nothing_of_what_is_loaded_to_people_who_have_not_signed_in(
    client: Client, observer: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in = flat(observer.get("/countries/AO/").content.decode())
    assert (
        f'<a href="/records/organisations/{FREEDONIA}/"><bdi>Aid of Freedonia</bdi></a>'
        in signed_in
    )
    assert "2 sources of open data are loaded, with 6 activities in all countries." in signed_in
    public = text_of(client, "/countries/AO/")
    assert "Sign in to read who they are" in public
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    assert text_of(client, "/countries/AO/") == public, "it reads the same where nothing is loaded"


def test_records_are_found_from_the_first_pages(client: Client) -> None:
    for path in ("/", "/advice/"):
        assert 'href="/records/"' in client.get(path).content.decode()
        assert 'href="/countries/"' in client.get(path).content.decode()


def test_what_is_loaded_is_listed_with_date_and_licence(observer: Client) -> None:
    text = text_of(observer, "/records/loaded/")
    assert "6 activities, put together on 2 January 2026." in text
    assert "Aid of Freedonia Activities 1 1 January 2020; CC0 2010–2012 3 0" in text


def test_a_source_whose_publisher_is_not_stated_says_so() -> None:
    of = queries.publishers([source(1, "", 2, 2010, 2012)])
    assert "publisher not stated" in render_to_string(
        "finder/records/loaded.html", {"coverage": Coverage(), "publishers": of, "wanted": ""}
    )


def test_a_publisher_of_many_files_is_named_once(observer: Client) -> None:
    coverage = Coverage(
        sources=(
            source(1, "Aid", 2, 2010, 2012),
            source(2, "Wells", 9, None, None),
            source(3, "Aid", 30, 2001, 2001),
        )
    )
    assert publishers_of(coverage, (1, 2, 3)) == ["Aid", "Wells"]


def test_a_name_that_ends_with_a_full_stop_ends_its_sentence():
    assert (full_stop("Blue Hill Inc."), full_stop("Blue Hill")) == ("", ".")


def test_the_files_of_one_publisher_stand_together_and_the_one_asked_for_is_open(
    observer: Client,
) -> None:
    of = queries.publishers(
        [
            source(1, "Aid", 2, 2010, 2012),
            source(2, "Wells", 9, None, None),
            source(3, "Aid", 30, 2001, 2001),
        ]
    )
    assert [(each.name, [file.number for file in each.files], each.activities) for each in of] == [
        ("Aid", [1, 3], 32),
        ("Wells", [2], 9),
    ]
    assert [(each.first_year, each.last_year) for each in of] == [(2001, 2012), (None, None)]
    page = list_of_publishers(of, wanted="3")
    assert all(part in page for part in ("<details open>", '<li id="source-3">', "32</td>"))
    assert "<details>" in list_of_publishers(of, wanted="2")


def list_of_publishers(publishers: list[queries.Publisher], *, wanted: str) -> str:
    context = {"coverage": Coverage(), "publishers": publishers, "wanted": wanted}
    return flat(render_to_string("finder/records/loaded.html", context))


def source(
    number: int, publisher: str, activities: int, first: int | None, last: int | None
) -> Source:
    return Source(
        number=number,
        publisher=publisher,
        title=f"File {number}",
        licence="",
        date="",
        address="",
        name="",
        form="iati",
        loaded_at="",
        activities=activities,
        set_aside=0,
        first_year=first,
        last_year=last,
        countries=(),
    )


def test_two_organisations_and_who_stands_between_them(observer: Client) -> None:
    assert "2 records name both" in text_of(observer, f"/records/between/?a={WELL}&b={MINE}")
    text = text_of(observer, f"/records/between/?a={VOTE}&b={WELL}")
    assert (
        "Fair Vote d'Ruritanie was funded by Aid of Freedonia (1 record, 2012) ; Aid of Freedonia funded Wéllspring Trust (2 records, 2010–2011)"
        in text
    )


def test_a_code_that_stands_for_no_country_is_said_to_be_unknown():
    assert [coded(code, "country") for code in ("AO", "XK", "1000")] == [
        "Angola",
        "Kosovo",
        "unknown country code “1000”",
    ]
