"""What takes two people: whatever comes next takes them with a few lines, and the database holds
it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from convene.apps.accounts.models import Role, User
from convene.ground import proposals, trail
from tests.ground import override
from tests.ground.override import Override

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Override)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Override)


def person(name: str, role: Role) -> User:
    return User.objects.create_user(email=f"{name.lower()}@example.org", name=name, role=role)


@pytest.fixture
def bea() -> User:
    return person("Bea", Role.BUILDER)


@pytest.fixture
def abel() -> User:
    return person("Abel", Role.APPROVER)


def test_a_next_kind_of_proposal_costs_about_thirty_lines():
    written = Path(override.__file__).read_text(encoding="utf-8")
    statements = [
        node
        for node in ast.parse(written).body
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr)
    ]
    lines = sum((node.end_lineno or 0) - node.lineno + 1 for node in statements)

    assert lines <= 30


def test_one_proposes_and_another_decides(bea, abel):
    made = override.propose("signed MoU", reason="The minister signs on Friday.", by=bea)
    agreed = override.agree(made, by=abel)

    assert (agreed.state, agreed.proposed_by, agreed.decided_by) == ("agreed", bea, abel)
    assert [line.what for line in trail.lines(agreed)] == ["The gate signed MoU was overridden."]
    with pytest.raises(proposals.Settled):
        override.agree(made, by=person("Ana", Role.APPROVER))


def test_nobody_agrees_with_themselves(abel):
    made = override.propose("signed MoU", reason="In a hurry.", by=abel)

    with pytest.raises(proposals.SamePerson):
        override.agree(made, by=abel)


def test_one_about_the_same_waits_at_a_time(bea):
    override.propose("signed MoU", reason="The minister signs on Friday.", by=bea)

    with pytest.raises(proposals.Waiting):
        override.propose("signed MoU", reason="On Saturday.", by=bea)


def test_the_rules_say_who(bea):
    made = override.propose("signed MoU", reason="The minister signs on Friday.", by=bea)

    with pytest.raises(PermissionDenied):
        override.agree(made, by=bea)


@pytest.mark.parametrize(
    "lie",
    [
        {"reason": " "},
        {"state": "agreed"},
        {"state": "perhaps"},
        {"state": "undone", "undone_reason": ""},
    ],
    ids=str,
)
def test_the_database_refuses_what_took_no_two_people(lie, bea):
    values = {
        "gate": "signed MoU",
        "reason": "On Friday.",
        "proposed_by": bea,
        "proposed_at": timezone.now(),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Override._base_manager.create(**{**values, **lie})


def test_nor_does_it_take_the_proposer_for_the_second(bea):
    made = override.propose("signed MoU", reason="The minister signs on Friday.", by=bea)

    with pytest.raises(IntegrityError), transaction.atomic():
        Override._base_manager.filter(pk=made.pk).update(
            state="agreed", decided_by=bea, decided_at=timezone.now()
        )
