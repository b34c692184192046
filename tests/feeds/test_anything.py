"""Whatever a file holds: it is read, set aside or refused in a sentence, and no row is lost on the
way.
"""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convene.core.figures import readings
from convene.core.records import Activity, SetAside
from convene.feeds import FeedError, records
from convene.feeds.partnerships.read import COLUMNS as PARTNERSHIPS
from convene.feeds.payments.columns import COLUMNS as PAYMENTS
from convene.feeds.tables import rows
from convene.feeds.values import amount, when

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
FIGURES = st.sampled_from(
    (
        "1234.50",
        "-5",
        "(5)",
        "1,000",
        "0",
        "1.234,50",
        "12/25/2020",
        "31/12/2019",
        "2019-02-30",
        "2019",
        "KES",
        "KE",
        "funder",
    )
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | FIGURES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def objects(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return objects with some of these fields, and now and then anything in their place."""
    return (
        st.fixed_dictionaries({}, optional=fields)
        | st.fixed_dictionaries({}, optional=fields)
        | JSON
    )


def many(each: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(each, max_size=2) | each


PARTY = objects(
    id=JSON,
    name=TEXTS,
    url=TEXTS,
    roles=JSON,
    identifier=objects(scheme=TEXTS, id=JSON),
    address=objects(countryName=TEXTS),
)
VALUE = objects(amount=FIGURES | JSON, currency=FIGURES | JSON)
PERIOD = objects(startDate=FIGURES | JSON, endDate=FIGURES | JSON)
AWARD = objects(
    id=JSON,
    status=JSON,
    value=VALUE,
    date=FIGURES | JSON,
    suppliers=many(PARTY),
    items=many(JSON),
    contractPeriod=PERIOD,
)
CONTRACT = objects(
    id=JSON,
    awardID=JSON,
    status=JSON,
    value=VALUE,
    period=PERIOD,
    implementation=objects(transactions=many(objects(value=VALUE, date=JSON))),
)
RELEASE = objects(
    ocid=st.sampled_from(("o1", "o2", "")) | JSON,
    date=FIGURES | JSON,
    buyer=PARTY,
    parties=many(PARTY),
    tender=objects(title=JSON, value=VALUE, tenderers=many(PARTY), contractPeriod=PERIOD),
    planning=objects(budget=objects(amount=VALUE)),
    awards=many(AWARD),
    contracts=many(CONTRACT),
)
GRANT = objects(
    id=TEXTS | JSON,
    title=JSON,
    amountAwarded=FIGURES | JSON,
    currency=FIGURES | JSON,
    awardDate=FIGURES | JSON,
    plannedDates=many(PERIOD),
    fundingOrganization=many(PARTY),
    recipientOrganization=many(PARTY),
    recipientIndividual=many(PARTY),
    beneficiaryLocation=many(objects(name=TEXTS, latitude=JSON, longitude=JSON)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anything")


def read(file: Path, *, form: str) -> tuple[list[Activity], list[SetAside]]:
    aside: list[SetAside] = []
    return list(records.read(file, form=form, aside=aside.append)), aside


def table(file: Path, lines: list[list[str]], *, delimiter: str = ",") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    file.write_text(out.getvalue(), encoding="utf-8", newline="")
    return file


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=6), st.sampled_from(",;\t"))
def test_every_cell_comes_out_as_it_was_written(
    folder: Path, lines: list[list[str]], delimiter: str
):
    file = table(folder / "cells.csv", [["a", "b"], *lines], delimiter=delimiter)

    assert [list(row.cells) for row in rows(file)] == [["a", "b"], *lines]


@given(st.binary(max_size=200), st.sampled_from(records.FORMS))
def test_any_bytes_are_read_or_refused_in_a_sentence(folder: Path, content: bytes, form: str):
    for name in ("any.csv", "any.json", "any.xlsx"):
        file = folder / name
        file.write_bytes(content)
        try:
            read(file, form=form)
        except FeedError as refused:
            assert str(refused).startswith(f"{name}: ")  # noqa: PT017 - it may be read as well


@given(st.lists(GRANT, max_size=4))
def test_every_grant_is_read_or_set_aside(folder: Path, grants: list[Any]):
    file = folder / "grants.json"
    file.write_text(json.dumps({"grants": grants}), encoding="utf-8")

    found, aside = read(file, form="360giving")

    assert sorted([*(grant.record for grant in found), *(each.record for each in aside)]) == list(
        range(1, len(grants) + 1)
    )


def things(items: list[Any]) -> int:
    """Return how many things stand in a list and in the lists inside it, each of which counts."""
    return sum(max(1, things(item)) if isinstance(item, list) else 1 for item in items)


@given(st.lists(RELEASE, max_size=4), st.sampled_from(("releases", "records")))
@settings(max_examples=200)
def test_every_release_is_read_set_aside_or_put_together_with_one_of_its_process(
    folder: Path, releases: list[Any], key: str
):
    file = folder / "contracts.json"
    file.write_text(json.dumps({key: releases}), encoding="utf-8")

    found, aside = read(file, form="ocds")

    places = [*(process.record for process in found), *(each.record for each in aside)]
    assert len(places) == len(set(places)) <= things(releases)
    assert len({process.identifier for process in found}) == len(found)


@given(
    st.lists(
        st.fixed_dictionaries(
            dict.fromkeys(PARTNERSHIPS, st.just(""))
            | {
                "amount": st.sampled_from(("", "5", "(5)", "1.234,50")),
                "currency": st.sampled_from(("KES", "KES", "")),
                "start": st.sampled_from(("", "2019", "x")),
            }
            | {
                "id": st.sampled_from(("P1", "P1", "P2", "")),
                "partner": st.just("Well Diggers") | TEXTS,
            }
        ),
        max_size=5,
    )
)
def test_every_row_of_partnerships_is_read_or_set_aside(folder: Path, lines: list[dict[str, str]]):
    file = table(
        folder / "ours.csv",
        [list(PARTNERSHIPS), *([line[column] for column in PARTNERSHIPS] for line in lines)],
    )

    found, aside = read(file, form="csv")

    filled = [line for line in lines if any(line.values())]
    assert sum(len(activity.mentions) for activity in found) + len(aside) == len(filled)
    assert all(
        money.currency and money.value is not None for activity in found for money in activity.money
    )


@given(
    st.lists(
        st.fixed_dictionaries(
            dict.fromkeys(PAYMENTS, TEXTS | FIGURES)
            | {
                "estma_id": st.sampled_from(("E1", "")),
                "payee_or_project": st.sampled_from(("payee", "project", "")),
                "amount_reported_cad": FIGURES,
            }
            | dict.fromkeys(("period_start_date", "country", "payee_project_name"), st.just("KE"))
        ),
        max_size=5,
    )
)
def test_every_payment_is_read_or_set_aside(folder: Path, lines: list[dict[str, str]]):
    file = table(
        folder / "payments.csv",
        [list(PAYMENTS), *([line[column] for column in PAYMENTS] for line in lines)],
    )

    found, aside = read(file, form="payments")

    filled = [line for line in lines if any(line.values())]
    assert sum(len(activity.money) for activity in found) + len(aside) == len(filled)
    assert all(
        money.currency == "CAD" and money.value is not None
        for activity in found
        for money in activity.money
    )


@given(
    st.from_regex(
        r"[-(]?[0-9]{1,4}([, ][0-9]{1,4}){0,3}(\.[0-9]{1,3})?(e[0-9])?\)?", fullmatch=True
    )
)
def test_an_amount_is_read_only_where_it_can_mean_one_thing(written: str):
    number = amount(written)

    if number is not None:
        assert readings(written) == (number,)
        assert amount(number) == number
        assert (number < 0) == (
            any(c in "123456789" for c in written.lower().partition("e")[0])
            and ("(" in written or written.strip().startswith("-"))
        )


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=2))
def test_brackets_take_away(value: Decimal):
    assert amount(f"({value:,})") == -value


@given(st.text("0123456789-/.: TZMarch", max_size=20))
def test_a_day_that_is_read_lies_in_time(written: str):
    found = when(written)

    if found is not None:
        assert 1900 <= found.year < 2200
        assert found.first <= found.last
        assert found.exact in {None, found.first}
        assert str(found.year) in written
