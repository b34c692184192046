"""Promises and deliveries go out into a workbook and come back."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from convene.apps.accounts.models import Event
from convene.apps.bookkeeping import actions
from convene.apps.bookkeeping.queries import uploads
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import Amendment, Contribution, Delivery
from convene.apps.ledger.words import State
from tests.apps.bookkeeping.people import (
    applied,
    brought,
    cells,
    changed,
    outcomes,
    problems,
    put,
    said_why,
    sorts,
    undone,
    went_out,
    with_cells,
)
from tests.apps.ledger.people import came, cash, due, promised, proposed, shown, table

pytestmark = pytest.mark.django_db
JOINED = date(2026, 3, 2)


def test_what_goes_out_is_exact_and_harmless():
    there = table()
    text = "=HYPERLINK(1) ولاية"
    made = promised(there, cash("1234567.0001", title=text), due("1234567.0001"))
    bit = proposed(there, cash("1.234", title="A bit"))
    got = came(made, there, "0.1", what="@first")
    content = went_out(there.alliance, by=there.vera)

    sheets = cells(content)
    assert list(sheets) == ["promises", "deliveries", "columns"]
    first, second = sheets["promises"]
    assert first["id"] == str(made.pk)
    assert first["title"] == text
    assert first["amount"] == "1234567.0001"
    assert first["due"] == "2026-10-30 | 1234567.0001"
    assert first["partner"] == "Heron Savings Bank"
    assert first["version"] == str(Contribution.objects.get(pk=made.pk).version)
    assert second["amount"] == "1.2340"
    assert second["id"] == str(bit.pk)
    assert sheets["deliveries"][0]["what"] == "@first"
    assert sheets["deliveries"][0]["id"] == str(got.pk)
    assert b"<f>" not in content


def test_what_comes_back_unchanged_is_unchanged():
    there = table()
    came(promised(there), there)
    proposed(there)

    upload = brought(there, went_out(there.alliance, by=there.olga))
    assert sorts(upload) == {"unchanged": ["promises 2", "promises 3", "deliveries 2"]}
    events = Event.objects.count()
    assert outcomes(applied(upload)) == ["unchanged"] * 3
    assert Event.objects.count() == events + 1


def test_a_proposal_is_edited_and_a_promise_amended_each_by_its_own_action():
    there = table()
    talk = proposed(there)
    upload = with_cells(there, "promises", 2, title="Cash, in two parts", amount="500,000.00")

    line = uploads.preview(upload)["change"][0]
    assert [(move.column, move.here, move.yours) for move in line.moves] == [
        ("title", "Cash", "Cash, in two parts"),
        ("amount", "400000", "500,000.00"),
    ]
    assert Contribution.objects.get(pk=talk.pk).amount == 400000
    assert outcomes(applied(upload)) == ["changed"]
    talk.refresh_from_db()
    assert (talk.title, talk.amount) == ("Cash, in two parts", Decimal(500000))

    ledger.edit(
        talk,
        terms=cash("500000", title="Cash"),
        lines=[due("500000")],
        state=State.PROPOSED,
        by=there.olga,
    )
    ledger.commit(talk, agreed_on=JOINED, by=there.olga)
    upload = with_cells(there, "promises", 2, amount="600000", due="2026-10-30 | 600000")
    assert problems(upload) == [
        ("promises!AD2", "This is promised already: say why it is amended."),
        ("promises!AE2", "This is promised already: say who signed for the partner."),
    ]
    signed = {"reason": "A better year.", "signatory": "J. Phiri"}
    upload = with_cells(there, "promises", 2, amount="600000", due="2026-10-30 | 600000", **signed)
    assert outcomes(applied(upload)) == ["changed"]
    amendment = Amendment.objects.get()
    assert (amendment.reason, amendment.signatory, amendment.by) == (*signed.values(), there.olga)
    assert talk.instalments.get(is_dropped=False).amount == 600000


def test_new_rows_are_written_down_in_the_name_of_whoever_brought_them():
    there = table()
    made = promised(there)

    def add(book: object) -> None:
        new = {"partner": "heron savings bank", "title": "Fuel", "column": "in_kind"}
        put("promises", 3, **new, amount=1250.5, currency="zmw", needed="yes")(book)
        put("deliveries", 2, promise=made.title, on=date(2026, 4, 1), what="Cash", amount="5")(book)

    upload = brought(there, changed(went_out(there.alliance, by=there.edith), add), by=there.edith)
    assert sorts(upload) == {"new": ["promises 3", "deliveries 2"], "unchanged": ["promises 2"]}
    applied(upload)
    fuel = Contribution.objects.get(title="Fuel")
    assert (fuel.amount, fuel.currency, fuel.needed) == (Decimal("1250.5"), "ZMW", "yes")
    assert (fuel.state, fuel.added_by) == ("proposed", there.edith)
    got = Delivery.objects.get()
    assert (got.recorded_by, got.on, got.amount) == (there.edith, date(2026, 4, 1), 5)


def test_the_same_file_and_the_same_press_again_double_nothing():
    there = table()
    new = {"partner": "Heron Savings Bank", "title": "Fuel", "column": "unpriced"}
    content = changed(went_out(there.alliance, by=there.olga), put("promises", 2, **new))
    upload = brought(there, content)
    applied(upload)
    applied(upload)
    again = brought(there, content)

    assert problems(again) == []
    assert sorts(again) == {"unchanged": ["promises 2"]}
    applied(again)
    assert Contribution.objects.get().title == "Fuel"
    other = changed(content, put("promises", 3, title=""))
    assert sorts(brought(there, other)) == {"alike": ["promises 2"]}


def test_what_may_be_here_already_is_left_unless_somebody_says_that_it_is_another():
    there = table()
    first = proposed(there)
    same = {"partner": "Heron Savings Bank", "title": first.title, "column": "cash"}
    upload = with_cells(there, "promises", 3, **same, amount="400000", currency="ZMW")
    assert sorts(upload) == {"alike": ["promises 3"], "unchanged": ["promises 2"]}
    applied(upload)
    assert Contribution.objects.count() == 1

    upload = with_cells(there, "promises", 3, **same, amount="400000", currency="ZMW")
    picks = [line.pick for line in uploads.preview(upload)["alike"]]
    applied(upload, picked=picks)
    assert Contribution.objects.count() == 2


def test_a_row_changed_here_too_is_a_conflict_that_is_left_or_taken():
    there = table()
    talk = proposed(there)
    content = went_out(there.alliance, by=there.olga)
    theirs = cash("400000", title="Cash, soon")
    lines = [due()]
    ledger.edit(talk, terms=theirs, lines=lines, state=State.PROPOSED, by=there.edith)
    content = changed(content, put("promises", 2, amount="450000", due="2026-12-01 | 450000"))

    upload = brought(there, content)
    line = uploads.preview(upload)["conflict"][0]
    assert [(move.column, move.exported, move.here, move.yours) for move in line.moves] == [
        ("title", "Cash", "Cash, soon", "Cash"),
        ("amount", "400000", "400000", "450000"),
        ("due", "2026-10-30 | 400000", "2026-10-30 | 400000", "2026-12-01 | 450000"),
    ]
    assert outcomes(applied(upload)) == ["left"]
    assert "nobody picked" in str(said_why(upload))

    upload = brought(there, content)
    pick = uploads.preview(upload)["conflict"][0].pick
    assert outcomes(applied(upload, picked=[pick])) == ["changed"]
    talk.refresh_from_db()
    assert (talk.title, talk.amount) == ("Cash, soon", 450000)


def test_what_changes_between_looking_and_pressing_is_left():
    there = table()
    talk = proposed(there)
    upload = with_cells(there, "promises", 2, amount="450000", due="")
    upload = actions.apply_upload(upload, by=there.olga)
    ledger.edit(talk, terms=cash("1"), lines=[], state=State.PROPOSED, by=there.edith)
    applied(upload)

    assert outcomes(upload) == ["left"]
    talk.refresh_from_db()
    assert talk.amount == 1


def test_a_delivery_here_meanwhile_is_no_conflict_and_nothing_is_verified_by_a_file():
    there = table()
    made = promised(there)
    content = went_out(there.alliance, by=there.olga)
    got = shown(made, there)
    ledger.verify(got, by=there.vera)

    assert sorts(brought(there, content)) == {"unchanged": ["promises 2"]}
    upload = with_cells(there, "deliveries", 2, stands="disputed")
    assert problems(upload) == [
        ("deliveries!O2", "This is only to be read: a file never changes it.")
    ]
    upload = with_cells(there, "promises", 2, verified="400000")
    assert problems(upload)[0][1] == "This is only to be read: a file never changes it."
    upload = with_cells(there, "promises", 2, state="delivered")
    assert problems(upload)[0][1].startswith("Promising, ending and checking")
    upload = with_cells(there, "deliveries", 2, amount="7")
    assert problems(upload)[0][1].startswith("What came is never rewritten")


def test_a_stopped_partner_s_promise_is_not_amended_but_what_comes_is_recorded_as_held():
    there = table(is_cleared=False)
    talk = proposed(there)
    Contribution.objects.filter(pk=talk.pk).update(state="committed", agreed_on=JOINED)
    signed = {"reason": "A better year.", "signatory": "J. Phiri"}
    upload = with_cells(there, "promises", 2, title="More cash", **signed)
    assert problems(upload) == [
        ("promises!C2", "This partner is stopped: what it promised is not amended meanwhile.")
    ]
    upload = with_cells(
        there, "deliveries", 2, promise=str(talk.pk), on="2026-04-01", what="Cash", amount="5"
    )
    applied(upload)
    assert Delivery.objects.get().is_held


def test_undoing_brings_back_earlier_values_and_takes_back_what_came():
    there = table()
    made, talk = promised(there), proposed(there, cash("7", title="Talk"))
    old = (made.title, made.amount)

    def change(book: object) -> None:
        signed = {"reason": "A better year.", "signatory": "J. Phiri"}
        put("promises", 2, amount="500000", due="2026-10-30 | 500000", **signed)(book)
        put("promises", 3, title="Other talk", needed="yes")(book)
        new = {"partner": "Heron Savings Bank", "title": "Fuel", "column": "unpriced"}
        put("promises", 4, **new)(book)
        put("deliveries", 2, promise=str(made.pk), on="2026-04-01", what="Cash", amount="5")(book)

    upload = applied(brought(there, changed(went_out(there.alliance, by=there.olga), change)))
    assert outcomes(upload) == ["changed", "changed", "created", "created"]
    with pytest.raises(ledger.Lacks):
        actions.undo_upload(upload, reason="The wrong file.", by=there.olga)
    undone(upload)

    made.refresh_from_db()
    talk.refresh_from_db()
    assert (made.title, made.amount) == old
    assert [line.amount for line in made.instalments.filter(is_dropped=False)] == [400000]
    assert [amendment.reason for amendment in made.amendments.all()] == [
        "A better year.",
        "The wrong file.",
    ]
    assert (talk.title, talk.needed) == ("Talk", "")
    fuel = Contribution.objects.get(title="Fuel")
    assert (fuel.state, fuel.ended_because) == ("cancelled", "The wrong file.")
    assert Delivery.objects.get().steps.get().step == "reversed"
    assert [row.undone for row in uploads.rows(upload)] == ["back"] * 4
    undone(upload)
    assert made.amendments.count() == 2


def test_undoing_leaves_and_names_what_was_changed_since_and_never_touches_the_rest():
    there = table()
    made = promised(there)
    talk = proposed(there, cash("7", title="Talk"))
    untouched = proposed(there, cash("9", title="Not in the file"))

    def change(book: object) -> None:
        put("promises", 3, title="Other talk")(book)
        put("deliveries", 2, promise=str(made.pk), on="2026-04-01", what="Cash", amount="5")(book)

    upload = applied(brought(there, changed(went_out(there.alliance, by=there.olga), change)))
    ledger.edit(talk, terms=cash("8"), lines=[], state=State.PROPOSED, by=there.edith)
    got = Delivery.objects.get()
    ledger.add_note(got, title="Bank statement", note="Page 3.", by=there.edith)
    version = Contribution.objects.get(pk=untouched.pk).version
    undone(upload)

    left = {str(row): row.undone_why for row in uploads.rows(upload) if row.undone == "left"}
    assert left == {
        "promises 3": [["id", "It was changed since. Look at it on its page."]],
        "deliveries 2": [["id", "Somebody added evidence, checked it or disputed it since."]],
    }
    assert Contribution.objects.get(pk=untouched.pk).version == version
    talk.refresh_from_db()
    assert talk.amount == 8


def test_after_an_undoing_the_same_file_brings_its_rows_anew():
    there = table()
    new = {"partner": "Heron Savings Bank", "title": "Fuel", "column": "unpriced"}
    content = changed(went_out(there.alliance, by=there.olga), put("promises", 2, **new))
    undone(applied(brought(there, content)))
    applied(brought(there, content))

    assert sorted(Contribution.objects.values_list("state", flat=True)) == ["cancelled", "proposed"]


def test_a_crash_between_rows_loses_and_doubles_nothing(monkeypatch: pytest.MonkeyPatch):
    there = table()
    made = promised(there)

    def change(book: object) -> None:
        for row in (2, 3, 4):
            put(
                "deliveries", row, promise=str(made.pk), on="2026-04-01", what=f"{row}", amount=row
            )(book)

    upload = brought(there, changed(went_out(there.alliance, by=there.olga), change))
    upload = actions.apply_upload(upload, by=there.olga)
    first, second, third = uploads.to_apply(upload)[:3]
    actions.apply_row(first, by=there.olga)

    def dies(*_words: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("convene.apps.bookkeeping.actions.applying.save", dies)
        with pytest.raises(KeyboardInterrupt):
            actions.apply_row(second, by=there.olga)
    assert Delivery.objects.count() == 1
    assert len(uploads.to_apply(upload)) == 2

    for row in (first, second, third, first, second):
        actions.apply_row(row, by=there.olga)
    assert [int(came.amount or 0) for came in Delivery.objects.order_by("amount")] == [2, 3, 4]
    assert outcomes(upload) == ["unchanged", "created", "created", "created"]


def test_a_row_that_fails_is_named_and_the_rest_stands():
    there = table()
    made = promised(there)

    def change(book: object) -> None:
        for row in (2, 3):
            put(
                "deliveries", row, promise=str(made.pk), on="2026-04-01", what=f"{row}", amount=row
            )(book)

    upload = brought(there, changed(went_out(there.alliance, by=there.olga), change))
    upload = actions.apply_upload(upload, by=there.olga)
    first, second = uploads.to_apply(upload)
    ledger.record(
        made, id=first.record, on=JOINED, what="Another", amount=Decimal(1), by=there.edith
    )
    for row in (first, second):
        actions.apply_row(row, by=there.olga)
    assert outcomes(upload) == ["unchanged", "refused", "created"]


def test_ids_of_another_alliance_and_unknown_ones_are_refused_alike():
    there = table()
    proposed(there)
    upload = with_cells(there, "promises", 2, id=str(uuid4()))
    assert problems(upload) == [
        (
            "promises!A2",
            "This alliance has no such record. Leave key and version empty where it is new.",
        )
    ]
