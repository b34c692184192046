"""Kinds of organisations that contradict a name."""

import pytest

from convene.core.kinds import contradicts


@pytest.mark.parametrize(
    "name",
    [
        "Federal Republic of Germany",
        "Ministry of Lamps",
        "City of Lampa",
        "Lampadario Foundation",
        "Fundación Farol",
        "Faroldstiftung",
        "Фонд Ліхтар",
        "United Nations Population Fund",
        "UNFPA",
        "World Bank",
        "European Commission",
        "University of Lampa",
        "Gobierno de Lampa",
        "Red Cross of Lampa",
    ],
)
def test_states_foundations_and_funds_of_the_united_nations_are_no_companies(name: str):
    assert contradicts(name, "70")


def test_a_country_is_no_company():
    assert contradicts("Germany", "70", is_country=True)
    assert not contradicts("Germany", "70")
    assert not contradicts("Germany", "10", is_country=True)


@pytest.mark.parametrize(
    "name",
    [
        "Lampa Bank CJSC",
        "Farol LLC",
        "OJSC Lampabank",
        "ООО Лампа",
        "Bank of Lampa",
        "Banco Farol",
        "Lampa Ltd.",
        "Lampa JSC",
        "АО Лампа",
        "Farol S.A.",
        "Lampa Holding GmbH",
        "Lampadario Foundation",
        "有限公司",
    ],
)
def test_banks_and_companies_are_no_governments(name: str):
    assert contradicts(name, "10")


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Lampa Ltd.", "70"),
        ("Foundation Lamps Inc", "70"),
        ("Lampadario", "70"),
        ("Bank of Lampa", "70"),
        ("Central Bank", "10"),
        ("National Bank of Lampa", "10"),
        ("Lampa Development Bank", "10"),
        ("Ministry of Lamps", "10"),
        ("Lampadario", "10"),
        ("Lampadario Foundation", "60"),
        ("Lampa Ltd", "22"),
        ("Lampa Ltd", ""),
        ("Lampa State Company LLC", "15"),
    ],
)
def test_what_fits_is_not_doubted(name: str, type: str):
    assert not contradicts(name, type)


@pytest.mark.parametrize("type", ["21", "22", "23", "24", "60", "70", "80"])
@pytest.mark.parametrize(
    "name",
    [
        *("State of Lampa", "City of Lampa", "Kingdom of Lampa", "Islamic Republic of Lampa"),
        *("Ciudad de Lampa", "République du Lampa", "Ministry of Lamps", "Government of Lampa"),
    ],
)
def test_states_and_cities_are_no_charities_foundations_or_schools(name: str, type: str):
    assert contradicts(name, type)
    assert not contradicts(name, "10")


@pytest.mark.parametrize(
    "name", ["City of Lampa College Trust", "Kingdom of Lampa Books Ltd", "State Lampa"]
)
def test_a_name_that_only_begins_like_that_of_a_city_may_be_anyones(name: str):
    assert not contradicts(name, "22")
