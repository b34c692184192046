"""What the database asks of a legal hold on a case, or on a partner: that there is what it holds,
that nobody with a conflict of interest decides about it, and that who let go disposes of nothing.
"""

from convene.apps.registry.guards import one
from convene.apps.vetting.guards.deciding import tied
from convene.apps.vetting.guards.leaving import CASE, agreed_with
from convene.ground.guards import SHARED, Guard

_HELD_CASE = "SELECT {} FROM vetting_case k WHERE k.id = NEW.record"
_PARTNER = f"COALESCE(({_HELD_CASE.format('k.organisation_id')}), NEW.record)"
_DECIDED_ON = "date(COALESCE(NEW.undone_at, NEW.decided_at))"
_BEGAN = f"COALESCE(({_HELD_CASE.format('date(k.round_at)')}), {_DECIDED_ON})"
_BY_WHOM = "COALESCE(NEW.undone_by_id, NEW.decided_by_id)"
_LIFTED_BY = (
    "SELECT 1 FROM retention_lifting l WHERE l.hold_id = h.id AND l.state = 'agreed'"
    " AND NEW.decided_by_id IN (l.proposed_by_id, l.decided_by_id)"
)
_LET_GO = (
    "SELECT 1 FROM retention_hold h"  # noqa: S608 - made of constants
    f" WHERE ((h.kind = '{CASE}' AND h.record = k.id) OR (h.kind = 'registry.organisation'"
    f" AND {one('h.record', 'k.organisation_id')}))"
    " AND ((h.state = 'refused' AND h.decided_by_id = NEW.decided_by_id)"
    f" OR EXISTS ({_LIFTED_BY}))"
)


def of_a_hold() -> tuple[Guard, ...]:
    conflict = tied(
        "NEW.decided_by_id", "k.organisation_id", "date(NEW.decided_at)", "date(k.round_at)"
    )
    return (
        Guard(
            name="a_hold_is_on_a_case_that_is_there",
            table="retention_hold",
            event="INSERT",
            refused=f"NEW.kind = '{CASE}' AND NOT EXISTS ({_HELD_CASE.format('1')}{SHARED})",
        ),
        Guard(
            name="a_conflict_of_interest_bars_from_a_hold",
            table="retention_hold",
            event="UPDATE",
            refused=f"OLD.state <> NEW.state AND ({tied(_BY_WHOM, _PARTNER, _DECIDED_ON, _BEGAN)})",
        ),
        agreed_with("a_conflict_of_interest_bars_disposing", conflict),
        agreed_with("who_let_a_case_go_does_not_dispose_of_it", f"EXISTS ({_LET_GO})"),
    )
