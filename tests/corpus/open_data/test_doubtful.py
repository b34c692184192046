"""Kinds that contradict the name are shown as doubtful and never used."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from convene.core.longlist import Wanted
from convene.core.open_data import Query
from convene.core.records import Activity, Mention, Money, Place, Text
from convene.corpus import open_data
from tests.corpus.fictional import built, loaded

GERMANY, BANK, MILL = (
    Mention(0, "Germany", "supplier", type="70"),
    Mention(1, "Quendor Bank CJSC", "supplier", type="10"),
    Mention(2, "Quendor Mills Ltd", "supplier", type="70"),
)


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build one snapshot for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVENE_DATA", str(tmp_path_factory.mktemp("data")))
        sold = (Money("award", Decimal(1), "EUR", None, 2024, receiver=0),)
        loaded(
            "a",
            [
                Activity(
                    "1",
                    "contract",
                    1,
                    (Text("en", "Lamps"),),
                    places=(Place("AO"),),
                    mentions=(GERMANY, BANK, MILL),
                    money=sold,
                ),
                Activity(
                    "2",
                    "contract",
                    2,
                    (Text("en", "Wicks"),),
                    places=(Place("AO"),),
                    mentions=(GERMANY._replace(type="10"),),
                ),
            ],
        )
        built()
        yield


@pytest.fixture(autouse=True)
def data() -> None:
    """Leave the data where the module has them."""


def test_an_organisation_is_shown_without_the_kind_that_its_name_contradicts():
    seen = {
        name: (row.type, row.doubtful)
        for name in ("Germany", "Quendor Bank CJSC", "Quendor Mills Ltd")
        for row in open_data.called(name)
    }

    assert seen == {
        "Germany": ("10", ("70",)),
        "Quendor Bank CJSC": ("", ("10",)),
        "Quendor Mills Ltd": ("70", ()),
    }


def test_nor_is_it_found_or_counted_by_it():
    companies = open_data.find(Query(of="organisations", types=("70",), countries=("AO",)))
    states = open_data.find(Query(of="organisations", types=("10",), text="Quendor"))
    page = open_data.activity(
        open_data.find(Query(of="activities", text="Lamps")).activities[0].activity
    )

    assert "Quendor Mills Ltd" in {row.name for row in companies.organisations}
    assert "Germany" not in {row.name for row in companies.organisations}
    assert states.organisations == ()
    assert page
    assert [part.type for part in page.parts] == ["", "", "70"]


def test_nobody_is_called_a_company_by_it():
    wanted = Wanted(country="AO", region="africa")
    parties = {facts.name: facts.party for facts in open_data.candidates(wanted, this_year=2026)}

    assert parties["Germany"] == "public"
    assert parties["Quendor Bank CJSC"] == "company"
    assert parties["Quendor Mills Ltd"] == "company"
