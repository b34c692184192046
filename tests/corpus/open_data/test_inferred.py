"""Who funds what where only the money says so, and finding organisations by their numbers."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from convene.core.open_data import Query
from convene.core.records import Activity, Mention, Money, MoneyKind, Place, Role, Text
from convene.corpus import open_data
from tests.corpus.fictional import built, loaded


def loan(
    identifier: str, *mentions: tuple[Role, str, str], money: tuple[Money, ...] = ()
) -> Activity:
    """Return a loan: each mention as role, name and number of a register."""
    return Activity(
        identifier,
        "project",
        1,
        (Text("en", f"Loan {identifier}"),),
        places=(Place("AO"),),
        mentions=tuple(
            Mention(place, name, role, scheme=number[:6], identifier=number)
            for place, (role, name, number) in enumerate(mentions)
        ),
        money=money,
    )


def paid(kind: MoneyKind, giver: int | None, receiver: int | None = None) -> Money:
    return Money(kind, Decimal(10), "EUR", None, 2024, giver=giver, receiver=receiver)


BANK: tuple[Role, str, str]
MILL: tuple[Role, str, str]
TRUST: tuple[Role, str, str]
BANK, MILL, TRUST = (
    ("reporter", "Zorblax Bank", "GB-COH-01234567"),
    ("implementer", "Quendor Mills", "GB-COH-SC001234"),
    ("funder", "Lampadario Trust", "GB-CHC-1000002"),
)
CASES: tuple[tuple[Role, tuple[Role, str, str], Money, bool], ...] = (
    ("reporter", MILL, paid("disbursement", 0), True),
    ("reporter", MILL, paid("commitment", 0), True),
    ("reporter", MILL, paid("guarantee", 0), True),
    ("reporter", MILL, paid("equity", 0), True),
    ("reporter", MILL, paid("expenditure", 0), True),
    ("reporter", MILL, paid("repayment", 1, 0), True),
    ("reporter", MILL, paid("interest", 1, 0), True),
    ("reporter", TRUST, paid("disbursement", 0), True),
    ("implementer", TRUST, paid("expenditure", 0), False),
    ("extending", TRUST, paid("disbursement", 0), False),
    ("extending", MILL, paid("disbursement", 0), True),
    ("funder", MILL, paid("disbursement", 0), False),
    ("reporter", MILL, paid("incoming", None, 0), False),
    ("reporter", MILL, paid("budget", 0), False),
)
"""What part the bank has in a record, who has another, which money there is, and whether that makes
the bank its funder.
"""


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build one snapshot of all cases for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVENE_DATA", str(tmp_path_factory.mktemp("data")))
        loaded(
            "a",
            [
                loan(str(place), (role, *BANK[1:]), other, money=(money,))
                for place, (role, other, money, _) in enumerate(CASES)
            ],
        )
        built()
        yield


@pytest.fixture(autouse=True)
def data() -> None:
    """Leave the data where the module has them."""


def parts(identifier: str) -> list[tuple[str, str, bool]]:
    found = open_data.find(Query(of="activities", text=f"Loan {identifier}", size=100))
    number = next(row.activity for row in found.activities if row.identifier == identifier)
    page = open_data.activity(number)
    assert page
    return [(part.role, part.name, part.inferred) for part in page.parts]


@pytest.mark.parametrize("place", range(len(CASES)))
def test_who_gives_the_money_is_a_funder_and_marked_as_inferred(place: int):
    inferred = ("funder", "Zorblax Bank", True) in parts(str(place))

    assert inferred is CASES[place][3]


def test_its_borrower_is_a_partner_and_what_it_funds_is_found_by_it():
    (bank,) = open_data.called("Zorblax Bank")
    roles = {role.code: (role.count, role.inferred) for role in bank.roles}
    page = open_data.organisation(bank.organisation)
    assert page
    bonds = {partner.name: {bond.code for bond in partner.bonds} for partner in page.partners}
    funded = open_data.find(Query(of="activities", funders=(bank.organisation,), size=100))

    assert roles["funder"] == (10, 9)
    assert bonds["Quendor Mills"] >= {"funded"}
    assert funded.total == 10


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("GB-COH-01234567", "Zorblax Bank"),
        ("gb coh 1234567", "Zorblax Bank"),
        ("GB–COH–GB–COH–1234567", "Zorblax Bank"),
        ("01234567", "Zorblax Bank"),
        ("1234567", "Zorblax Bank"),
        ("sc1234", "Quendor Mills"),
        ("gb-coh-sc001234", "Quendor Mills"),
        ("1000002", "Lampadario Trust"),
        ("lampadario trust", "Lampadario Trust"),
        ("LAMPADARIO", "Lampadario Trust"),
    ],
)
def test_numbers_in_any_notation_and_names_find_organisations(typed: str, name: str):
    found = open_data.find(Query(of="organisations", text=typed))

    assert [row.name for row in open_data.called(typed)] == [name]
    assert [row.name for row in found.organisations] == [name]
    assert open_data.suggest(typed)[0].name == name


@pytest.mark.parametrize("typed", ["GB-CHC-1234567", "GB-COH-N/A", "0", "7654321", "GB-COH-"])
def test_another_number_finds_nobody(typed: str):
    assert open_data.called(typed) == ()
