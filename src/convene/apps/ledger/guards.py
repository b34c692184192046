"""What the database itself refuses of the ledger: it is only added to, no promise says more or less
verified than its steps add up to, and nobody verifies their own work.
"""

from convene.ground.guards import Guard, changed, only_added_to

SUM = "COALESCE((SELECT SUM(s.counted) FROM ledger_deliverystep s WHERE s.contribution_id = {}), 0)"
OFF = (
    "(0.00005 + 3e-16 * COALESCE((SELECT COUNT(*) * SUM(ABS(s.counted))"
    " FROM ledger_deliverystep s WHERE s.contribution_id = {}), 0))"
)
"""How far apart two sums of the same amounts may be: less than the last digit of an amount, and
what SQLite, which adds in binary fractions, may be off by.
"""
GONE = (
    "EXISTS (SELECT 1 FROM ledger_deliverystep g"
    " WHERE g.delivery_id = d.id AND g.step IN ('struck', 'reversed'))"
)
STANDING = f"FROM ledger_delivery d WHERE d.contribution_id = NEW.id AND NOT {GONE}"
OF_STEPS = "FROM ledger_deliverystep s WHERE s.contribution_id = NEW.id"
UNRATED = f"(SELECT COUNT(*) {STANDING} AND d.amount IS NOT NULL AND d.base_value IS NULL)"


def _differs(total: str, value: str, rows: str) -> str:
    """Say in SQL that a stored total is not the sum of its rows: by more than the last digit of
    fifteen, which is what every engine keeps.
    """
    return (
        f"ABS(NEW.{total} - COALESCE((SELECT SUM({value}) {rows}), 0)) > 0.00005"
        f" + 1e-14 * COALESCE((SELECT COUNT(*) * SUM(ABS({value})) {rows}), 0)"
    )


VERIFIED = "(SELECT c.verified FROM ledger_contribution c WHERE c.id = NEW.contribution_id)"
OF_PROMISE = "NEW.contribution_id"
OFF_PROMISE = OFF.format(OF_PROMISE)
AMOUNT = "(SELECT c.amount FROM ledger_contribution c WHERE c.id = NEW.contribution_id)"
OF_DELIVERY = "(SELECT d.{} FROM ledger_delivery d WHERE d.id = NEW.delivery_id)"
GAVE_EVIDENCE = (
    "SELECT 1 FROM ledger_deliverystep s JOIN evidence_evidence e ON e.id = s.evidence_id"
    " WHERE s.delivery_id = NEW.delivery_id AND (s.by_id = NEW.by_id OR e.added_by_id = NEW.by_id)"
)
GUARDS = (
    *only_added_to("ledger_rate", "ledger_amendment", "ledger_delivery", "ledger_deliverystep"),
    Guard(name="a_book_is_never_deleted", table="ledger_book", event="DELETE"),
    Guard(
        name="a_base_that_something_was_valued_in_stays",
        table="ledger_book",
        event="UPDATE",
        refused=(
            "NEW.base <> OLD.base AND EXISTS (SELECT 1 FROM ledger_contribution c"
            " WHERE c.alliance_id = OLD.alliance_id AND c.base_value IS NOT NULL)"
        ),
    ),
    Guard(name="a_promise_is_never_deleted", table="ledger_contribution", event="DELETE"),
    Guard(
        name="a_promise_begins_with_nothing_verified",
        table="ledger_contribution",
        event="INSERT",
        refused=(
            "NEW.verified <> 0 OR NEW.base_came <> 0 OR NEW.base_over <> 0 OR NEW.base_verified <> 0"
            " OR NEW.came_unrated <> 0"
        ),
    ),
    Guard(
        name="a_promise_is_of_a_partner_of_its_alliance",
        table="ledger_contribution",
        event="INSERT",
        refused=(
            "NEW.alliance_id <>"
            " (SELECT p.alliance_id FROM workshop_partner p WHERE p.id = NEW.partner_id)"
        ),
    ),
    Guard(
        name="a_promise_stays_whose_it_is",
        table="ledger_contribution",
        event="UPDATE",
        refused=changed("alliance_id", "partner_id"),
    ),
    Guard(
        name="verified_is_what_the_steps_add_up_to",
        table="ledger_contribution",
        event="UPDATE",
        refused=f"ABS(NEW.verified - {SUM.format('NEW.id')}) > {OFF.format('NEW.id')}",
    ),
    Guard(
        name="what_came_is_what_the_deliveries_add_up_to",
        table="ledger_contribution",
        event="UPDATE",
        refused=(
            f"{_differs('base_came + NEW.base_over', 'd.base_value', STANDING)} OR NEW.came_unrated <> {UNRATED}"
            f" OR {_differs('base_verified', 's.base_counted', OF_STEPS)}"
        ),
    ),
    Guard(
        name="what_was_delivered_against_keeps_its_column",
        table="ledger_contribution",
        event="UPDATE",
        refused=(
            f"({changed('column', 'currency')}) AND EXISTS"  # noqa: S608 - made of constants of this file
            " (SELECT 1 FROM ledger_delivery d WHERE d.contribution_id = OLD.id)"
        ),
    ),
    Guard(
        name="a_step_is_of_the_promise_of_its_delivery",
        table="ledger_deliverystep",
        event="INSERT",
        refused=f"NEW.contribution_id <> {OF_DELIVERY.format('contribution_id')}",
    ),
    Guard(
        name="steps_keep_within_the_promise",
        table="ledger_deliverystep",
        event="INSERT",
        refused=(
            f"NEW.counted <> 0 AND (ABS({VERIFIED} - {SUM.format(OF_PROMISE)}) > {OFF_PROMISE}"
            f" OR {VERIFIED} + NEW.counted < -{OFF_PROMISE}"
            f" OR {VERIFIED} + NEW.counted > {AMOUNT} + {OFF_PROMISE})"
        ),
    ),
    Guard(
        name="nobody_verifies_their_own_work",
        table="ledger_deliverystep",
        event="INSERT",
        refused=(
            "NEW.step IN ('verified', 'upheld', 'struck') AND"
            f" (NEW.by_id = {OF_DELIVERY.format('recorded_by_id')} OR EXISTS ({GAVE_EVIDENCE}))"
        ),
    ),
    Guard(name="an_instalment_is_never_deleted", table="ledger_instalment", event="DELETE"),
    Guard(
        name="a_due_day_moves_by_an_accepted_change",
        table="ledger_instalment",
        event="UPDATE",
        refused=(
            "NEW.due_on <> OLD.due_on AND NOT EXISTS (SELECT 1 FROM ledger_duechange c"
            " WHERE c.instalment_id = OLD.id AND c.state = 'agreed' AND c.was = OLD.due_on"
            " AND c.due_on = NEW.due_on)"
        ),
    ),
    Guard(name="a_due_change_is_never_deleted", table="ledger_duechange", event="DELETE"),
    Guard(
        name="a_due_change_stays_what_was_said",
        table="ledger_duechange",
        event="UPDATE",
        refused=(
            "OLD.state <> 'proposed' OR "
            + changed("instalment_id", "was", "due_on", "reason", "proposed_by_id", "proposed_at")
        ),
    ),
)
