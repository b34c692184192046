"""Who reaches which page of the registry."""

from typing import Any

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from tests.apps.registry.people import at_desk_of, organisation, person, uploaded

pytestmark = pytest.mark.django_db
TABLE = {
    # page: what a viewer, a builder, a reviewer, an approver, an administrator and nobody get
    "GET organisations": (200, 200, 200, 200, 200, 302),
    "GET export": (200, 200, 200, 200, 200, 302),
    "GET organisation": (200, 200, 200, 200, 200, 302),
    "GET history": (200, 200, 200, 200, 200, 302),
    "GET merges": (200, 200, 200, 200, 200, 302),
    "GET merge": (200, 200, 200, 200, 200, 302),
    "GET create": (403, 200, 200, 200, 200, 302),
    "POST create": (403, 200, 200, 200, 200, 302),
    "GET edit": (403, 200, 200, 200, 200, 302),
    "POST edit": (403, 200, 200, 200, 200, 302),
    "GET propose": (403, 200, 200, 200, 200, 302),
    "POST propose": (403, 200, 200, 200, 200, 302),
    "GET import": (403, 200, 200, 200, 200, 302),
    "POST import": (403, 200, 200, 200, 200, 302),
    "GET preview": (403, 200, 200, 200, 200, 302),
    "POST confirm_import": (403, 302, 302, 302, 302, 302),
    "POST undo_import": (403, 302, 302, 302, 302, 302),
    "POST confirm_merge": (403, 403, 302, 302, 302, 302),
    "POST refuse_merge": (403, 403, 302, 302, 302, 302),
    "POST split_merge": (403, 403, 302, 302, 302, 302),
    "GET confirm_merge": (405, 405, 405, 405, 405, 302),
    "GET undo_import": (403, 405, 405, 405, 405, 302),
}


@pytest.mark.parametrize("page", TABLE)
def test_who_gets_what(page):
    proposer = person("Paula")
    bank, copy = organisation(by=proposer), organisation("Azure River Savings", by=proposer)
    merge = actions.propose_merge(copy, kept=bank, reason="One address.", by=proposer)
    source = uploaded(proposer, "name\nOther Works\n")
    method, name = page.split()
    arguments: dict[str, list[Any]] = {
        "export": ["csv"],
        **{key: [bank.pk] for key in ("organisation", "history", "edit", "propose")},
        **{key: [source.pk] for key in ("preview", "confirm_import", "undo_import")},
        **{key: [merge.pk] for key in ("merge", "confirm_merge", "refuse_merge", "split_merge")},
    }
    address = reverse(f"registry:{name}", args=arguments.get(name, []))
    people = [*(person(role.value, role) for role in Role), None]
    assert tuple(at_desk_of(someone).generic(method, address).status_code for someone in people) == TABLE[page]


def test_what_is_not_there_is_not_found():
    nowhere = "00000000-0000-4000-8000-000000000000"
    desk = at_desk_of(person("Rita", Role.REVIEWER))
    pages = [
        *(reverse(f"registry:{name}", args=[nowhere]) for name in ("organisation", "edit", "history", "propose", "preview")),
        reverse("registry:merge", args=[1]),
        reverse("registry:export", args=["pdf"]),
    ]
    assert [desk.get(page).status_code for page in pages] == [404] * len(pages)


def test_a_proposer_may_not_confirm_and_may_take_back():
    rita = person("Rita", Role.APPROVER)
    merge = actions.propose_merge(organisation("Azure River Savings"), kept=organisation(), reason="One address.", by=rita)
    desk = at_desk_of(rita)
    assert desk.post(reverse("registry:confirm_merge", args=[merge.pk])).status_code == 403
    assert desk.post(reverse("registry:refuse_merge", args=[merge.pk])).status_code == 302
    merge.refresh_from_db()
    assert merge.state == "refused"
