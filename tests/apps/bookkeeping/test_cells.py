"""What a cell may say, and which files are no workbook of ours."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convene.apps.bookkeeping.forms import LARGEST_FILE, UploadForm, read
from convene.apps.bookkeeping.queries import judging, uploads
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.ledger.models import Contribution, Instalment
from convene.core.draft import Draft
from convene.documents.foreign_workbook import HOLDS_MACROS, NO_WORKBOOK, NOT_OPENED, NotRead
from tests.apps.bookkeeping.people import (
    applied,
    brought,
    cells,
    changed,
    outcomes,
    problems,
    put,
    sorts,
    went_out,
)
from tests.apps.ledger.people import (
    Table,
    came,
    cash,
    partner,
    promise,
    promised,
    proposed,
    table,
)
from tests.apps.workshop.people import draft_of, person

FUEL = {"partner": "Heron Savings Bank", "title": "Fuel", "column": "cash", "currency": "ZMW"}
TO_COME = "2099-01-01"


@pytest.mark.django_db
def test_every_amount_currency_rate_and_day_that_can_t_be_is_refused_by_its_cell():
    there = table()
    rated = {"currency": "EUR", "amount": "5", "rate_day": "2026-03-02", "rate_source": "The bank"}
    wrong: list[tuple[dict[str, object], str, str]] = [
        ({"amount": "0"}, "H", "“0” is nothing"),
        ({"amount": "-5"}, "H", "“-5” is below zero"),
        ({"amount": "12345678901234567890"}, "H", "has more than 15 digits before the point"),
        ({"amount": 12345678901234567890}, "H", "has more than 15 digits before the point"),
        ({"amount": "NaN"}, "H", "“NaN” is no amount"),
        ({"amount": "Infinity"}, "H", "is no amount"),
        ({"amount": "1e5"}, "H", "is written with an exponent"),
        ({"amount": "1.23456"}, "H", "has more than 4 digits after the point"),
        ({"amount": "1,234"}, "H", "could be 1234 or 1.2340"),
        ({"amount": "١٢٣"}, "H", "has digits of another script"),
        ({"amount": "=A1+1"}, "H", "holds a formula without a value"),
        ({"amount": "5", "currency": "QQQ"}, "I", "is no currency code"),
        ({"amount": "5", "currency": "HRK"}, "I", "HRK ended on"),
        ({"amount": "5", "currency": ""}, "I", "Say in which currency."),
        ({"amount": ""}, "I", "There is no amount that this belongs to."),
        ({**rated, "rate": "0"}, "P", "“0” is no rate"),
        ({**rated, "rate": "-1"}, "P", "is no rate"),
        ({**rated, "rate": "NaN"}, "P", "is no rate"),
        ({**rated, "rate": ""}, "P", "Say the rate"),
        ({**rated, "rate": "20", "rate_day": TO_COME}, "Q", "is still to come"),
        ({**rated, "rate": "20", "rate_source": ""}, "R", "Say the rate"),
        ({"amount": "5", "due": "2026-02-29 | 5"}, "S", "“2026-02-29” is no day"),
        ({"amount": "5", "due": "30/10/2026 | 5"}, "S", "is no day"),
        ({"amount": "5", "state": "delivered"}, "G", "Promising, ending and checking"),
        ({"amount": "5", "column": "unpriced"}, "H", "What is never priced has none of this."),
        ({"amount": "5", "kind": "moral autority"}, "E", "nearest to it: MORAL_AUTHORITY"),
        ({"amount": "5", "kind": "1"}, "E", "is no code of this column"),
        ({"amount": "5", "needed": "perhaps"}, "Y", "is none of these: yes, no."),
        ({"amount": "5", "is_shared": "perhaps"}, "V", "is neither yes nor no"),
        ({"amount": "5", "partner": "Nobody"}, "C", "is no partner of this alliance"),
        ({"amount": "5", "title": ""}, "D", "Say what it is."),
        ({"amount": "5", "title": "x" * 301}, "D", "1 characters too long"),
        ({"amount": "5", "passed_on_from": "Nothing"}, "T", "is no promise of this alliance"),
        ({"amount": "5", "id": "7"}, "A", "“7” is no key"),
        ({"amount": "5", "version": "3"}, "A", "This alliance has no such record"),
        ({"amount": "5", "verified": "5"}, "AG", "only to be read"),
    ]

    def change(book: Any) -> None:
        for row, (values, _column, _why) in enumerate(wrong, start=2):
            put("promises", row, **{**FUEL, **values})(book)

    upload = brought(there, changed(went_out(there.alliance, by=there.olga), change))
    lines = {line.row.number: line for line in uploads.preview(upload)["refused"]}
    for row, (values, column, why) in enumerate(wrong, start=2):
        said = [(cell, str(reason)) for cell, reason in lines[row].shown_problems]
        assert any(cell == f"promises!{column}{row}" and why in reason for cell, reason in said), (
            values,
            said,
        )
    assert outcomes(applied(upload)) == ["refused"] * len(wrong)
    assert not Contribution.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234 567", "1234567"),
        (1234.5, "1234.5"),
        (1.234, "1.234"),
        ("99999999999.9999", "99999999999.9999"),
        ("0.0001", "0.0001"),
    ],
)
def test_an_amount_is_read_exactly_however_people_write_it(written: object, meant: str):
    there = table()
    new = {**FUEL, "amount": written, "due": "2028-02-29"}
    content = changed(went_out(there.alliance, by=there.olga), put("promises", 2, **new))
    applied(brought(there, content))

    promise = Contribution.objects.get()
    assert promise.amount == Decimal(meant)
    assert promise.instalments.get().due_on == date(2028, 2, 29)


@pytest.mark.django_db
def test_what_no_database_keeps_is_left_out_of_a_text():
    there = table()
    new = {**FUEL, "title": "Fu_x0000_el_xD800_", "amount": "5"}
    content = changed(went_out(there.alliance, by=there.olga), put("promises", 2, **new))
    applied(brought(there, content))

    assert Contribution.objects.get().title == "Fuel"


@pytest.mark.django_db
def test_deliveries_are_refused_by_their_cell():
    there = table()
    talk, made = proposed(there), promised(there, cash(title="Printers"))
    row: dict[str, object] = {"promise": str(made.pk), "on": "2026-04-01", "what": "Cash"}
    wrong: list[tuple[dict[str, object], str, str]] = [
        ({"amount": ""}, "F", "Say its amount."),
        ({"amount": "5", "on": TO_COME}, "D", "is still to come"),
        ({"amount": "5", "on": ""}, "D", "Say what it is."),
        ({"amount": "5", "promise": str(talk.pk)}, "C", "Nothing comes of what is not promised"),
        ({"amount": "5", "promise": "Nothing"}, "C", "is no promise of this alliance"),
        ({"amount": "5", "currency": "EUR"}, "N", "The promise says “ZMW” here."),
        ({"amount": "5", "due_on": "2026-02-01"}, "H", "Nothing of the promise is due on"),
        ({"amount": "5", "stands": "verified"}, "O", "only to be read"),
        ({"amount": "5", "rate": "2"}, "J", "Say the rate"),
    ]

    def change(book: Any) -> None:
        for number, (values, _column, _why) in enumerate(wrong, start=2):
            put("deliveries", number, **{**row, **values})(book)

    upload = brought(there, changed(went_out(there.alliance, by=there.olga), change))
    refused = problems(upload)
    for number, (_values, column, why) in enumerate(wrong, start=2):
        assert any(
            cell == f"deliveries!{column}{number}" and why in reason for cell, reason in refused
        ), (number, refused)


@pytest.mark.django_db
def test_an_amendment_keeps_above_what_is_verified_and_adds_up():
    there = table()
    promised(there)
    Contribution.objects.update(state="committed")
    signed = {"reason": "A smaller year.", "signatory": "J. Phiri"}
    content = changed(
        went_out(there.alliance, by=there.olga), put("promises", 2, amount="5", **signed)
    )
    assert problems(brought(there, content)) == [
        ("promises!S2", "The instalments add up to 400000: 399995 more than the amount.")
    ]


@pytest.mark.django_db
def test_a_key_of_another_alliance_is_refused_as_one_of_none():
    there, other = table(), _other()
    content = went_out(there.alliance, by=there.olga)
    for more in ({}, {"version": "1"}):
        new = {**FUEL, "amount": "5", "id": str(other.pk), **more}
        assert problems(brought(there, changed(content, put("promises", 2, **new)))) == [
            (
                "promises!A2",
                "This alliance has no such record. Leave key and version empty where it is new.",
            )
        ]
    assert str(other.pk) not in str(cells(content))


def _other() -> Contribution:
    draft = draft_of(person("Petra"), Draft(title="Harbours that tell", country="AO"))
    return promise(partner("Harbour Trust", alliance=draft), currency="ZMW")


# --- Files


def _zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _workbook(**more: bytes) -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda: b"%PDF-1.7 and nothing", NO_WORKBOOK),
        (lambda: b"", NO_WORKBOOK),
        (lambda: b"id,version\n1,2\n", NO_WORKBOOK),
        (lambda: _zipped(**{"word__document.xml": b"<w/>"}), NO_WORKBOOK),
        (lambda: _workbook(**{"xl__vbaProject.bin": b"Sub"}), HOLDS_MACROS),
        (lambda: _workbook(**{"xl__media__bomb.xml": b"0" * 60_000_000}), NOT_OPENED),
        (lambda: _workbook()[:-40], NO_WORKBOOK),
        (lambda: _workbook(**{"xl__e.xml": b"<!DOCTYPE x [<!ENTITY e 'e'>]>"}), NOT_OPENED),
    ],
)
def test_what_is_no_workbook_or_acts_is_refused_in_a_sentence(
    content: Callable[[], bytes], why: str
):
    with pytest.raises(NotRead) as refused:
        read(content(), name="promises.xlsx")
    assert refused.value.reason.text == why


def test_a_workbook_without_our_sheets_or_keys_is_refused():
    with pytest.raises(ValidationError, match="neither a sheet “promises”"):
        read(_workbook(), name="promises.xlsx")
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("promises").append(["title"])
    book.save(out)
    with pytest.raises(ValidationError, match="has no column “id”"):
        read(out.getvalue(), name="promises.xlsx")


def test_a_file_that_is_too_large_is_refused_unread():
    class Large(SimpleUploadedFile):
        def read(self, *_sizes: Any) -> bytes:
            raise AssertionError

    file = Large("promises.xlsx", b"PK")
    file.size = 20 * LARGEST_FILE
    form = UploadForm({}, MultiValueDict({"table": [file]}))
    assert form.errors == {"table": ["This file is larger than 10 MB."]}


# --- Whatever was promised


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co")), min_size=1, max_size=60
).filter(lambda text: text.strip() and "\x00" not in text)
AMOUNTS = st.decimals("0.0001", "99999999999.9999", places=4)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@st.composite
def promises(draw: st.DrawFn) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": draw(TEXTS),
        "unit": draw(TEXTS)[:50],
        "method_note": draw(st.one_of(st.just(""), TEXTS)),
        "quantity": draw(st.none() | AMOUNTS),
        "is_shared": draw(st.booleans()),
        "column": draw(st.sampled_from(["cash", "in_kind", "unpriced"])),
        "state": draw(st.sampled_from(["ask", "proposed", "cancelled"])),
        "needed": draw(st.sampled_from(["", "yes", "no"])),
        "kind": draw(st.sampled_from(["", "CASH", "UNITED_VOICE"])),
        "amount": None,
        "currency": "",
    }
    values["ended_because"] = "It ended." if values["state"] == "cancelled" else ""
    if values["column"] != "unpriced" and draw(st.booleans()):
        values |= {"amount": draw(AMOUNTS), "currency": "HRK", "base_value": draw(AMOUNTS)}
        values |= {"rate": draw(AMOUNTS), "rate_day": draw(DAYS), "rate_source": draw(TEXTS)}
    values["lines"] = draw(
        st.lists(st.tuples(DAYS, st.none() | AMOUNTS, st.just("") | TEXTS), max_size=3)
    )
    return values


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(promises(), min_size=1, max_size=4))
def test_whatever_was_promised_comes_back_as_unchanged(rows: list[dict[str, Any]]):
    with transaction.atomic():
        there = table(is_cleared=False)
        for row in rows:
            lines = row.pop("lines")
            made = promise(there.partner, **row)
            for place, (day, amount, note) in enumerate(lines):
                Instalment.objects.create(
                    contribution=made, position=place, due_on=day, amount=amount, note=note
                )
        _comes_back(there, count=len(rows))
        transaction.set_rollback(True)


def _comes_back(there: Table, *, count: int) -> None:
    upload = brought(there, went_out(there.alliance, by=there.olga))
    assert sorts(upload) == {"unchanged": [f"promises {number}" for number in range(2, count + 2)]}


@pytest.mark.django_db
def test_what_came_comes_back_as_unchanged_and_many_rows_take_few_questions(
    django_assert_max_num_queries: Any,
):
    there = table()
    for number in range(12):
        made = promised(there, cash(title=f"Cash {number}"))
        came(made, there, what=f"-{number}")
    upload = brought(there, went_out(there.alliance, by=there.olga))
    assert len(sorts(upload)["unchanged"]) == 24
    rows = list(uploads.rows(upload))
    with django_assert_max_num_queries(10):
        judging.judged(rows, Here(alliance=there.alliance, today=timezone.localdate()))
