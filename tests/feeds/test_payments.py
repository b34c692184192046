"""What companies pay to governments. Every company and payee here is made up."""

import gzip
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from convene.core.records import Activity, SetAside
from convene.feeds import FeedError, records
from convene.feeds.payments.read import origin, read

SHARED = (
    Path(__file__).parents[2].parent
    / "shared"
    / "data"
    / "extractives"
    / "estma_payments_2015_2019.csv.gz"
)
HEADER = (
    "estma_id,entity,jurisdiction,period_start_date,period_end_date,reporting_cylce,country,payee_project_name,payee_or_project,"
    "payment_category,amount_reported_cad,web_Link,type_of_report,payment_notes"
)
TAXES = "E1,Deep Pit Ltd,Canada,2018-01-01,2018-12-31,2018,Cote D'ivoire,Treasury of Somewhere,payee,Taxes,1000.10,https://x.example,Individual Report,Paid late"
FEES = "E1,Deep Pit Ltd,Canada,2018-01-01,2018-12-31,2018,Cote D'ivoire,Treasury of Somewhere,payee,Fees,-5,,Individual Report,"
PIT = "E1,Deep Pit Ltd,Canada,2018-01-01,2018-12-31,2018,Cote D'ivoire,North Pit,project,Taxes,995.10,,Individual Report,"


def all_of(folder: Path, *rows: str) -> tuple[list[Activity], list[SetAside]]:
    aside: list[SetAside] = []
    file = folder / "payments.csv"
    file.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return list(read(file, aside=aside.append)), aside


def test_a_company_pays_a_payee_and_the_same_money_by_project_adds_to_nothing(tmp_path: Path):
    (paid, project), aside = all_of(tmp_path, TAXES, FEES, PIT)

    assert aside == []
    assert (paid.kind, paid.start, paid.end, paid.url) == (
        "payment",
        date(2018, 1, 1),
        date(2018, 12, 31),
        "https://x.example",
    )
    assert [(m.name, m.role, m.identifier, m.type, m.country) for m in paid.mentions] == [
        ("Deep Pit Ltd", "payer", "E1", "70", ""),
        ("Treasury of Somewhere", "payee", "", "10", "CI"),
    ]
    assert [
        (m.kind, m.value, m.currency, m.year, m.giver, m.receiver, m.description, m.record)
        for m in paid.money
    ] == [
        ("payment", Decimal("1000.10"), "CAD", 2018, 0, 1, "Taxes", 2),
        ("payment", Decimal(-5), "CAD", 2018, 0, 1, "Fees", 3),
    ]
    assert paid.notes == ("the amount -5 is negative: taken back, or a mistake of the publisher",)
    assert (
        project.kind,
        project.locations[0].name,
        [mention.role for mention in project.mentions],
    ) == ("project", "North Pit", ["payer"])
    assert [(money.kind, money.receiver) for money in project.money] == [("other", None)]
    assert [place.country for place in project.places] == ["CI"]


def test_rows_that_come_again_later_keep_an_identifier_of_their_own(tmp_path: Path):
    found, _ = all_of(tmp_path, TAXES, PIT, TAXES)

    assert len({activity.identifier for activity in found}) == 3


def test_rows_without_end_come_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("convene.feeds.payments.read.MOST_ROWS", 2)

    found, _ = all_of(tmp_path, TAXES, FEES, TAXES)

    assert [[money.value for money in activity.money] for activity in found] == [
        [Decimal("1000.10"), Decimal(-5)],
        [Decimal("1000.10")],
    ]
    assert len({activity.identifier for activity in found}) == 2


def test_bad_rows_are_set_aside_and_what_is_odd_is_said(tmp_path: Path):
    bad = (
        TAXES.replace("1000.10", "lots"),
        TAXES.replace(",payee,", ",someone,"),
        TAXES.replace("Deep Pit Ltd", ""),
        TAXES.replace("Cote D'ivoire", "Atlantis").replace("2018-01-01", "2018-31-31"),
    )

    (odd,), aside = all_of(tmp_path, *bad)

    assert [(each.file, each.record, each.reason, each.value) for each in aside] == [
        ("payments.csv", 2, "the column “amount_reported_cad” holds no amount", "lots"),
        (
            "payments.csv",
            3,
            "the column “payee_or_project” holds neither “payee” nor “project”",
            "someone",
        ),
        ("payments.csv", 4, "nothing stands in the column “entity”", ""),
    ]
    assert odd.notes == (
        "the first day “2018-31-31” is no day that can be read; it was left out",
        "the country “Atlantis” is not known",
    )


def test_a_table_of_another_kind_is_refused(tmp_path: Path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")

    with pytest.raises(FeedError, match="there is no column “estma_id”"):
        list(read(file, aside=print))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this checkout")
def test_the_real_table_is_read_whole_and_to_the_cent(tmp_path: Path):
    file = tmp_path / "estma.csv"
    file.write_bytes(gzip.decompress(SHARED.read_bytes()))
    aside: list[SetAside] = []
    counts: Counter[str] = Counter()
    sums = {"payment": Decimal(0), "other": Decimal(0)}
    taken_back = {"payment": Decimal(0), "other": Decimal(0)}
    currencies, unplaced = set[str](), set[str]()
    for activity in read(file, aside=aside.append):
        counts[activity.kind] += 1
        counts["rows"] += len(activity.money)
        for money in activity.money:
            assert money.value is not None
            currencies.add(money.currency)
            sums[money.kind] += money.value
            taken_back[money.kind] += min(money.value, Decimal(0))
        unplaced |= {note for note in activity.notes if "country" in note}

    assert records.form_of(file) == "payments"
    assert origin(file).licence == "Open Government Licence - Canada"
    assert (aside, unplaced) == ([], set())
    assert counts == {"rows": 40954, "payment": 13710, "project": 10536}
    assert currencies == {"CAD"}
    assert taken_back == {"payment": Decimal("-264206041.9"), "other": Decimal("-263260141.9")}
    assert sums == {"payment": Decimal("504329268500.18"), "other": Decimal("496988216011.68")}
