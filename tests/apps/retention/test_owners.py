"""Owners that a table brought by mistake go with the table, unless their organisation is held; what
a decision on a hit rests on goes with its case.
"""

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from convene.apps.accounts.models import Event
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Import, Organisation, Tie
from convene.apps.retention import actions, queries
from convene.apps.retention.models import Certificate, Disposal, Item
from convene.apps.vetting import actions as vetting
from convene.core.diligence import State
from convene.core.ties import Who
from convene.ground.forgetting import written
from tests.apps.registry.people import organisation, uploaded
from tests.apps.retention.people import ORGANISATION, ago, gone, proposed
from tests.apps.vetting.people import in_research, match, only_hit, researched

pytestmark = pytest.mark.django_db
IMPORT = "registry.import"
OWNERS = """organisation,name,kind,role,share,born
Slate Harbour Bank,Wandolin Tarvesk,person,owner,60,1961
Slate Harbour Bank,Quendor Holding,company,owner,40,
"""


@pytest.fixture
def bank(builder) -> Organisation:
    return organisation("Slate Harbour Bank", by=builder)


@pytest.fixture
def source(bank, builder) -> Import:
    """A table of owners that was undone long ago."""
    with ago(years=1.1):
        brought = registry.confirm_import(uploaded(builder, OWNERS), anyway=(), by=builder)
        return registry.undo_import(brought, by=builder)


def chosen(source: Import, *, by: Any) -> Disposal:
    return actions.propose_disposal(IMPORT, [source.pk], reason="Past its day.", by=by)


def rows() -> dict[tuple[str, str], bytes]:
    return {
        (model._meta.db_table, str(row[model._meta.pk.attname])): written(model._meta.db_table, row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
    }


def refused_in_sql(why: str, statement: str, *values: Any) -> None:
    with (
        pytest.raises(DatabaseError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def agreed_in_sql(disposal: Disposal, *, by: Any) -> None:
    Disposal.objects.filter(pk=disposal.pk).update(
        state="agreed", decided_by=by, decided_at=timezone.now(), certificate_id=uuid4()
    )


def test_owners_go_with_the_table_that_named_them_and_are_counted(
    source, bank, builder, reviewer, second
):
    stays = Who(role="owner", kind="person", name="Jo Vark", source="A letter.")
    kept = registry.add_tie(bank, stays, by=builder)
    disposal, before = chosen(source, by=reviewer), rows()

    certificate = gone(disposal, by=second)

    connection.check_constraints()
    after = rows()
    went = {key: said for key, said in before.items() if key not in after}
    tables = [table for table, _key in went]
    counted = {table: tables.count(table) for table in set(tables)}
    assert counted == {
        "registry_import": 1,
        "registry_tie": 2,
        "registry_historicaltie": 4,
        "accounts_event": 7,
    }
    assert certificate.counts == {"record": 1, "tie": 2, "row": 7, "line": 7}
    hash = sha256(b"\n".join(sorted(went.values()))).hexdigest()
    assert certificate.hashes == [["record", hash], ["file", source.sha256]]
    assert list(Tie.objects.all()) == [kept]
    assert not any(b"Tarvesk" in said or b"Quendor" in said for said in after.values())


def test_owners_that_were_not_taken_back_keep_their_table(bank, builder, reviewer):
    with ago(years=3):
        brought = registry.confirm_import(uploaded(builder, OWNERS), anyway=(), by=builder)
    with pytest.raises(actions.NotDue):
        chosen(brought, by=reviewer)
    refused_in_sql("who_stands_behind_is_never_deleted", "DELETE FROM registry_tie")


def test_while_their_organisation_is_held_nothing_of_the_table_goes(source, bank, reviewer, second):
    disposal = chosen(source, by=reviewer)
    actions.propose_hold(ORGANISATION, bank.pk, reason="A court asks for it.", by=reviewer)
    (due,) = queries.shelf(IMPORT, today=timezone.localdate()).due

    assert due.held
    with pytest.raises(actions.NotDue):
        gone(disposal, by=second)
    with pytest.raises(DatabaseError, match="owners_under_legal_hold_stay"), transaction.atomic():
        agreed_in_sql(disposal, by=second)
    assert (Tie.objects.count(), Certificate.objects.count()) == (2, 0)


def test_who_refused_the_hold_does_not_agree_that_they_go(source, bank, reviewer, second):
    hold = actions.propose_hold(ORGANISATION, bank.pk, reason="A court asks for it.", by=reviewer)
    actions.refuse_hold(hold, reason="The court has closed that matter.", by=second)
    with pytest.raises(actions.LetGo):
        gone(chosen(source, by=reviewer), by=second)


def test_the_database_lets_no_owner_go_without_the_table(source, bank, builder, reviewer, second):
    with ago(years=1.05):
        other = uploaded(builder, "name\nOther Works\n")
    disposal = chosen(other, by=reviewer)
    tie = Tie.objects.earliest("name")
    refused_in_sql("who_stands_behind_is_never_deleted", "DELETE FROM registry_tie")
    refused_in_sql("only_added_to", "DELETE FROM registry_historicaltie")
    refused_in_sql(
        "who_stands_behind_stays",
        "UPDATE registry_tie SET brought_in_id = (SELECT id FROM registry_import WHERE id <> brought_in_id)",
    )
    with transaction.atomic():
        Item.objects.create(
            disposal=disposal,
            kind="registry.tie",
            record=tie.pk.hex,
            closed=source.undone_at.date(),
            kept_until=source.undone_at.date(),
        )
        with pytest.raises(DatabaseError, match="a_tie_goes_with_the_table"), transaction.atomic():
            agreed_in_sql(disposal, by=second)
        transaction.set_rollback(True)


def test_what_a_decision_on_a_hit_rests_on_goes_with_its_case_and_is_counted(
    builder, reviewer, approver, second
):
    with ago(years=8):
        case = in_research(match(), by=builder)
        shown = vetting.add_note(case, title="Register", note="Founded in 1961.", by=builder)
        reason = "Another country, says the register of companies there."
        hit = only_hit(case)
        vetting.decide_hit(
            hit, state="false_positive", reason=reason, evidence=[shown], by=reviewer
        )
        vetting.assess(researched(case, by=builder), assessment="Sound.", by=reviewer)
        vetting.submit(case, by=reviewer)
        vetting.decide(case, decision=State.DECLINED, reason="Sued.", by=approver)
    disposal, before = proposed(case, by=reviewer), rows()

    certificate = gone(disposal, by=second)

    connection.check_constraints()
    after = rows()
    went = [table for table, _key in before.keys() - after.keys()]
    assert went.count("vetting_hit_evidence") == 1
    assert certificate.counts["row"] == len(went) - went.count("accounts_event")
    assert not Event.objects.filter(subject_id=str(shown.pk)).exists()
