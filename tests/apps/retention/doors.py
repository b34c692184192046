"""Who may hold what, dispose of what is past its day, and set a clock."""

from types import SimpleNamespace

from convene.apps.retention import actions
from tests.apps.doors import ADMINISTRATORS, APPROVERS, REVIEWERS, door
from tests.apps.retention.people import CASE, ORGANISATION, REFUSED, held_and_due, proposed
from tests.apps.world import Cast

ACTIONS = actions
DOORS = {
    "agree_disposal": door(APPROVERS, lambda it, by: actions.agree_disposal(it.disposal, by=by)),
    "agree_hold": door(APPROVERS, lambda it, by: actions.agree_hold(it.proposed, by=by)),
    "agree_lifting": door(APPROVERS, lambda it, by: actions.agree_lifting(it.lifting, by=by)),
    "propose_disposal": door(REVIEWERS, lambda it, by: proposed(it.other, by=by)),
    "propose_hold": door(
        REVIEWERS,
        lambda it, by: actions.propose_hold(ORGANISATION, it.partner.pk, reason="Sued.", by=by),
    ),
    "propose_lifting": door(
        REVIEWERS, lambda it, by: actions.propose_lifting(it.held, reason="Over.", by=by)
    ),
    "refuse_disposal": door(APPROVERS, lambda it, by: actions.refuse_disposal(it.disposal, by=by)),
    "refuse_hold": door(
        APPROVERS, lambda it, by: actions.refuse_hold(it.proposed, reason=REFUSED, by=by)
    ),
    "refuse_lifting": door(APPROVERS, lambda it, by: actions.refuse_lifting(it.lifting, by=by)),
    "set_clock": door(
        ADMINISTRATORS, lambda it, by: actions.set_clock(CASE, years=5, reason="Law.", by=by)
    ),
}
INSIDE: dict[str, str] = {}


def things(_who: Cast) -> SimpleNamespace:
    return held_and_due()
