"""Signatures freeze: whatever somebody's account says later, page, file and history name them as
they were.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document

from convene.apps.accounts import actions as accounts
from convene.apps.accounts.models import Role, User
from convene.apps.registry import actions as registry
from convene.apps.registry.queries.signing import signed
from convene.apps.vetting import exports
from convene.core.organisations import Content
from tests.apps.vetting.people import at_desk_of, cleared, now, partner, person

pytestmark = pytest.mark.django_db
THEN = "Rita (Reviewer, rita@example.org)"


def changed(reviewer, administrator) -> None:
    """Let a reviewer be called otherwise, with another role and address."""
    accounts.update_profile(reviewer, name="Zora", language="", time_zone="", by=reviewer)
    accounts.correct_address(reviewer, email="zora@example.net", by=administrator)
    accounts.change_role(reviewer, role=Role.VIEWER, by=administrator)


def text_of(case, *, by) -> str:
    file = exports.case_file(case, format="docx", by=by, on=timezone.localdate())
    document = Document(BytesIO(file.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_changing_an_account_changes_no_page_and_no_file(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    changed(reviewer, person("Adam", Role.ADMINISTRATOR))
    page = at_desk_of(approver).get(reverse("vetting:case", args=[done.pk])).content.decode()
    assert f"Assessed by {THEN}" in " ".join(page.split())
    assert "Zora" not in page
    file = text_of(now(done), by=builder)
    assert THEN in file
    assert "Zora" not in file
    assert "Abel (Approver, abel@example.org)" in file


def test_a_signature_says_where_somebody_belonged_then(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    ours, administrator = partner("Harbour Trust"), person("Adam", Role.ADMINISTRATOR)
    at, day = timezone.now(), timezone.localdate()
    assert str(signed(reviewer, at, known={})) == THEN
    long_ago = day - timedelta(days=900)
    joined = registry.join(reviewer, organisation=ours, since=long_ago, by=administrator)
    assert done.assessed_at is not None
    assert str(signed(reviewer, done.assessed_at, known={})) == THEN  # said only since
    member = timezone.now()
    registry.save(ours, Content(name="Harbour Fund", country="PY"), seen=1, by=builder)
    registry.leave(joined, until=day - timedelta(days=1), by=administrator)
    there = "Rita (Reviewer, Harbour Trust, rita@example.org)"
    assert str(signed(reviewer, member, known={})) == there
    assert str(signed(reviewer, timezone.now(), known={})) == THEN


def test_what_an_account_said_is_not_rewritten(reviewer):
    for column, value in (("name", "Zora"), ("email", "zora@example.net"), ("role", "approver")):
        statement = f"UPDATE accounts_historicaluser SET {column} = '{value}'"
        with (
            pytest.raises(DatabaseError, match="is_only_added_to_update"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with (
        pytest.raises(DatabaseError, match="is_only_added_to_delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM accounts_historicaluser")


def test_history_of_a_record_marks_a_name_that_another_account_bears(builder, reviewer):
    ours = partner("Harbour Trust")
    registry.save(ours, Content(name="Harbour Fund", country="PY"), seen=1, by=builder)
    where = reverse("registry:history", args=[ours.pk])
    page = at_desk_of(reviewer).get(where).content.decode()
    assert "· Bea\n" in page or "· Bea<" in page
    User.objects.create_user(email="b@example.net", name="BEA", role=Role.VIEWER)
    assert "Bea (bea@example.org)" in at_desk_of(reviewer).get(where).content.decode()


def test_a_page_asks_as_much_of_the_database_for_many_acts_of_one_person(
    builder, reviewer, approver, django_assert_max_num_queries
):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    from django.template import Context, Template  # local: shown once here

    twice = "{% load signatures %}" + "{% signed who at %}" * 40
    with django_assert_max_num_queries(2):
        shown = Template(twice).render(Context({"who": reviewer, "at": done.assessed_at}))
    assert shown == THEN * 40
