"""What stands beside a name: numbers, dates of birth, periods."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convene.core.watchlists import Query
from convene.corpus.watchlists import numbers, screening, serving, versions
from convene.corpus.watchlists.asked import asked_of
from convene.corpus.watchlists.loading import load
from convene.feeds import FeedError, watchlists
from tests.corpus.watchlists.lists import START, own, quiet, take_in

HEADER = "id,name,schema,country,born,identifier,until"
TODAY = date(2026, 6, 1)


def listed(tmp_path, *rows: str):
    take_in(own(tmp_path / "own.csv", *rows, header=HEADER), form="csv")


def ask(**query):
    return screening.screen(Query(**query), on=TODAY)


def test_an_entry_whose_period_has_ended_says_so_and_is_of_no_other_kind(tmp_path):
    listed(tmp_path, "1,Zorblax Trading,organisation,PY,,,2026-05-31")

    (match,) = ask(name="Zorblax Trading").shown

    assert (match.kind, match.band, match.until) == ("ended", "possible", "2026-05-31")
    assert "The period that the list gives ended on 2026-05-31: it bars nobody now." in map(
        str, match.why
    )


@pytest.mark.parametrize("until", ["2026-06-01", "2027-01-01", "Ongoing", ""])
def test_a_period_holds_to_its_last_day(tmp_path, until):
    listed(tmp_path, f"1,Zorblax Trading,organisation,PY,,,{until}")

    (match,) = ask(name="Zorblax Trading").shown

    assert (match.kind, match.band) == ("own", "strong")


@pytest.mark.parametrize(
    "number",
    ["QQ123456", "qq 123-456", "Passport no. QQ123456", "QQ 123456 (Paraguay)", "QQ00123456"],
)
def test_a_number_that_agrees_is_at_least_possible_whatever_the_name(tmp_path, number):
    listed(tmp_path, "1,Wanda Quill,person,PY,,QQ123456,")

    for query in (
        Query(name="Orlan Brimfeld", schema="organisation", identifier=number),
        Query(name="Orlan Brimfeld", numbers=("another", number)),
    ):
        (match,) = screening.screen(query, on=TODAY).shown
        assert (match.entry, match.band != "weak") == ("1", True)
        assert match.identifiers == (("Number", "QQ123456"),)
        assert "They carry the same identifier." in map(str, match.why)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("IMO 9999999", "9999999"),
        ("IMO number: 9999999", "9999999"),
        ("GB-COH-01234567", "1234567"),
        ("GB-COH-GB-COH-01234567", "1234567"),
        ("Company No. 01234567", "1234567"),
        ("IMO9999999", "9999999"),
        ("ＩＭＯ ٩٩٩٩٩٩٩", "9999999"),
        ("PassportA7654321", "a7654321"),
        ("Паспорт № 7654321", "7654321"),
        ("ИНН7707083893", "7707083893"),
        ("Passeport n° 7654321", "7654321"),
        ("Commercial Register: 7654321", "7654321"),
        ("R.U.C. 20100012345", "20100012345"),
        ("SC 012345", "sc12345"),
        ("SC012345", "sc12345"),
        ("Reg. No. 2000/007692/07", "200000769207"),
        ("12345", ""),
        ("000000", ""),
        ("unknown", ""),
        ("No", ""),
        ("Nomad Trading", ""),
        ("", ""),
    ],
)
def test_a_number_is_compared_without_what_people_write_around_it(text, key):
    assert numbers.key(text) == key


@given(st.text(max_size=60))
def test_a_number_as_it_is_compared_is_compared_as_itself(text):
    known = numbers.key(text)

    assert numbers.key(known) in {known, ""}


@pytest.mark.parametrize(
    ("listed_as", "asked_as"),
    [
        ("IMO 9999999", "9999999"),
        ("IMO9999999", "IMO No. 9999999"),
        ("IMO9999999", "9999999"),
        ("Passport A7654321", "A7654321"),
        ("Reg. No. 654321", "654321"),
        ("Tax ID: 12-3456789", "123456789"),
    ],
)
def test_numbers_meet_whichever_side_says_what_they_are(tmp_path, listed_as, asked_as):
    listed(tmp_path, f"1,Wanda Quill,,,,{listed_as},")

    (match,) = ask(name="Orlan Brimfeld", identifier=asked_as).shown

    assert match.identifiers == (("Number", listed_as),)


def test_the_entry_whose_number_or_birthday_agrees_comes_before_its_namesakes(tmp_path):
    namesakes = [f"n{at},Wanda Quill,person,,19{at},," for at in range(30, 60)]
    listed(
        tmp_path,
        *namesakes,
        "x,Wanda Quill,person,,02 Mar 1961,,",
        "y,Wanda Quill,person,,,K777888,",
    )

    assert ask(name="Wanda Quill", born="1961-03-02").shown[0].entry == "x"
    assert ask(name="Wanda Quill", identifier="K777888").shown[0].entry == "y"


def test_a_date_of_birth_is_used_and_said(tmp_path):
    listed(tmp_path, "1,Wanda Quill,person,PY,02 Mar 1961,,")

    same, other = (ask(name="Wanda Quill", born=day).shown[0] for day in ("1961-03-02", "1990"))

    assert (same.band, other.band, same.born) == ("strong", "possible", ("02 Mar 1961",))
    assert "The list gives the date of birth asked for, 1961-03-02." in map(str, same.why)
    assert "Born: asked for 1990, but the list says 02 Mar 1961." in map(str, other.why)


@pytest.fixture
def one_person(tmp_path):
    """A list whose one entry has everything that can set somebody apart."""
    listed(tmp_path, "1,Wanda Orlan Quill,person,PY,02 Mar 1961,QQ123456,")


UNREAD = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["31/02/1957", "99/99/1900", "01/02/57", "2031", "20889", "0000", "Mars"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["Wanda Orlan Quill", "Wanda Quill", "W. Quill"]),
    born=UNREAD,
    country=UNREAD,
    nationality=UNREAD,
    identifier=UNREAD,
)
def test_what_cannot_be_read_sets_nobody_apart(one_person, name, **facts):
    question = asked_of(name, type="person", **facts).query
    known = {fact: getattr(question, fact) for fact in facts}
    alone, asked = (
        screening.screen(asking, on=TODAY).shown
        for asking in (Query(name=name, schema="person"), replace(question, identifier=""))
    )
    numbered = screening.screen(question, on=TODAY).shown

    if not any(known[fact] for fact in ("born", "country", "nationality")):
        assert asked == alone
    assert [match.band for match in numbered] == [match.band for match in asked]


def test_a_number_that_stands_for_two_makes_two_entries_and_is_told(tmp_path):
    loaded = take_in(
        own(
            tmp_path / "own.csv",
            "7,Wanda Quill,person,,,,",
            "7,Orlan Brimfeld,person,,,,",
            "7,Wanda Quill,person,,,,",
            "7,Third Quill,person,,,,",
            header=HEADER,
        ),
        form="csv",
    )

    assert (loaded.meta.entries, loaded.meta.noted) == (3, 2)
    assert loaded.meta.notes[0] == (
        "the number 7 stands for more than one; “Orlan Brimfeld” is entry 7 (2)"
    )
    names = ["Wanda Quill", "Orlan Brimfeld", "Third Quill"]
    assert [ask(name=name).shown[0].entry for name in names] == ["7", "7 (2)", "7 (3)"]


def test_a_list_of_a_day_that_nobody_knows_counts_as_old(tmp_path):
    file = own(tmp_path / "own.csv", "1,Zorblax,organisation,,,,", header=HEADER)
    loaded = load([file], form="csv", list="own", at=START, progress=quiet)

    assert (loaded.meta.date, loaded.meta.dated_by) == ("", "")
    assert [(one.date, one.stale) for one in serving.state(on=START.date())] == [("", True)]
    assert ask(name="Zorblax").shown[0].list_date == ""


def test_a_list_that_was_fetched_from_its_publisher_is_of_that_day(tmp_path):
    file = own(tmp_path / "own.csv", "1,Zorblax,organisation,,,,", header=HEADER)
    loaded = load([file], form="csv", list="own", at=START, fetched=True, progress=quiet)

    assert (loaded.meta.date, loaded.meta.dated_by) == ("2026-01-01", "fetched")


def test_a_day_still_to_come_is_no_day_of_a_list(tmp_path):
    file = own(tmp_path / "own.csv", "1,Zorblax,organisation,,,,", header=HEADER)
    with pytest.raises(FeedError, match="The day given, 2027-01-01, is still to come"):
        load([file], form="csv", list="own", at=START, day=date(2027, 1, 1), progress=quiet)
    text = '{"id": "z", "schema": "Person", "properties": {"name": ["Wanda"]}, "last_seen": "2999-01-01"}'
    (tmp_path / "a.json").write_text(text)

    loaded = load([tmp_path / "a.json"], form="ftm", list="ftm", at=START, progress=quiet)

    assert (loaded.meta.date, loaded.meta.dated_by) == ("", "")


def test_a_stated_day_goes_before_the_day_of_fetching(tmp_path):
    text = '<CONSOLIDATED_LIST dateGenerated="2025-11-30T00:00:00Z"><ENTITIES><ENTITY><FIRST_NAME>ZORB</FIRST_NAME><REFERENCE_NUMBER>F.1</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>'
    (tmp_path / "un.xml").write_text(text)
    loaded = load(
        [tmp_path / "un.xml"], form="un", list="un", at=START, fetched=True, progress=quiet
    )

    assert (loaded.meta.date, loaded.meta.dated_by) == ("2025-11-30", "list")
    assert watchlists.source("un").stale_after == 14


def test_an_index_of_before_that_holds_names_alone_is_read_all_the_same(tmp_path):
    listed(tmp_path, "1,Zorblax Trading,organisation,PY,,QQ123456,2026-05-31")
    new = ask(name="Zorblax Trading")
    (index,) = versions.indexes().glob("*/names.sqlite3")
    with closing(sqlite3.connect(index)) as base:
        base.execute("ALTER TABLE name DROP COLUMN about")
        base.commit()
    screening._open.cache_clear()

    assert ask(name="Zorblax Trading") == new
