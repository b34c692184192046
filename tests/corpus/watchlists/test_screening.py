"""Whom the lists name: bands, reasons, and what is never a risk."""

import json

import pytest

from convene.core.watchlists import Matches, Query
from convene.corpus.watchlists import screening, serving
from convene.matching import POSSIBLE
from tests.corpus.watchlists.lists import NULL, ofac, own, take_in


def best(name: str, *, identifier: str = ""):
    return screening.screen(Query(name=name, identifier=identifier)).shown[0]


def ftm(file, *topics: str, of: str = "ftm"):
    file.write_text(
        json.dumps(
            {
                "id": "z1",
                "schema": "Person",
                "properties": {"name": ["Ferdinand Quibble"], "topics": list(topics)},
            }
        )
    )
    take_in(file, form="ftm", list=of)
    return best("Ferdinand Quibble")


def test_without_lists_nobody_is_found_and_state_says_why():
    assert serving.state() == ()
    assert screening.screen(Query(name="Zorblax")).shown == ()
    assert list(screening.screen_many([Query(name="a"), Query(name="b")])) == [Matches(), Matches()]
    assert (screening.entry("ofac", "101"), screening.fingerprint("ofac", "101")) == (None, "")


def test_a_match_says_where_it_was_found_and_why(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    match = best("Zorblax Trading SA")

    assert (match.list, match.list_date, match.entry, match.kind) == (
        "ofac",
        "2026-01-01",
        "101",
        "sanction",
    )
    assert (match.name, match.band) == ("ZORBLAX TRADING, S.A.", "strong")
    assert match.why


def test_each_entry_is_found_once_by_the_name_that_came_nearest(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    found = screening.screen(Query(name="Zorblax Comercial")).shown

    assert [match.entry for match in found].count("101") == 1
    assert found[0].name == "ZORBLAX COMERCIAL"
    assert [match.score for match in found] == sorted(
        (match.score for match in found), reverse=True
    )


def test_a_weak_alias_lowers_the_band_and_says_so(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    match = best("Zorby")

    assert (match.name, match.band) == ("ZORBY", "possible")
    assert "The list itself calls this name a weak one, which others may well share." in map(
        str, match.why
    )


@pytest.mark.parametrize(
    ("topics", "band", "kind"),
    [
        (["sanction"], "strong", "sanction"),
        (["wanted"], "weak", "other"),
        (["role.journo"], "weak", "other"),
    ],
)
def test_topics_decide_what_a_name_that_fits_means(tmp_path, topics, band, kind):
    match = ftm(tmp_path / "a.json", *topics)

    assert (match.band, match.kind) == (band, kind)


def test_a_listed_journalist_is_still_someone_to_protect(tmp_path):
    match = ftm(tmp_path / "a.json", "role.journo", "sanction")

    assert match.kind == "sanction"
    assert (
        str(match.why[-1])
        == "The list says that this is a journalist: a reason to protect them, never a risk."
    )


def test_the_same_identifier_finds_an_entry_under_any_name(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    match = best("Entirely Another Name", identifier="zx 998877")

    assert (match.entry, match.band) in {("101", "possible"), ("101", "strong")}
    assert match.score >= POSSIBLE
    assert "They carry the same identifier." in map(str, match.why)


@pytest.mark.parametrize(("schema", "band"), [("organisation", "weak"), ("unknown", "possible")])
def test_a_ship_is_no_partner(tmp_path, schema, band):
    take_in(
        ofac(
            tmp_path / "ofac",
            sdn=[(1, "GOLDEN SNORKWELL", "vessel", "FICTION", NULL)],
            alt=[],
            add=[],
        ),
        form="ofac",
    )
    match = screening.screen(Query(name="Golden Snorkwell", schema=schema)).shown[0]

    assert (match.band, str(match.why[-1])) == (
        band,
        "The entry is a ship, neither a person nor an organisation.",
    )


def test_a_person_is_found_by_the_very_same_name_without_saying_that_it_is_one(tmp_path):
    take_in(
        ofac(
            tmp_path / "ofac",
            sdn=[(1, "SNORKWELL, Abu", "individual", "FICTION", NULL)],
            alt=[],
            add=[],
        ),
        form="ofac",
    )

    assert best("Abu Snorkwell").band != "weak"


def test_all_lists_are_asked_at_once(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    take_in(own(tmp_path / "own.csv", "7,Zorblax Trading", header="id,name"), form="csv")

    assert {
        (match.list, match.kind) for match in screening.screen(Query(name="Zorblax Trading")).shown
    } >= {("ofac", "sanction"), ("own", "own")}


def test_entries_come_back_as_they_were_read(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    found = screening.entry("ofac", "102")

    assert found is not None
    assert (found.name, found.born, found.countries) == (
        "QUIBBLE, Ferdinand Oswald",
        ("02 Mar 1961",),
        ("PY",),
    )
    assert found.identifiers == (("Passport", "QQ123456"),)


@pytest.mark.parametrize(
    "name", ["", "?", "x", "!!! ---", "🦄", "x" * 10_000, "\u202eabc\u202c עברית", "a\x00b"]
)
def test_odd_names_have_a_sane_answer(tmp_path, name):
    take_in(ofac(tmp_path / "ofac"), form="ofac")

    assert all(0 <= match.score <= 1 for match in screening.screen(Query(name=name)).shown)


@pytest.mark.parametrize(
    ("list", "kind", "band"),
    [("ftm", "sanction", "strong"), ("adverse-media", "other", "possible")],
)
def test_a_source_of_background_stops_nothing_and_says_how_to_read_it(tmp_path, list, kind, band):
    match = ftm(tmp_path / "a.json", "sanction", of=list)
    caution = "What somebody wrote is no finding of a court"
    told = [str(reason) for reason in match.why if str(reason).startswith(caution)]
    assert (match.kind, match.band, len(told)) == (kind, band, list == "adverse-media")
