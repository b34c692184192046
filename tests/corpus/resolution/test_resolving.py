"""Who is who among made-up names: what is joined and why, what is left apart, and what a person is
asked.
"""

import pytest

from convene.corpus.resolution import numbers
from tests.corpus.resolution.fictional import Named, ids, organisations, resolved, table, why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Named("Lantern Harbour Works Ltd"), Named("LANTERN HARBOUR WORKS, Ltd.")),
        (Named("Lantern Harbour Works Ltd"), Named("Lantern Harbour Works")),
        (Named("Lantern Harbour Works Limited"), Named("Lantern Harbour Works, Co. Ltd.")),
        (Named("ТОВ Лампадаріо Фароль"), Named("Lampadario Farol LLC")),
        (Named("Lampadario S.A."), Named("Lampadario Sociedad Anónima")),
        (Named("Lantern Harbour", "SV-ORP0051985"), Named("Lantern Harbour", "SV-ORP0045360")),
        (Named("Lampadario GmbH", "DE-CR-1"), Named("Lampadario AG", "DE-CR-1")),
        (Named("School No. 007 Lampadario"), Named("School No. 7 Lampadario")),
        (Named("St. Luke's School Lampadario"), Named("Saint Lukes School Lampadario")),
        (Named("Lantern Harbour Trust (LHT)"), Named("The Lantern Harbour Trust")),
        (Named("Fundación Lampadario"), Named("Fundacion Lampadario")),
        (Named("Ministry of Lamps, Paraguay"), Named("Paraguay - Ministry of Lamps")),
        (Named("Lampadario Instrumentation"), Named("Lampadario Instrumentations")),
        (Named("Lantern Harbour"), Named("Quayside Lights", "GB-COH-0123")),
        (
            Named("Lantern Harbour", "XI-DUNS-012345678"),
            Named("Lantern Harbour", "XI-DUNS-12345678"),
        ),
        (Named("Lantern Harbour", "XI-DUNS-1"), Named("Lantern Harbour", "XI-DUNS-2")),
        (
            Named("USLALD", "US-LAMP-1"),
            Named("U.S. Lampadario Agency for Lantern Development", "US-LAMP-1"),
        ),
        (Named("U.S. Lampadario Agency"), Named("United States Lampadario Agency")),
        (Named("Bright Lantern Harbour", "GB-COH-0123"), Named("Lantern Harbour", "GB-COH-123")),
    ],
    ids=lambda each: " ".join(filter(None, each[:3])),
)
def test_these_are_joined_or_at_least_not_when_nothing_ties_them(a: Named, b: Named):
    expected = 2 if b.name == "Quayside Lights" else 1

    assert resolved(a, b).organisations.num_rows == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Named("LAMPADA Kenya"), Named("LAMPADA Peru")),
        (Named("LAMPADA Kenya"), Named("LAMPADA")),
        (Named("University of Zarovia"), Named("University of Lantovia")),
        (Named("Lampadario Fund 2"), Named("Lampadario Fund 3")),
        (Named("Lantern Harbour", "GB-COH-1"), Named("Lantern Harbour", "GB-COH-2")),
        (Named("Lantern Harbour", "GB-COH-1"), Named("Lantern Harbour", "FR-RCS-1")),
        (Named("Lantern Academy", "GB-EDU-123871"), Named("Lantern Academy", "GB-EDU-145902")),
        (Named("Lampe Bleue", "FR-SIREN-552100554"), Named("Lampe Bleue", "FR-SIREN-443061841")),
        (Named("Lantern Academy", "GB-LAE-ABC"), Named("Lantern Academy", "GB-LAE-DEF")),
        (Named("Lantern Harbour", "360G-moth:77"), Named("Lantern Harbour", "360G-moth:88")),
        (Named("Lantern Harbour", "GB-CHC-111111"), Named("Lantern Harbour", "GB-CHC-222222")),
        (Named("Ministry of Health", country="PY"), Named("Ministry of Health", country="BO")),
        (Named("Lampa Ltd"), Named("Lamba Ltd")),
        (Named("Vitamin A Lampadario"), Named("Vitamin D Lampadario")),
        (Named("Lampadario Block A", "GB-COH-01234567"), Named("Lampadario Block E")),
        (Named("Lampadario Block A"), Named("Lampadario Block")),
        (Named("Школа А Лампово"), Named("Школа С Лампово")),
        (Named("Lampadario Fund I"), Named("Lampadario Fund II")),
        (Named("Lampadario Fund I"), Named("Lampadario Fund V")),
        (Named("Lot 3A Lampadario"), Named("Lot 3B Lampadario")),
        (Named("Lampadario Ltd"), Named("Lampadario Pte Ltd")),
        (Named("Lampadario Ltd"), Named("ООО Лампадарио")),
        (Named("Lampadario LLC"), Named("Lampadario OOO")),
        (Named("Lampa Farol EIRL"), Named("Farol Lampa MEI")),
        (Named("St. Luke's School Lampadario"), Named("St. Lucy's School Lampadario")),
        (Named("St. John's School Lampadario"), Named("St. Joan's School Lampadario")),
        (Named("Farolani Orphan Home Quay"), Named("Farolana Orphan Home Quay")),
        (Named("Lampadario GmbH"), Named("Lampadario Ltd")),
        (Named("Lampadario GmbH"), Named("Lampadario SA")),
        (Named("Lampadario LLC", country="KE"), Named("Lampadario Ltd", country="KE")),
        (Named("Lampadario PT Tbk", country="KE"), Named("Lampadario LLC", country="KE")),
        (Named("Lampadario Ltd", "KE-RCO-1"), Named("PT Lampadario Tbk", "ID-KDN-9")),
        (Named("Lampadario Quay", "KE-RCO-1"), Named("Lampadario Quay", "ID-KDN-9")),
        (Named("LAMPO", "GB-COH-1"), Named("Lantern Action, Milling, Paraffin and Oil")),
        (Named("Lantern Harbour Zarovia Bank"), Named("Lantern Harbour Zarovia Museum")),
    ],
    ids=lambda each: " ".join(filter(None, each[:3])),
)
def test_these_are_never_joined_without_a_person(a: Named, b: Named):
    assert resolved(a, b).organisations.num_rows == 2


