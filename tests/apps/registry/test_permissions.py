"""What the registry keeps from people, beside what test_reach.py and test_doors.py hold."""

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from tests.apps.registry.people import at_desk_of, organisation, person

pytestmark = pytest.mark.django_db


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
