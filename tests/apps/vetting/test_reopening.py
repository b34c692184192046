"""Why a case is opened again: what is offered is what can be so, and what fits stands first."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from convene.apps.vetting import actions
from convene.apps.vetting.actions.cases import expire
from convene.apps.vetting.models import Case
from convene.core.diligence import State
from tests.apps.vetting.people import at_desk_of, cleared, ends_on, in_review, now

pytestmark = pytest.mark.django_db
SHAKEN = ["hit", "owner", "report", "scope"]


def expired(builder, reviewer, approver) -> Case:
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    over = timezone.localdate() - timedelta(days=1)
    ends_on(case, over)
    return now(case)


def deferred(builder, reviewer, approver) -> Case:
    case = in_review(by=builder, assessor=reviewer)
    return actions.decide(case, decision=State.DEFERRED, reason="Wait.", by=approver)


def offered(case: Case, by) -> tuple[list[str], list[str]]:
    """Return which reasons the form offers, and which of them is chosen."""
    page = at_desk_of(by).get(reverse("vetting:reopen", args=[case.pk])).content.decode()
    select = re.search(r'<select name="why".*?</select>', page, re.DOTALL)
    assert select
    codes = re.findall(r'<option value="(\w+)"( selected)?', select[0])
    return [code for code, _chosen in codes], [code for code, chosen in codes if chosen]


def test_what_ended_is_opened_again_because_it_ended(builder, reviewer, approver):
    case = expired(builder, reviewer, approver)
    assert offered(case, reviewer) == (["ended", *SHAKEN], ["ended"])
    expire(today=timezone.localdate())
    assert offered(case, reviewer) == (["ended", *SHAKEN], ["ended"])
    case = actions.reopen(now(case), why="ended", text="A second year.", by=reviewer)
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "Opened again. The clearance has ended: A second year." in page


def test_what_was_put_off_is_opened_again_because_what_was_waited_for_is_there(
    builder, reviewer, approver
):
    case = deferred(builder, reviewer, approver)
    assert offered(case, reviewer) == (["awaited", *SHAKEN], ["awaited"])
    case = actions.reopen(case, why="awaited", text="The audit came.", by=reviewer)
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "Opened again. What was waited for is there: The audit came." in page


def test_a_clearance_that_lasts_is_opened_again_for_what_shakes_it(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    assert offered(case, reviewer) == (SHAKEN, ["hit"])
    actions.report(case, text="Sued.", source="A paper", area="image", rating="concern", by=builder)
    assert offered(case, reviewer) == (SHAKEN, ["report"])
    with pytest.raises(ValueError, match="ended"):
        actions.reopen(now(case), why="ended", text="It has not.", by=reviewer)
