"""Records become tables of the same names and fields, and lose nothing on the way."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from convene.core.records import Activity, Location, Mention, Money, Place, Sector, SetAside, Text
from convene.corpus import tables

WELL = Activity(
    identifier="XX-1",
    kind="project",
    record=7,
    titles=(Text("en", "A well in Northford"), Text("fr", "Un puits à Northford")),
    places=(Place("AO", Decimal(60)), Place("ZM")),
    sectors=(Sector("dac", "14030", "Water"),),
    mentions=(
        Mention(0, "Northford Water Trust", "funder"),
        Mention(1, "Sandrill", "implementer", scheme="GB-CHC", identifier="GB-CHC-1"),
    ),
    money=(
        Money(
            "disbursement",
            Decimal("-12.50"),
            "GBP",
            date(2030, 2, 1),
            2030,
            giver=0,
            receiver=1,
            countries=("AO",),
        ),
    ),
    locations=(Location("Northford", 1.5, -2.0),),
    notes=("a date to come",),
)
BARE = Activity(identifier="XX-2", kind="grant", record=9, titles=())


def test_every_field_of_a_record_stands_in_its_table():
    found = tables.batch([BARE, WELL])

    assert found.activities.schema == tables.ACTIVITIES
    assert found.activities["titles"][1].as_py() == [
        {"language": "en", "text": "A well in Northford"},
        {"language": "fr", "text": "Un puits à Northford"},
    ]
    assert found.activities["places"][1].as_py()[0] == {
        "country": "AO",
        "percentage": Decimal("60.0000"),
    }
    assert found.activities["locations"][1].as_py() == [
        {"name": "Northford", "latitude": 1.5, "longitude": -2.0}
    ]
    assert found.activities["titles"][0].as_py() == []
    assert found.mentions["name"].to_pylist() == ["Northford Water Trust", "Sandrill"]
    assert found.money.to_pylist()[0]["value"] == Decimal("-12.5000")
    assert found.money["receiver"].to_pylist() == [1]


def test_mentions_and_money_say_which_row_they_belong_to():
    found = tables.batch([BARE, WELL], first=10)

    assert found.mentions["activity"].to_pylist() == [11, 11]
    assert tables.shifted(found, 5).money["activity"].to_pylist() == [16]


def test_nothing_makes_empty_tables_of_the_same_columns():
    found = tables.batch([])

    assert [table.num_rows for table in found] == [0, 0, 0]
    assert (found.mentions.schema, found.money.schema) == (tables.MENTIONS, tables.MONEY)


def test_a_share_of_many_digits_is_rounded_and_an_amount_that_no_column_holds_is_noted():
    huge = WELL.money[0]._replace(value=Decimal("1e30"))
    found = tables.batch(
        [WELL._replace(places=(Place("AO", Decimal("33.333333")),), money=(huge, *WELL.money))]
    )

    assert found.activities["places"][0].as_py()[0]["percentage"] == Decimal("33.3333")
    assert found.money["value"].to_pylist() == [None, Decimal("-12.5000")]
    assert found.activities["notes"][0].as_py() == ["a date to come", tables.TOO_LARGE]


def test_years_are_those_of_money_and_beginnings_between_two_years():
    past = WELL._replace(start=date(2011, 1, 1))

    assert tables.years(tables.batch([past]), first=1900, last=2026) == [2011, 2011]
    assert tables.years(tables.batch([BARE]), first=1900, last=2026) == []


def test_what_is_set_aside_is_a_table_too():
    found = tables.set_aside([SetAside("a.xml", 4, "no identifier")])

    assert found.to_pylist() == [
        {"file": "a.xml", "record": 4, "reason": "no identifier", "value": ""}
    ]
    assert isinstance(found, pa.Table)
