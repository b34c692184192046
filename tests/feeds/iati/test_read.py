"""What an IATI file says becomes records, whole and in the record's own words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from convene.core.records import Location, Place, Related, Result, Sector, Text
from convene.feeds.iati import read
from tests.feeds.iati.files import WELL, bare, document, taken


def test_an_activity_of_version_2_is_read_in_full(tmp_path):
    (well,), aside, ignored = taken(tmp_path / "a.xml", document(WELL))

    assert (well.identifier, well.kind, well.record, well.status, well.updated) == (
        "XX-ZZZ-9-WELL",
        "project",
        3,
        "2",
        "2026-01-02T00:00:00Z",
    )
    assert well.titles == (Text("en", "A well"), Text("fr", "Un puits"))
    assert well.descriptions == (Text("en", "Water for Northford"),)
    assert (well.start, well.end) == (date(2020, 2, 1), date(2030, 12, 31))
    assert well.places == (Place("AO", Decimal(60)),)
    assert well.regions == ("298",)
    assert well.sectors == (Sector("dac", "14030", "", Decimal(100)),)
    assert well.locations == (Location("Northford", -8.5, 13.25),)
    assert well.related == (Related("parent", "XX-ZZZ-9"),)
    assert well.results == (
        Result("output", "Wells dug", "Wells", "0", "4", "3", "2021-01-01/2021-12-31"),
    )
    assert (aside, ignored["{http://zz.example}extra"], ignored["{http://zz.example}more"]) == (
        [],
        1,
        2,
    )


def test_organisations_keep_name_role_type_and_identifier_and_each_text_that_is_no_name_says_why(
    tmp_path,
):
    (well,), _, _ = taken(tmp_path / "a.xml", document(WELL))

    assert [
        (each.name, each.role, each.identifier, each.scheme, each.type, each.unnamed)
        for each in well.mentions
    ] == [
        ("Northford Aid", "reporter", "XM-DAC-999", "XM-DAC", "10", ""),
        ("Northford Aid", "funder", "XM-DAC-999", "XM-DAC", "10", ""),
        ("Sandrill Wells Ltd", "implementer", "", "", "70", ""),
        ("nan", "implementer", "", "", "", "placeholder"),
        ("Lantern Trust", "funder", "GB-CHC-1000", "GB-CHC", "", ""),
    ]


def test_a_person_named_as_an_organisation_is_kept_without_the_name_and_money_still_goes_there(
    tmp_path,
):
    party = '<participating-org role="4" type="23"><narrative>Quill, Wandala</narrative></participating-org>'
    paid = (
        '<transaction><transaction-type code="3"/><transaction-date iso-date="2015-03-04"/><value currency="EUR">5</value>'
        "<receiver-org><narrative>Quill, Wandala</narrative></receiver-org></transaction>"
    )
    (found,), *_ = taken(tmp_path / "a.xml", document(bare("XX-1", party + paid)))

    (mention,) = (each for each in found.mentions if each.role == "implementer")
    assert (mention.name, mention.identifier, mention.person) == ("", "", True)
    assert [money.receiver for money in found.money] == [mention.number]
    assert "Quill" not in repr(found)


def test_money_says_from_whom_to_whom_and_takes_the_reporting_organisation_where_the_standard_does(
    tmp_path,
):
    (well,), _, _ = taken(tmp_path / "a.xml", document(WELL))

    assert [
        (each.kind, each.value, each.currency, each.day, each.giver, each.receiver)
        for each in well.money
    ] == [
        ("budget", Decimal(5000), "EUR", date(2020, 1, 1), None, None),
        ("disbursement", Decimal("1250.50"), "USD", date(2021, 3, 4), 0, 2),
        ("disbursement", Decimal(-50), "USD", date(2021, 4, 4), 0, 2),
        ("incoming", Decimal(99), "EUR", date(2021, 5, 5), 4, 0),
    ]
    assert well.money[1].sectors == (Sector("dac3", "140", "Water"),)
    assert (well.money[1].countries, well.money[3].description) == (("AO",), "First share")
    assert well.notes == ("amounts below zero are money taken back or corrected",)


def planned(type_: str, start: str, end: str, value: int) -> str:
    """Return a budget, original (1) or revised (2)."""
    return (
        f'<budget type="{type_}"><period-start iso-date="{start}"/><period-end iso-date="{end}"/>'
        f'<value currency="EUR">{value}</value></budget>'
    )


def test_revised_budgets_that_cover_an_original_one_together_take_its_place(tmp_path):
    quarters = ("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")
    more = planned("1", "2024-01-01", "2024-12-31", 100) + "".join(
        planned("2", f"2024-{start}", f"2024-{end}", 30) for start, end in reversed(quarters)
    )
    (found,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", more)))

    assert [each.value for each in found.money] == [Decimal(30)] * 4
    assert found.notes == ("an original budget is left out, for revised ones cover its period",)


def test_where_a_quarter_is_missing_the_original_budget_stays(tmp_path):
    more = planned("1", "2024-01-01", "2024-12-31", 100) + planned(
        "2", "2024-01-01", "2024-11-30", 90
    )
    (found,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", more)))

    assert [each.value for each in found.money] == [Decimal(100), Decimal(90)]


def test_two_budgets_of_one_kind_for_one_period_are_not_added_up(tmp_path):
    year = "2024-01-01", "2024-12-31"
    more = planned("1", *year, 100) + planned("2", *year, 150) + planned("2", *year, 170)
    (found,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", more)))

    assert found.money == ()
    assert found.notes == (
        "an original budget is left out, for revised ones cover its period",
        "two budgets of one kind are for one period; they are left out, for they may be one sum or two",
    )


def test_of_an_original_budget_and_a_revised_one_that_covers_its_period_the_revised_one_counts(
    tmp_path,
):
    more = "".join(
        [
            planned("1", "2020-01-01", "2020-12-31", 100),
            planned("2", "2020-01-01", "2020-12-31", 80),
            planned("1", "2021-01-01", "2021-12-31", 70),
            planned("2", "2021-07-01", "2022-06-30", 60),
            planned("1", "2023-01-01", "2023-12-31", 50),
            planned("1", "2023-10-01", "2024-09-30", 40),
        ]
    )
    (found,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", more)))

    assert [(each.value, each.record) for each in found.money] == [
        (Decimal(80), 2),
        (Decimal(70), 3),
        (Decimal(60), 4),
        (Decimal(50), 5),
        (Decimal(40), 6),
    ]
    assert found.notes == (
        "an original budget is left out, for revised ones cover its period",
        "a revised budget covers a part of an original one; both are kept",
        "two budgets of one kind cover the same days; both are kept, and may be one sum told twice",
    )


def test_persons_who_are_contacts_are_never_read(tmp_path):
    found, _, _ = taken(tmp_path / "a.xml", document(WELL))

    assert "Pat Doe" not in repr(found)


def test_an_activity_of_version_1_writes_its_texts_without_narratives(tmp_path):
    old = """
      <iati-activity xml:lang="en" default-currency="GBP">
        <iati-identifier>XX-ZZZ-8</iati-identifier>
        <reporting-org ref="GB-CHC-1" type="21">Lantern Trust</reporting-org>
        <participating-org role="Implementing" type="22">Sandrill</participating-org>
        <title>Lamps</title><title xml:lang="fr">Lampes</title>
        <activity-date type="start-actual" iso-date="2009-01-01">1 January</activity-date>
        <sector vocabulary="DAC" code="11110">Education</sector>
        <location><name>Hill</name><coordinates latitude="1.5" longitude="2.5" precision="1"/></location>
        <activity-website>https://lamps.example</activity-website>
        <transaction><transaction-type code="D"/><value value-date="2010-02-03">1,000.00</value><transaction-date iso-date="2010-02-04"/>
          <receiver-org>Sandrill</receiver-org></transaction>
      </iati-activity>"""
    (lamps,), _, _ = taken(
        tmp_path / "old.xml", document(old, root='<iati-activities version="1.03">')
    )

    assert lamps.titles == (Text("en", "Lamps"), Text("fr", "Lampes"))
    assert [(each.name, each.role) for each in lamps.mentions] == [
        ("Lantern Trust", "reporter"),
        ("Sandrill", "implementer"),
    ]
    assert (lamps.start, lamps.url, lamps.locations) == (
        date(2009, 1, 1),
        "https://lamps.example",
        (Location("Hill", 1.5, 2.5),),
    )
    assert lamps.sectors == (Sector("dac", "11110", "Education"),)
    assert [
        (each.kind, each.value, each.day, each.giver, each.receiver) for each in lamps.money
    ] == [("disbursement", Decimal(1000), date(2010, 2, 4), 0, 1)]


def test_a_title_of_two_languages_glued_together_stays_as_it_is(tmp_path):
    (one,), _, _ = taken(
        tmp_path / "a.xml",
        document(bare("XX-1", "<title><narrative>Water / Agua\n  Wells Pozos</narrative></title>")),
    )

    assert one.titles == (Text("", "Water / Agua Wells Pozos"),)


def test_what_is_odd_is_kept_and_noted(tmp_path):
    odd = """<activity-date type="2" iso-date="2031-01-01"/><recipient-country code="QQ"/>
      <transaction><transaction-type code="3"/><transaction-date iso-date="2033-01-01"/><value currency="QQQ">5</value></transaction>
      <transaction><transaction-type code="77"/><transaction-date iso-date="soon"/><value>much</value></transaction>"""
    (one,), aside, _ = taken(tmp_path / "a.xml", document(bare("XX-1", odd)))

    assert [(each.value, each.currency, each.day) for each in one.money] == [
        (Decimal(5), "QQQ", date(2033, 1, 1)),
        (None, "EUR", None),
    ]
    assert set(one.notes) == {
        "a beginning or an end on 2031-01-01, after the file was published",
        "a transaction on 2033-01-01, after the file was published",
        "a country code that is not known: “QQ”",
        "a currency that is not known: “QQQ”",
        "an amount that is no number: “much”",
        "the day of a transaction “soon” is no day that can be read; it was left out",
    }
    assert (one.money[1].description, aside) == ("transaction type “77”", [])


@pytest.mark.parametrize(
    ("types", "kind", "ends", "role"),
    [
        (("5", "IR"), "interest", ("Brook Works", "Pebble Bank"), "payer"),
        (("6", "LR"), "repayment", ("Brook Works", "Pebble Bank"), "payer"),
        (("7", "R"), "reimbursement", ("Pebble Bank", "Brook Works"), "payee"),
        (("8", "QP"), "equity", ("Pebble Bank", "Brook Works"), "payee"),
        (("9", "QS"), "equity sale", ("Brook Works", "Pebble Bank"), "payer"),
        (("10", "CG"), "guarantee", ("Pebble Bank", "Brook Works"), "payee"),
        (("13",), "incoming pledge", ("Brook Works", "Pebble Bank"), "funder"),
    ],
)
def test_a_sum_is_named_as_what_it_is_and_points_the_right_way(tmp_path, types, kind, ends, role):
    side = "provider-org" if ends[0] == "Brook Works" else "receiver-org"
    sums = "".join(
        f'<transaction><transaction-type code="{type_}"/><transaction-date iso-date="2024-02-01"/>'
        f"<value>5</value><{side}><narrative>Brook Works</narrative></{side}></transaction>"
        for type_ in types
    )
    bank = '<reporting-org ref="XX-9"><narrative>Pebble Bank</narrative></reporting-org>'
    (activity,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", bank + sums)))
    names: dict[int | None, str] = {mention.number: mention.name for mention in activity.mentions}

    assert {(each.kind, names[each.giver], names[each.receiver]) for each in activity.money} == {
        (kind, *ends)
    }
    assert {each.description for each in activity.money} == {""}
    assert [mention.role for mention in activity.mentions] == ["reporter", role]


def paid(*values: str) -> str:
    return "".join(
        f'<transaction><transaction-type code="3"/><transaction-date iso-date="2024-02-01"/>'
        f"<value>{value}</value></transaction>"
        for value in values
    )


def test_an_amount_is_read_where_it_can_mean_one_thing_and_otherwise_left_out_with_a_note(tmp_path):
    money = paid("250000,50", "1.000,50", "1 000.50", "12,5", "7.25", "1,000", "EUR 500", "")
    (activity,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", money)))

    assert [str(each.value) for each in activity.money] == [
        *("250000.50", "1000.50", "1000.50", "12.5", "7.25"),
        *["None"] * 3,
    ]
    assert activity.notes == (
        "an amount was left out: “1,000” could mean 1000 or 1.000",
        "an amount that is no number: “EUR 500”",
        "an amount that is no number: “”",
    )


def on(day: str, valued: str = "") -> str:
    return (
        f'<transaction><transaction-type code="3"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{valued}">5</value></transaction>'
    )


def test_days_with_times_and_zones_are_read_and_the_others_are_noted_with_what_was_taken(tmp_path):
    money = [
        on("2024-02-03T23:30:00-08:00"),
        on("2024-02-03Z"),
        on("2024-02-03+05:30"),
        on("20240203"),
        on("01/02/2024", "2019-02-01"),
        on("2024-13-45"),
        on("2204-02-03", "2024-02-03"),
        on("1024-02-03"),
        on("", "2024-02-03"),
    ]
    (activity,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", "".join(money))))

    assert [str(each.day) for each in activity.money] == [
        *["2024-02-03"] * 4,
        *("2019-02-01", "None", "2024-02-03", "None", "2024-02-03"),
    ]
    assert activity.notes == (
        "the day of a transaction “01/02/2024” is no day that can be read; 2019-02-01, that of its value, was taken",
        "the day of a transaction “2024-13-45” is no day that can be read; it was left out",
        "the day of a transaction “2204-02-03” is not between 1900 and 2100; 2024-02-03, that of its value, was taken",
        "the day of a transaction “1024-02-03” is not between 1900 and 2100; it was left out",
        "a transaction names no day; 2024-02-03, that of its value, was taken",
    )


def test_periods_that_end_before_they_start_have_no_end(tmp_path):
    inside = """<activity-date type="2" iso-date="2020-01-01"/><activity-date type="4" iso-date="2019-01-01"/>
      <activity-date type="3" iso-date="soon"/>
      <budget type="1"><period-start iso-date="2020-01-01"/><period-end iso-date="2019-12-31"/><value>9</value></budget>
      <budget type="2"><period-start iso-date="2019-01-01"/><period-end iso-date="2021-12-31"/><value>8</value></budget>
      <budget><period-start iso-date="x"/><period-end iso-date="y"/><value value-date="2020-05-05">7</value></budget>
      <budget><period-end iso-date="2021-12-31"/><value value-date="2021-05-05">6</value></budget>"""
    (activity,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", inside)))

    assert (activity.start, activity.end) == (date(2020, 1, 1), None)
    sums: list[tuple[Any, str]] = [(each.value, str(each.day)) for each in activity.money]
    assert sums == [
        (9, "2020-01-01"),
        (8, "2019-01-01"),
        (7, "2020-05-05"),
        (6, "2021-05-05"),
    ]
    assert activity.notes == (
        "a beginning or an end “soon” is no day that can be read; it was left out",
        "a budget ends on 2019-12-31, before it starts; its end was left out",
        "the first day of a budget “x” is no day that can be read; 2020-05-05, that of its value, was taken",
        "the last day of a budget “y” is no day that can be read; it was left out",
        "a budget names no first day; 2021-05-05, that of its value, was taken",
        "the end, 2019-01-01, is before the start, 2020-01-01; the end was left out",
    )


def test_per_cents_that_cannot_be_and_totals_that_are_not_a_hundred_are_noted(tmp_path):
    shares = """<recipient-country code="KE" percentage="60"/><recipient-country code="UG" percentage="-9,5"/>
      <recipient-region code="298" percentage="60"/><recipient-country code="TZ"/>
      <sector code="11110" percentage="33,3"/><sector code="11220" percentage="66.7"/>
      <sector vocabulary="99" code="A" percentage="50"/><sector vocabulary="99" code="B" percentage="all"/>"""
    (activity,), _, _ = taken(tmp_path / "a.xml", document(bare("XX-1", shares)))

    assert [place.percentage for place in activity.places] == [60, Decimal("-9.5"), None]
    assert activity.notes == (
        "a per cent that cannot be: “-9,5”",
        "a per cent that is no number: “all”",
        "the per cents of its countries and regions add up to 110.5, not to 100",
    )


def test_what_stands_in_a_namespace_is_read_or_set_aside_with_the_namespace(tmp_path):
    named = document(bare("XX-1"), root='<iati-activities version="2.03" xmlns="http://x.example">')
    own = bare("XX-2").replace("<iati-activity ", '<iati-activity xmlns="http://x.example" ')

    assert [activity.identifier for activity in taken(tmp_path / "a.xml", named)[0]] == ["XX-1"]
    activities, aside, _ = taken(tmp_path / "b.xml", document(own, bare("XX-3")))
    assert [activity.identifier for activity in activities] == ["XX-3"]
    assert [(row.record, row.reason, row.value) for row in aside] == [
        (
            3,
            "the record stands in a namespace of its own, where IATI has none, and was not read",
            "http://x.example",
        )
    ]


@pytest.mark.parametrize("declared", ["utf-16", "UTF-16LE", "utf-32"])
def test_a_file_that_says_it_is_utf_16_and_is_utf_8_is_read(tmp_path, declared):
    title = "<title><narrative>est. café – Ñandú</narrative></title>"
    content = document(bare("XX-1", title)).replace("UTF-8", declared)
    (activity,), aside, _ = taken(tmp_path / "a.xml", content.encode("utf-8"))

    assert ([text.text for text in activity.titles], aside) == (["est. café – Ñandú"], [])


def test_an_organisation_file_says_names_and_budgets_as_a_plan(tmp_path):
    plan = """<iati-organisations version="2.03"><iati-organisation default-currency="DKK" xml:lang="en">
      <organisation-identifier>XX-ZZZ-1</organisation-identifier>
      <name><narrative>Sandrill</narrative><narrative xml:lang="da">Sandboret</narrative></name>
      <reporting-org ref="XX-ZZZ-1" type="22"><narrative>Sandrill</narrative></reporting-org>
      <total-budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value>700</value></total-budget>
      <recipient-org-budget><recipient-org ref="XX-2"><narrative>Hillside</narrative></recipient-org>
        <period-start iso-date="2021-01-01"/><value currency="USD">30</value></recipient-org-budget>
      <recipient-country-budget><recipient-country code="AO"/><period-start iso-date="2022-01-01"/><value>40</value></recipient-country-budget>
      <document-link url="https://x.example"/>
    </iati-organisation></iati-organisations>"""
    (one,), _, ignored = taken(tmp_path / "org.xml", plan)

    assert (one.identifier, one.kind, one.titles) == (
        "XX-ZZZ-1",
        "plan",
        (Text("en", "Sandrill"), Text("da", "Sandboret")),
    )
    assert [(each.name, each.role, each.type) for each in one.mentions] == [
        ("Sandrill", "reporter", "22"),
        ("Hillside", "payee", ""),
        ("Sandboret", "reporter", "22"),
    ]
    assert [
        (each.kind, each.value, each.currency, each.year, each.receiver, each.countries)
        for each in one.money
    ] == [
        ("budget", Decimal(700), "DKK", 2020, None, ()),
        ("budget", Decimal(30), "USD", 2021, 1, ()),
        ("budget", Decimal(40), "DKK", 2022, None, ("AO",)),
    ]
    assert ignored == {"document-link": 1}


def test_a_file_says_who_published_it_and_when(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(document(WELL))

    assert read.origin(path)[:1] + read.origin(path)[3:4] == ("Northford Aid", "2026-01-31")
    assert read.recognises(path.read_bytes(), "a.xml")
    assert not read.recognises(b"<html><body>", "a.xml")
    assert not read.recognises(b'{"grants": []}', "a.json")