def test_a_name_without_a_form_joins_no_two_companies_of_different_forms():
    result = resolved(
        *(Named(name) for name in ("Lampadario", "Lampadario GmbH", "Lampadario Ltd"))
    )

    assert result.organisations.num_rows == 2


def test_what_a_publishers_system_writes_behind_a_name_is_no_part_of_it():
    result = resolved(
        Named("Lantern Harbour + NOT MAPPED"), Named("LANTERN HARBOUR"), Named("Lampadario +")
    )

    assert organisations(result) == {
        frozenset({"LANTERN HARBOUR", "Lantern Harbour"}),
        frozenset({"Lampadario +"}),
    }


def test_texts_that_name_no_one_and_people_have_no_profile():
    result = resolved(
        Named("Lantern Harbour"),
        Named("redacted", unnamed="withheld"),
        Named("Ana Lampa", person=True),
        Named("— —"),
    )

    assert result.profile_of.to_pylist() == [0, None, None, None]
    assert organisations(result) == {frozenset({"Lantern Harbour"})}


def test_nothing_comes_of_nothing():
    result = resolved()

    assert (result.profiles.num_rows, result.organisations.num_rows, len(result.profile_of)) == (
        0,
        0,
        0,
    )


def test_a_join_says_why_in_whole_sentences():
    a, b = (
        Named("Lantern Harbour Works Ltd", website="https://www.lantern.example/en"),
        Named("Lantern Harbour Works", website="lantern.example"),
    )
    (join,) = resolved(a, b).joins.to_pylist()

    assert {join["a"], join["b"]} == {a.key, b.key}
    assert (join["kind"], join["score"] > 0.99) == ("name", True)
    assert why(join) == [
        "The names are the same once legal forms, case, accents and punctuation are set aside.",
        "Both give the website lantern.example.",
    ]


def test_an_identifier_in_common_joins_names_that_are_little_alike_and_says_so():
    (join,) = resolved(
        Named("Bright Lantern Harbour", "GB-COH-0123"), Named("Lantern Harbour", "GB-COH-0123")
    ).joins.to_pylist()

    assert join["kind"] == "identifier"
    assert why(join)[-1] == "Both carry GB-COH-0123, which no other name carries in all records."


def test_an_identifier_that_stands_for_many_names_joins_none_of_them():
    names = [
        "Lampadario",
        "Farolito",
        "Zarovia Quay",
        "Bright Moth",
        "Candle Street",
        "Torch Valley",
        "Wick Foundry",
    ]
    result = resolved(*(Named(name, "XM-DAC-63000") for name in names))

    assert result.organisations.num_rows == len(names)
    assert result.joins.num_rows == 0


def test_a_name_and_its_initials_count_as_one_among_those_that_carry_a_number():
    agency = Named("Lampadario Agency for Lantern Development", "US-LAMP-1")
    others = [
        Named("LALD", "US-LAMP-1"),
        Named("State of Zarovia - Lampadario Agency for Lantern Development", "US-LAMP-1"),
    ]
    lines = [
        line
        for join in resolved(agency, *others).joins.to_pylist()
        for line in why(join)
        if "US-LAMP-1" in line
    ]

    assert set(lines) == {"Both carry US-LAMP-1, which no other name carries in all records."}


