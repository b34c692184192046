"""Cases past their day go for good, and leave a certificate and nothing else."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from convene.apps.accounts.models import Event, Role
from convene.apps.declarations.models import Declaration
from convene.apps.evidence.actions import sweep
from convene.apps.evidence.models import Evidence, Leaving
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Import
from convene.apps.retention import actions, queries
from convene.apps.retention.models import Certificate, Disposal, Item
from convene.apps.vetting import actions as vetting
from convene.apps.vetting.models import Case
from convene.core.diligence import State
from convene.ground.changes import NotAllowed
from convene.ground.forgetting import written
from convene.ground.keeping import Barred
from convene.ground.proposals import SamePerson, Settled
from tests.apps.declarations.people import ASKED, signed
from tests.apps.registry.people import uploaded
from tests.apps.retention.people import CASE, ago, declined, gone, proposed, undone
from tests.apps.vetting.people import cleared, in_research, in_review, match, partner, person
from tests.apps.vetting.people import opened as begun

pytestmark = pytest.mark.django_db
STAYS = r"never|only_added_to|closed_round"
LETTER = sha256(b"All is well.").hexdigest()


@pytest.fixture
def case(builder, reviewer, approver) -> Case:
    return declined(by=builder, assessor=reviewer, approver=approver, years=8)


def due() -> list[str]:
    return [one.name for one in queries.shelf(CASE, today=timezone.localdate()).due]


def plain(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def in_database(key: UUID) -> Any:
    return key.hex if connection.vendor == "sqlite" else key


def files() -> list[str]:
    return default_storage.listdir("evidence")[1]


def left_of(case: Case) -> list[str]:
    """Return every place in the database where the key of a case, or a word of it, still stands."""
    said = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            text = str(row)
            if str(case.pk) in text or case.pk.hex in text or "Open tenders in Paraguay" in text:
                said.append(model._meta.label)
    return sorted(set(said))


def test_a_case_goes_with_all_that_was_said_in_it_and_leaves_a_certificate(
    case, reviewer, second, django_capture_on_commit_callbacks
):
    assert len(files()) == 2
    assert "vetting.HistoricalCase" in left_of(case)
    disposal = proposed(case, by=reviewer)

    with django_capture_on_commit_callbacks(execute=True):
        certificate = gone(disposal, by=second)

    connection.check_constraints()
    assert left_of(case) == ["retention.Item"]
    assert (Evidence.objects.count(), files(), Leaving.objects.count()) == (0, [], 0)
    assert Evidence.history.count() == 0
    assert {code: certificate.counts[code] for code in ("record", "evidence", "file")} == {
        "record": 1,
        "evidence": 2,
        "file": 1,
    }
    assert ["file", LETTER] in certificate.hashes
    assert (certificate.years, certificate.proposed_by, certificate.by) == (7, reviewer, second)
    (line,) = Event.objects.filter(code="vetting.disposed")
    assert line.subject == "registry.organisation"


def test_a_file_that_could_not_be_removed_yet_is_removed_at_night(
    case, reviewer, second, monkeypatch
):
    gone(proposed(case, by=reviewer), by=second)  # nothing is committed in a test, so it waits
    assert (len(files()), Leaving.objects.count()) == (2, 2)

    sweep()
    sweep()

    assert (files(), Leaving.objects.count()) == ([], 0)


def test_what_the_partner_declared_goes_with_its_case(builder, reviewer, approver, second):
    with ago(years=8):
        old = in_review(by=builder, assessor=reviewer)
        asking, _token = vetting.ask_declaration(old, **ASKED, by=builder)
        signed(asking.declaration)
        vetting.decide(old, decision=State.DECLINED, reason="Sued.", by=approver)
    other = in_research(by=builder, of=partner("Ochre Works"))
    vetting.ask_declaration(other, **ASKED, by=builder)
    hash = Declaration.objects.get(pk=asking.declaration_id).sha256

    certificate = gone(proposed(old, by=reviewer), by=second)

    connection.check_constraints()
    assert ["file", hash] in certificate.hashes
    assert Declaration.objects.get().in_case.case == other
    assert not Event.objects.filter(subject_id=str(asking.declaration_id)).exists()
    with pytest.raises(DatabaseError, match="a_declaration_is_never_deleted"):
        plain("DELETE FROM declarations_declaration")


def rows() -> dict[tuple[str, str], bytes]:
    """Return every row of the database by its table and key, as a certificate writes it down."""
    return {
        (model._meta.db_table, str(row[model._meta.pk.attname])): written(model._meta.db_table, row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
    }


def test_a_certificate_counts_and_hashes_every_row_that_went(builder, reviewer, approver, second):
    with ago(years=8):
        old = in_review(match(), by=builder, assessor=reviewer)
        asking, _token = vetting.ask_declaration(old, **ASKED, by=builder)
        signed(asking.declaration)
        vetting.add_file(old, title="Letter", content=b"All is well.", name="a.txt", by=builder)
        vetting.decide(old, decision=State.DECLINED, reason="Sued.", by=approver)
    disposal, before = proposed(old, by=reviewer), rows()

    certificate = gone(disposal, by=second)

    after = rows()
    went = {key: said for key, said in before.items() if key not in after}
    lines = sum(table == "accounts_event" for table, _key in went)
    counts = certificate.counts
    assert {"evidence_evidence", "evidence_historicalevidence", "declarations_declaration"} < {
        table for table, _key in went
    }
    assert (counts["row"], counts["line"]) == (len(went) - lines, lines)
    assert (counts["evidence"], counts["declaration"], counts["alert"]) == (2, 1, 0)
    assert (counts["file"], counts["printed"]) == (2, 0)
    hash = sha256(b"\n".join(sorted(went.values()))).hexdigest()
    assert ["record", hash] in certificate.hashes


def test_a_row_is_written_in_one_way_only():
    row = {
        "text": "Ñandú “x”\n",
        "at": datetime(2026, 3, 1, 12, 30, 0, 5, tzinfo=ZoneInfo("America/Asuncion")),
        "day": date(2026, 3, 1),
        "key": UUID("0" * 31 + "1"),
        "share": Decimal("12.50"),
        "facts": {"b": [1, None, True], "a": 0.5},
    }
    assert written("a_table", row).decode() == (
        '{"row":{"at":"2026-03-01T15:30:00.000005Z","day":"2026-03-01",'
        '"facts":{"a":0.5,"b":[1,null,true]},"key":"00000000-0000-0000-0000-000000000001",'
        '"share":"12.50","text":"Ñandú “x”\\n"},"table":"a_table"}'
    )


def test_who_shortened_the_clock_does_not_agree_to_what_that_made_due(builder, reviewer, approver):
    root, other = person("Root", Role.ADMINISTRATOR), person("Abby", Role.ADMINISTRATOR)
    young = declined(by=builder, assessor=reviewer, approver=approver, years=5)
    old = declined(
        by=builder, assessor=reviewer, approver=approver, years=8, of=partner("Ochre Works")
    )
    actions.set_clock(CASE, years=4, reason="Our law.", by=root)
    both = proposed(young, old, by=reviewer)
    with pytest.raises(actions.Shortened):
        gone(both, by=root)
    with pytest.raises(DatabaseError, match="who_shortened_a_clock"), transaction.atomic():
        agreed_in_sql(both, root)
    actions.refuse_disposal(both, by=root)
    gone(proposed(old, by=reviewer), by=root)
    gone(proposed(young, by=reviewer), by=other)
    assert Case.objects.count() == 0


def test_one_file_that_cannot_be_removed_keeps_no_other(case, reviewer, second, monkeypatch):
    gone(proposed(case, by=reviewer), by=second)
    stuck = Leaving.objects.order_by("pk")[0].name
    storage: Any = default_storage
    remove = storage.delete

    def fail(name: str) -> None:
        if name == stuck:
            raise PermissionError
        remove(name)

    monkeypatch.setattr(storage._wrapped, "delete", fail)
    with pytest.raises(PermissionError):
        sweep()
    assert [leaving.name for leaving in Leaving.objects.all()] == [stuck]


@pytest.mark.parametrize(("years", "is_due"), [(6.9, False), (7.1, True)])
def test_a_case_is_past_its_day_when_its_years_are_over(years, is_due, builder, reviewer, approver):
    declined(by=builder, assessor=reviewer, approver=approver, years=years)
    assert bool(due()) is is_due


def test_a_clearance_is_kept_from_its_last_day_on(builder, reviewer, approver):
    with ago(years=7.5):
        cleared(by=builder, assessor=reviewer, approver=approver)
    assert due() == []
    actions.set_clock(CASE, years=6, reason="Our law.", by=person("Root", Role.ADMINISTRATOR))
    assert due() == ["Blue River Bank"]


def test_a_decline_and_a_match_are_remembered_for_three_years_whatever_the_clock_says(
    builder, reviewer, approver
):
    actions.set_clock(CASE, years=1, reason="Our law.", by=person("Root", Role.ADMINISTRATOR))
    declined(by=builder, assessor=reviewer, approver=approver, years=2.9)
    with ago(years=2.9):
        found = in_research(match(entry="9"), by=builder, of=partner("Ochre Works"))
        vetting.decide_hit(found.hits.get(), state="true_match", reason="Same.", by=reviewer)
    assert due() == []
    declined(by=builder, assessor=reviewer, approver=approver, years=3.1, of=partner("Umber"))
    assert due() == ["Umber"]


def test_a_case_that_goes_on_or_is_brought_up_is_not_due(case, builder):
    assert due() == ["Blue River Bank"]
    begun(by=builder, of=case.organisation, recalled=[case.pk])
    assert due() == []


def test_it_takes_two_and_neither_has_a_conflict(case, reviewer, approver, second):
    disposal = proposed(case, by=second)
    with pytest.raises(SamePerson):
        gone(disposal, by=second)
    vetting.declare(
        case.organisation, nature="My brother.", since=timezone.localdate(), by=approver
    )
    with pytest.raises(Barred):
        gone(disposal, by=approver)
    with pytest.raises(NotAllowed):
        gone(disposal, by=reviewer)
    assert Case.objects.count() == 1
    actions.refuse_disposal(disposal, by=second)
    with pytest.raises(Settled):
        gone(disposal, by=person("Abby", Role.APPROVER))


def test_what_changed_since_it_was_proposed_stays(case, builder, reviewer, second):
    disposal = proposed(case, by=reviewer)
    actions.set_clock(CASE, years=9, reason="Our law.", by=person("Root", Role.ADMINISTRATOR))
    with pytest.raises(actions.NotDue):
        gone(disposal, by=second)
    assert (Case.objects.count(), Certificate.objects.count()) == (1, 0)


def test_what_is_not_due_or_proposed_already_is_not_proposed(case, builder, reviewer):
    other = begun(by=builder, of=partner("Ochre Works"))
    for chosen in ([other], [case, other], []):
        with pytest.raises(actions.NotDue):
            proposed(*chosen, by=reviewer)
    proposed(case, by=reviewer)
    with pytest.raises(actions.NotDue):
        proposed(case, by=reviewer)


def test_a_table_that_came_to_nothing_goes_after_a_year(builder, reviewer, second):
    with ago(years=1.1):
        source = uploaded(builder, "name\nOther Works\n")
        brought = uploaded(builder, "name\nHarbour Works\n")
        registry.confirm_import(brought, anyway=(), by=builder)
    uploaded(builder, "name\nYoung Works\n")

    made = actions.propose_disposal("registry.import", [source.pk], reason="Old.", by=reviewer)
    certificate = gone(made, by=second)

    assert certificate.counts["record"] == 1
    assert Import.objects.count() == 2
    with pytest.raises(actions.NotDue):
        actions.propose_disposal("registry.import", [brought.pk], reason="Old.", by=reviewer)


# What the database says by itself.


def agreed_in_sql(disposal: Disposal, by: Any) -> Any:
    """Agree past every action, and return the key of a certificate that is not there yet."""
    key = uuid4()
    Disposal.objects.filter(pk=disposal.pk).update(
        state="agreed", decided_by=by, decided_at=timezone.now(), certificate_id=key
    )
    return key


def in_sql(*cases: Case, by: Any, years: int = 7, until: Any = None) -> Disposal:
    """Propose past every action."""
    day = until or timezone.localdate() - timedelta(days=1)
    disposal = Disposal.objects.create(
        kind=CASE, years=years, reason="Old.", proposed_by=by, proposed_at=timezone.now()
    )
    for case in cases:
        Item.objects.create(
            disposal=disposal, kind=CASE, record=case.pk.hex, closed=day, kept_until=day
        )
    return disposal


TABLES = [
    "case",
    "historicalcase",
    "hit",
    "historicalhit",
    "screening",
    "finding",
    "historicalfinding",
    "exhibit",
    "approval",
]


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_a_case_is_deleted_without_a_disposal(table, case, reviewer):
    proposed(case, by=reviewer)
    with pytest.raises(DatabaseError, match=STAYS):
        plain(f"DELETE FROM vetting_{table}")


@pytest.mark.parametrize(
    "table", ["evidence_evidence", "evidence_historicalevidence", "accounts_event"]
)
def test_nor_its_evidence_nor_its_trail(table, case, reviewer):
    proposed(case, by=reviewer)
    with pytest.raises(DatabaseError, match=STAYS):
        plain(f"DELETE FROM {table}")


def test_a_disposal_lets_its_own_case_go_and_no_other(case, builder, reviewer, approver, second):
    other = declined(
        by=builder, assessor=reviewer, approver=approver, years=9, of=partner("Ochre Works")
    )
    with undone():
        agreed_in_sql(proposed(case, by=reviewer), second)
        _only_its_own(case, other)


def _only_its_own(case: Case, other: Case) -> None:
    for table in ("screening", "hit", "exhibit", "historicalhit", "historicalfinding"):
        with pytest.raises(DatabaseError, match=STAYS):
            plain(f"DELETE FROM vetting_{table} WHERE case_id = %s", in_database(other.pk))
    piece = other.exhibits.all()[0].evidence_id
    with pytest.raises(DatabaseError, match="evidence_is_never_deleted"):
        plain("DELETE FROM evidence_evidence WHERE id = %s", in_database(piece))
    with pytest.raises(DatabaseError, match="only_added_to"):
        plain("DELETE FROM accounts_event WHERE subject_id = %s", str(other.pk))
    plain("DELETE FROM accounts_event WHERE subject_id = %s", str(case.pk))


def certify(key: UUID, *, by: Any) -> None:
    moments = {"proposed_by": by, "proposed_at": timezone.now(), "by": by, "at": timezone.now()}
    Certificate.objects.create(pk=key, kind=CASE, years=7, counts={}, hashes=[], **moments)


def test_a_certificate_waits_until_its_records_are_gone(case, reviewer, second):
    with undone():
        key = agreed_in_sql(proposed(case, by=reviewer), second)
        with pytest.raises(DatabaseError, match="to_be_gone"), transaction.atomic():
            certify(key, by=second)


def test_no_certificate_is_of_nothing(second):
    with pytest.raises(DatabaseError, match="a_certificate_is_of_a_disposal"), transaction.atomic():
        certify(uuid4(), by=second)


def test_the_database_lets_nobody_agree_too_early(builder, reviewer, approver, second):
    young = declined(by=builder, assessor=reviewer, approver=approver, years=6.5)
    with pytest.raises(DatabaseError, match="before_its_day"), transaction.atomic():
        agreed_in_sql(in_sql(young, by=reviewer), second)
    with pytest.raises(DatabaseError, match="stays_what_was_said"), transaction.atomic():
        agreed_in_sql(in_sql(young, by=reviewer, years=6), second)
    later = timezone.localdate() + timedelta(days=300)
    with pytest.raises(DatabaseError, match="nothing_goes_before"), transaction.atomic():
        agreed_in_sql(in_sql(young, by=reviewer, until=later), second)
    actions.set_clock(CASE, years=1, reason="Law.", by=person("Root", Role.ADMINISTRATOR))
    new = declined(
        by=builder, assessor=reviewer, approver=approver, years=2.5, of=partner("Ochre Works")
    )
    with pytest.raises(DatabaseError, match="before_its_day"), transaction.atomic():
        agreed_in_sql(in_sql(new, by=reviewer, years=1), second)
    with undone():
        agreed_in_sql(in_sql(young, by=reviewer, years=1), second)


def test_the_database_lets_no_case_go_that_goes_on(case, builder, reviewer, second):
    ongoing = begun(by=builder, of=partner("Ochre Works"))
    with pytest.raises(DatabaseError, match="before_its_day"), transaction.atomic():
        agreed_in_sql(in_sql(case, ongoing, by=reviewer), second)


def test_evidence_and_alerts_of_another_case_join_no_disposal(case, builder, reviewer, second):
    other = in_research(by=builder, of=partner("Ochre Works"))
    note = vetting.add_note(other, title="Call", note="All is well.", by=builder)
    disposal = in_sql(case, by=reviewer)
    day = timezone.localdate() - timedelta(days=1)
    Item.objects.create(
        disposal=disposal, kind="evidence.evidence", record=note.pk.hex, closed=day, kept_until=day
    )
    with pytest.raises(DatabaseError, match="evidence_goes_with_its_case"), transaction.atomic():
        agreed_in_sql(disposal, second)


def test_what_was_proposed_and_agreed_stays(case, reviewer, second):
    disposal = proposed(case, by=reviewer)
    item = disposal.items.all()[0]
    with pytest.raises(DatabaseError, match="retention_item_is_only_added_to"):
        plain("UPDATE retention_item SET kind = 'x'")
    certificate = gone(disposal, by=second)
    for table in ("certificate", "item", "disposal"):
        with pytest.raises(DatabaseError, match=STAYS):
            plain(f"DELETE FROM retention_{table}")
    item = Item(
        disposal=disposal, kind=CASE, record=uuid4().hex, closed=item.closed, kept_until=item.closed
    )
    with pytest.raises(DatabaseError, match="nothing_joins_a_disposal_later"), transaction.atomic():
        item.save()
    with pytest.raises(DatabaseError, match="a_disposal_stays_what_was_said"):
        plain("UPDATE retention_disposal SET reason = 'x'")
    with pytest.raises(DatabaseError, match="retention_certificate_is_only_added_to"):
        plain("UPDATE retention_certificate SET years = 1")
    assert Certificate.objects.get() == certificate


@transaction.atomic
def _left_open(disposal: Disposal, *, by: Any) -> None:
    agreed_in_sql(disposal, by)
    plain("DELETE FROM vetting_exhibit")


@pytest.mark.django_db(transaction=True)
def test_no_transaction_ends_with_a_disposal_agreed_and_no_certificate(
    builder, reviewer, approver, second
):
    case = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    disposal = proposed(case, by=reviewer)
    with pytest.raises(IntegrityError):
        _left_open(disposal, by=second)
    assert Disposal.objects.get().state == "proposed"
    assert case.exhibits.count() == 2


def test_who_broke_off_left_nothing_half_done(case, reviewer, second, monkeypatch):
    disposal = proposed(case, by=reviewer)

    def break_off(*_args: Any, **_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Certificate.objects, "create", break_off)
    with pytest.raises(RuntimeError):
        gone(disposal, by=second)
    assert Case.objects.get().exhibits.count() == 2
    assert (Leaving.objects.count(), len(files())) == (0, 2)
    assert Case.objects.get().state == State.DECLINED
