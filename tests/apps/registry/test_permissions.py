"""What the registry keeps from people, beside the roles that tests/apps/test_reach.py walks
through.
"""

from datetime import date
from inspect import isfunction
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convene.apps.accounts.models import Event, Role
from convene.apps.registry import actions
from convene.apps.registry.actions.importing import Table
from convene.apps.registry.models import Organisation
from convene.core.organisations import Content
from tests.apps.registry.people import at_desk_of, organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def test_what_is_not_there_is_not_found():
    nowhere = "00000000-0000-4000-8000-000000000000"
    desk = at_desk_of(person("Rita", Role.REVIEWER))
    pages = [
        *(
            reverse(f"registry:{name}", args=[nowhere])
            for name in ("organisation", "edit", "history", "propose", "preview")
        ),
        reverse("registry:merge", args=[1]),
        reverse("registry:export", args=["pdf"]),
    ]
    assert [desk.get(page).status_code for page in pages] == [404] * len(pages)


def test_a_proposer_may_not_confirm_and_may_take_back():
    rita = person("Rita", Role.APPROVER)
    merge = actions.propose_merge(
        organisation("Azure River Savings"), kept=organisation(), reason="One address.", by=rita
    )
    desk = at_desk_of(rita)
    assert desk.post(reverse("registry:confirm_merge", args=[merge.pk])).status_code == 403
    assert desk.post(reverse("registry:refuse_merge", args=[merge.pk])).status_code == 302
    merge.refresh_from_db()
    assert merge.state == "refused"


def version(organisation: Organisation) -> int:
    return Organisation.objects.get(pk=organisation.pk).version


DOORS = {
    "add_contact": lambda it, by: actions.add_contact(
        it.bank, name="J", channel="J", consent="J", keep_until=DAY, by=by
    ),
    "bring_in": lambda it, by: actions.bring_in(
        Content(name="Mine"), open_data_id="cv-9", name="Mine", by=by
    ),
    "confirm_import": lambda it, by: actions.confirm_import(it.source, anyway=(), by=by),
    "confirm_merge": lambda it, by: actions.confirm_merge(it.merge, by=by),
    "create": lambda it, by: actions.create(Content(name="Mine"), by=by),
    "decide_sameness": lambda it, by: actions.decide_sameness(
        {"c": "C", "d": "D"}, same=True, reason="Same.", by=by
    ),
    "erase_contact": lambda it, by: actions.erase_contact(it.contact, by=by),
    "join": lambda it, by: actions.join(by, organisation=it.bank, since=DAY, by=by),
    "leave": lambda it, by: actions.leave(it.membership, until=DAY, by=by),
    "link": lambda it, by: actions.link(it.bank, open_data_id="cv-9", name="Bank", by=by),
    "preview_import": lambda it, by: actions.preview_import(
        Table(file_name="a.csv", sha256="", unknown=(), rows=()), by=by
    ),
    "propose_merge": lambda it, by: actions.propose_merge(
        it.other, kept=it.bank, reason="Same.", by=by
    ),
    "record_consent": lambda it, by: actions.record_consent(
        it.bank, subject="logo", given_by="J", given_on=DAY, evidence="J", by=by
    ),
    "refuse_merge": lambda it, by: actions.refuse_merge(it.merge, by=by),
    "save": lambda it, by: actions.save(
        it.bank, Content(name="Mine"), seen=version(it.bank), by=by
    ),
    "split_merge": lambda it, by: actions.split_merge(it.merged, reason="Two.", by=by),
    "undo_import": lambda it, by: actions.undo_import(it.imported, by=by),
    "undo_sameness": lambda it, by: actions.undo_sameness(it.sameness, by=by),
    "unlink": lambda it, by: actions.unlink(it.joined, by=by),
    "withdraw_consent": lambda it, by: actions.withdraw_consent(it.consent, by=by),
}
"""Every action of the registry, as a page, an API or a job would call it."""
NEEDS = {
    "confirm_merge": Role.REVIEWER,
    "refuse_merge": Role.REVIEWER,
    "split_merge": Role.REVIEWER,
    "join": Role.ADMINISTRATOR,
    "leave": Role.ADMINISTRATOR,
}
"""The least role that may; a builder for all others."""
ROLES = list(Role)


@pytest.fixture
def it():
    """Things that somebody made whom nobody here knows."""
    wanda, ravi = person("Wanda"), person("Ravi", Role.ADMINISTRATOR)
    bank, copy, twin = (organisation(name, by=wanda) for name in ("Bank", "Copy", "Twin"))
    said: dict[str, Any] = {"given_by": "J", "given_on": DAY, "evidence": "J"}
    table = Table(file_name="a.csv", sha256="", unknown=(), rows=())
    merged = actions.propose_merge(twin, kept=bank, reason="Same.", by=wanda)
    imported = actions.preview_import(table, by=wanda)
    return SimpleNamespace(
        bank=bank,
        other=organisation("Other", by=wanda),
        merge=actions.propose_merge(copy, kept=bank, reason="Same.", by=wanda),
        merged=actions.confirm_merge(merged, by=ravi),
        source=actions.preview_import(table, by=wanda),
        imported=actions.confirm_import(imported, anyway=(), by=wanda),
        contact=actions.add_contact(
            bank, name="J", channel="J", consent="J", keep_until=DAY, by=wanda
        ),
        consent=actions.record_consent(bank, subject="name", **said, by=wanda),
        joined=actions.link(bank, open_data_id="cv-1", name="Bank", by=wanda),
        sameness=actions.decide_sameness({"a": "A", "b": "B"}, same=True, reason="S.", by=wanda),
        membership=actions.join(wanda, organisation=bank, since=DAY, by=ravi),
    )


def test_every_action_is_named_here():
    functions = {name for name in actions.__all__ if isfunction(getattr(actions, name))}
    assert set(DOORS) == functions


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("door", DOORS)
def test_an_action_asks_itself_whether_somebody_may(door, role, it):
    someone, before = person("Someone", role), Event.objects.count()
    if ROLES.index(role) >= ROLES.index(NEEDS.get(door, Role.BUILDER)):
        DOORS[door](it, someone)
        assert Event.objects.count() > before
    else:
        with pytest.raises(PermissionDenied):
            DOORS[door](it, someone)
        assert Event.objects.count() == before