def test_a_number_is_spelt_in_one_way_over_the_whole_corpus():
    spelt = numbers.one_spelling(
        table(
            Named("Lantern Harbour", "GB-COH-1234567"),
            Named("Farolito Quay", "GB-COH-01234567"),
            Named("Bright Moth", "GB-COH-N/A"),
        )
    )

    assert spelt["identifier"].to_pylist() == ["GB-COH-01234567", "GB-COH-01234567", ""]


@pytest.mark.parametrize("number", ["GB-COH-N/A", "GB-COH-0", "GB-COH-", "GB-COH-99999999"])
def test_what_stands_for_no_number_connects_nobody(number: str):
    result = resolved(Named("Lantern Harbour", number), Named("Quayside Lights", number))

    assert (result.organisations.num_rows, result.review.num_rows) == (2, 0)
    assert result.profiles["identifiers"].to_pylist() == [[], []]


def test_nor_does_it_keep_anybody_apart():
    result = resolved(Named("Lantern Harbour", "GB-COH-N/A"), Named("Lantern Harbour", "GB-COH-77"))

    assert result.organisations.num_rows == 1


def test_an_organisation_gathers_what_its_profiles_say():
    result = resolved(
        Named("Lantern Harbour Works", "GB-COH-0123", type="70", activity=1),
        Named("Lantern Harbour Works", "GB-COH-0123", type="70", activity=2),
        Named("Lantern Harbour Works Ltd", website="lantern.example", activity=2),
    )
    (organisation,) = result.organisations.to_pylist()

    assert organisation["name"] == "Lantern Harbour Works"
    assert organisation["names"] == ["Lantern Harbour Works", "Lantern Harbour Works Ltd"]
    assert organisation["identifiers"] == [{"scheme": "GB-COH", "value": "GB-COH-0123"}]
    assert (organisation["type"], organisation["websites"]) == ("70", ["lantern.example"])
    assert (organisation["mentions"], organisation["activities"], organisation["certain"]) == (
        3,
        2,
        True,
    )
    assert result.members.to_pylist() == [
        {"profile": at, "organisation": organisation["organisation"]} for at in (0, 1)
    ]


def test_a_name_of_common_words_alone_is_not_certain():
    (organisation,) = resolved(Named("Ministry of Health")).organisations.to_pylist()

    assert organisation["certain"] is False


def test_a_chain_never_joins_two_organisations_with_numbers_of_their_own_in_one_register():
    left, middle, right = (
        Named("Lantern Harbour", "GB-COH-1"),
        Named("Lantern Harbour"),
        Named("Lantern Harbour Ltd", "GB-COH-2"),
    )
    result = resolved(left, middle, right)

    assert ids(result)[left.key] != ids(result)[right.key]
    assert any(
        "two numbers of one register: GB-COH-1 and GB-COH-2" in why(row)[-1]
        for row in result.review.to_pylist()
    )


def test_a_chain_never_joins_branches_in_different_countries():
    mentions = [
        Named("LAMPADA Kenya", "XI-DUNS-1"),
        Named("LAMPADA", "XI-DUNS-1"),
        Named("LAMPADA Peru", "XI-DUNS-2"),
        Named("LAMPADA", "XI-DUNS-2"),
    ]
    found = ids(resolved(*mentions))

    assert found[mentions[0].key] != found[mentions[2].key]


def test_what_matters_most_is_asked_first():
    small = [Named("Farolito Quay", "GB-COH-1"), Named("Farolito Quay", "GB-COH-2")]
    large = [Named("Lantern Harbour", "GB-COH-3"), Named("Lantern Harbour", "GB-COH-4")]
    result = resolved(*small, *(large * 5))
    first, second = result.review.to_pylist()

    assert {first["a"], first["b"]} == {each.key for each in large}
    assert first["weight"] > second["weight"]
    assert {first["organisation_a"], first["organisation_b"]} == {
        ids(result)[each.key] for each in large
    }
    assert why(first)[-1] == "They carry different numbers of one register: GB-COH-3 and GB-COH-4."


def test_who_gave_or_received_more_sums_of_money_is_asked_about_first():
    met = [Named("Farolito Quay", "GB-COH-1"), Named("Farolito Quay", "GB-COH-2")] * 2
    paid = [Named("Lantern Harbour", "GB-COH-3"), Named("Lantern Harbour", "GB-COH-4")]
    told = [
        resolved(*met, *paid, sums=sums).review.to_pylist()[0]
        for sums in (None, [0, 0, 0, 0, 5, 4])
    ]

    assert [{first["a"], first["b"]} for first in told] == [
        {each.key for each in met},
        {each.key for each in paid},
    ]
    assert told[1]["weight"] == 2.5
