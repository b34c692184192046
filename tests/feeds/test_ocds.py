"""Contracts in the Open Contracting Data Standard. Every buyer and supplier here is made up."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from convene.feeds import FeedError, records
from convene.feeds.ocds.read import origin, read
from tests.feeds.ocds_releases import PACKAGE, RELEASE, all_of, lot, packed, written

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "procurement-ocds"


@pytest.mark.parametrize(
    ("party", "number"),
    [
        (
            {"id": "s", "identifier": {"scheme": "GB-COH", "id": "GB-COH-01000001"}},
            "GB-COH-01000001",
        ),
        (
            {"id": "s", "identifier": {"scheme": "gb coh", "id": "GB-COH 01000001"}},
            "GB-COH-01000001",
        ),
        (
            {
                "id": "s",
                "identifier": {
                    "scheme": "https://find-and-update.company-information.service.gov.uk",
                    "id": "01000001",
                },
            },
            "GB-COH-01000001",
        ),
        ({"id": "GB-COH-01000001"}, "GB-COH-01000001"),
        ({"id": "org-7"}, ""),
        (
            {"id": "GB-COH-01000001", "identifier": {"scheme": "GB-COH", "id": "N/A"}},
            "GB-COH-01000001",
        ),
        (
            {
                "id": "s",
                "identifier": {"scheme": "ZZ-LAMP", "id": "00000000"},
                "additionalIdentifiers": [{"scheme": "GB-CHC", "id": 1000002}],
            },
            "GB-CHC-1000002",
        ),
        ({"id": "s", "identifier": {"scheme": "ZZ-LAMP", "id": "ZZ-LAMP-0100"}}, "ZZ-LAMP-0100"),
        ({"id": "s", "identifier": {"id": "GB-COH-01000001"}}, "GB-COH-01000001"),
        ({"id": "s", "identifier": {"id": "77"}}, ""),
    ],
)
def test_a_number_is_read_in_its_normal_form(tmp_path: Path, party: dict[str, Any], number: str):
    named = party | {"name": "Pump Makers Ltd", "roles": ["supplier"]}
    file = tmp_path / "release.json"
    release = RELEASE | {"parties": [named], "awards": [], "tender": {"title": "Pumps"}}
    file.write_text(json.dumps({"releases": [release]}), encoding="utf-8")
    (process,) = read(file, aside=lambda _: None)

    assert [each.identifier for each in process.mentions if each.role == "supplier"] == [number]


def test_a_release_says_who_buys_from_whom_and_who_else_bid(tmp_path: Path):
    (found,), aside = all_of(written(tmp_path, {**PACKAGE, "releases": [RELEASE]}))

    assert aside == []
    assert (found.identifier, found.kind, found.updated) == (
        "ocds-000000-1",
        "contract",
        "2020-05-01T00:00:00Z",
    )
    assert found.descriptions[0].text == "Ten pumps & parts"
    assert [
        (m.number, m.name, m.role, m.scheme, m.identifier, m.country) for m in found.mentions
    ] == [
        (0, "Ministry of Wells", "buyer", "", "KE-EXAMPLE-77", "KE"),
        (1, "Pump Makers Ltd", "supplier", "GB-COH", "GB-COH-09999999", ""),
        (2, "Other Pumps Ltd", "bidder", "", "", ""),
        (3, "Pump Makers Ltd", "bidder", "GB-COH", "GB-COH-09999999", ""),
    ]
    assert [(m.kind, m.value, m.currency, m.day, m.giver, m.receiver) for m in found.money] == [
        ("tender", Decimal(900), "KES", None, 0, None),
        ("award", Decimal("850.5"), "KES", date(2020, 4, 30), 0, 1),
    ]
    assert [place.country for place in found.places] == ["KE"]
    assert [(sector.vocabulary, sector.code) for sector in found.sectors] == [("CPV", "42122000")]


@pytest.mark.parametrize(
    ("status", "counts", "note"),
    [
        ("", True, None),
        ("active", True, None),
        ("Cancelled", False, None),
        (
            "canceled",
            False,
            "the status “canceled” of an award is none of the standard's; it is not counted",
        ),
        (
            "annulled",
            False,
            "the status “annulled” of an award is none of the standard's; it is not counted",
        ),
        (
            "awarded",
            True,
            "the status “awarded” of an award is none of the standard's; it is counted",
        ),
        (
            "pending",
            False,
            "an award that is pending is not counted: it is not in force yet",
        ),
    ],
)
def test_an_award_counts_unless_it_came_to_nothing_or_is_not_in_force(
    tmp_path: Path, status: str, counts: bool, note: str | None
):
    award = {"id": "1", "value": {"amount": 16, "currency": "KES"}, "suppliers": [{"name": "Zorb"}]}
    awards = [award | ({"status": status} if status else {})]
    (found,), _ = all_of(written(tmp_path, packed(lot(1, awards=awards))))

    assert [money.kind for money in found.money] == (["award"] if counts else [])
    assert [mention.role for mention in found.mentions if mention.name == "Zorb"] == [
        "supplier" if counts else "bidder"
    ]
    assert found.notes == ((note,) if note else ())


def test_a_release_whose_day_cannot_be_read_says_so(tmp_path: Path):
    (found,), _ = all_of(written(tmp_path, packed(lot(1, date="2024-13-01"))))

    assert found.notes == (
        "the day of the release “2024-13-01” is no day that can be read; it was left out",
    )


def test_a_period_that_ends_before_it_starts_has_no_end(tmp_path: Path):
    periods = [
        {"startDate": "2024-05-01", "endDate": "2024-04-01"},
        {"startDate": "2024-06-01Z", "endDate": "2204-04-01"},
    ]
    contracts = [{"id": str(number), "period": period} for number, period in enumerate(periods)]
    (found,), _ = all_of(written(tmp_path, packed(lot(1, contracts=contracts))))

    assert (found.start, found.end) == (date(2024, 5, 1), None)
    assert found.notes == (
        "the end, 2024-04-01, is before the start, 2024-05-01; the end was left out",
        "the last day “2204-04-01” is not between 1900 and 2100; it was left out",
    )


def test_two_objects_without_a_line_between_them_are_refused(tmp_path: Path):
    file = tmp_path / "contracts.json"
    file.write_text(json.dumps(packed(lot(1))) + json.dumps(packed(lot(2))))

    with pytest.raises(FeedError, match="something more stands behind the end of its first object"):
        all_of(file)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("ФОП Вигадана Ада", True),
        ("ФОП «ВИГАДАНА АДА»", True),
        ("Фізична особа – підприємець Вигадана Ада", True),
        ("ФЛП Выдуманная Ада", True),
        ("ФОПАК ТОВ", False),
        ("ТОВ ФОП", False),
    ],
)
def test_a_person_who_trades_alone_is_known_by_the_legal_form(
    tmp_path: Path, name: str, person: bool
):
    (found,), _ = all_of(
        written(
            tmp_path,
            {"ocid": "o", "tender": {"title": "t"}, "awards": [{"suppliers": [{"name": name}]}]},
        )
    )

    assert [(mention.name, mention.person) for mention in found.mentions] == [
        ("" if person else name, person)
    ]


def test_a_supplier_without_a_number_who_is_written_as_a_person_is_one(tmp_path: Path):
    awards = [{"suppliers": [{"id": "s1", "name": "Quill, Wandala"}]}]
    (found,), _ = all_of(
        written(tmp_path, {"ocid": "o", "tender": {"title": "t"}, "awards": awards})
    )

    assert [(mention.name, mention.person) for mention in found.mentions] == [("", True)]


def test_the_name_of_a_person_who_supplies_is_not_kept(tmp_path: Path):
    person = {
        "id": "s1",
        "name": "Ada Invented",
        "identifier": {"scheme": "Cédula de Ciudadanía", "id": "123"},
    }
    release = {
        **RELEASE,
        "parties": [person],
        "tender": {},
        "awards": [{**RELEASE["awards"][0], "suppliers": [{"id": "s1"}]}],
    }

    (found,), _ = all_of(written(tmp_path, release))

    assert [(mention.name, mention.identifier) for mention in found.mentions if mention.person] == [
        ("", "")
    ]
    assert "Ada" not in repr(found)


def test_shapes_that_publishers_bend_are_read(tmp_path: Path):
    """An award that is no list, a supplier that is no list, titles in two languages, an amount that
    is a text.
    """
    release = {
        "ocid": "ocds-000000-2",
        "buyer": {"name_en": "Ministry of Wells", "name_fr": "Ministère des puits"},
        "tender": {"value": {"amount": "", "currency": ""}},
        "awards": {
            "items": [{"suppliers": [{"identifier": {"legalName": "Pump Makers Ltd"}}]}],
            "totalAwardValue": {"amount": "1,000,000", "currency": "TWD"},
            "awardDate": "2014-02-05",
        },
        "contracts": [
            {
                "title_en": "Wells",
                "title_fr": "Puits",
                "suppliers": {"name": "Well Diggers"},
                "value": {"amount": 5, "currency": "TWD"},
            }
        ],
    }

    (found,), _ = all_of(written(tmp_path, release))

    assert [(mention.name, mention.role) for mention in found.mentions] == [
        ("Ministry of Wells", "buyer"),
        ("Pump Makers Ltd", "supplier"),
        ("Well Diggers", "supplier"),
    ]
    assert [(text.language, text.text) for text in found.titles] == [
        ("en", "Wells"),
        ("fr", "Puits"),
    ]
    assert [(money.kind, money.value) for money in found.money] == [
        ("award", Decimal(1_000_000)),
        ("commitment", Decimal(5)),
    ]


def test_what_is_odd_is_kept_and_said(tmp_path: Path):
    award = {"id": "a", "date": "2099-01-01", "value": {"amount": -3, "currency": "ZZQ"}}

    (found,), _ = all_of(
        written(tmp_path, {"ocid": "o", "tender": {"title": "Bogot\ufffd"}, "awards": [award]})
    )

    assert found.money[0].value == Decimal(-3)
    assert found.notes == (
        "the amount (award) -3 is negative: taken back, or a mistake of the publisher",
        "the day (award) 2099-01-01 is still to come",
        "the currency “ZZQ” is not known",
        "the publisher lost some letters (they show as �)",
    )


def test_bad_releases_are_set_aside(tmp_path: Path):
    bad = [
        "text",
        {"id": "nameless"},
        {"ocid": "o", "tender": {"title": "y" * 200_000}},
        {"ocid": "o" * 200_000, "date": []},
    ]

    found, aside = all_of(written(tmp_path, {**PACKAGE, "releases": [*bad, RELEASE]}))
    _, linked = all_of(
        written(
            tmp_path,
            {**PACKAGE, "records": [{"ocid": "o", "releases": [{"url": "https://x.example"}]}]},
        )
    )

    assert [activity.identifier for activity in found] == ["ocds-000000-1"]
    assert [(each.record, each.reason) for each in (*aside, *linked)] == [
        (1, "this is no release"),
        (2, "the release has no ocid"),
        (3, "the text under “title” is longer than 100,000 characters"),
        (4, "the text under “ocid” is longer than 100,000 characters"),
        (1, "the record only links to its releases and says nothing itself"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (
            b'{"other": 1}',
            "this is JSON of another kind: it holds neither releases nor records of contracts, but an object with “other”",
        ),
        (b'{"releases": {"ocid": "1"}}', "what stands under “releases” is no list"),
        (b'{"records": 5}', "what stands under “records” is no list"),
        (b'{"releases": [{"ocid": "1"', "the file ends in the middle; it may be truncated"),
        (b'{"ocid": "1", "tender": {', "the file ends in the middle; it may be truncated"),
        (
            '{"ocid": "1"}'.encode("utf-16"),
            "this is UTF-16 text or a binary file; JSON is read as UTF-8",
        ),
    ],
)
def test_a_file_of_another_kind_or_cut_short_is_refused_whole(
    tmp_path: Path, content: bytes, said: str
):
    file = tmp_path / "contracts.json"
    file.write_bytes(content)

    with pytest.raises(FeedError) as refused:
        all_of(file)

    assert str(refused.value) == f"contracts.json: {said}"


def test_the_source_is_what_the_package_says_wherever_it_says_it(tmp_path: Path):
    for content in (
        {**PACKAGE, "releases": [RELEASE]},
        {"releases": [RELEASE], **PACKAGE},
        {**RELEASE, "packageInfo": PACKAGE},
    ):
        found = origin(written(tmp_path, content))
        assert (found.publisher, found.licence, found.date) == (
            "Procurement Office",
            "https://licence.example/by",
            "2020-07-01",
        )


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this checkout")
def test_real_files_of_ten_publishers_are_read_and_the_empty_ones_refused():
    counts: Counter[str] = Counter()
    refused = []
    for file in sorted(SHARED.rglob("*.json")):
        try:
            assert records.form_of(file) == "ocds"
            found, aside = all_of(file)
        except FeedError as error:
            refused.append(str(error))
            continue
        counts["processes"] += len(found)
        counts["set aside"] += len(aside)
        counts["mentions"] += sum(len(each.mentions) for each in found)
        counts["money"] += sum(len(each.money) for each in found)
        counts["people"] += sum(mention.person for each in found for mention in each.mentions)

    assert refused == [f"{name}.json: the file is empty" for name in ("283826", "283906", "284456")]
    assert counts == {"processes": 388, "set aside": 2, "mentions": 661, "money": 630, "people": 67}
