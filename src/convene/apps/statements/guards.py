"""What the database refuses of statements: they are only added to, are whole when they are issued,
and only somebody who speaks for the partner answers.
"""

from convene.ground.guards import Guard, only_added_to

OF_STATEMENT = "(SELECT s.{} FROM statements_statement s WHERE s.id = NEW.statement_id)"
PARTNER_OF_PROMISE = (
    "(SELECT c.partner_id FROM ledger_contribution c WHERE c.id = NEW.contribution_id)"
)
PROMISE_OF_DELIVERY = (
    "(SELECT d.contribution_id FROM ledger_delivery d WHERE d.id = NEW.delivery_id)"
)
SPEAKS = (
    "SELECT 1 FROM statements_statement s JOIN workshop_partner p ON p.id = s.partner_id"
    " JOIN workshop_part t ON t.alliance_id = p.alliance_id"
    " AND t.organisation_id = p.organisation_id"
    " WHERE s.id = NEW.statement_id AND p.organisation_id = NEW.behalf_id"
    " AND t.person_id = NEW.by_id AND t.kind = 'focal_point' AND t.until IS NULL"
    " AND s.by_id <> NEW.by_id"
)
GUARDS = (
    *only_added_to(
        "statements_statement",
        "statements_statementline",
        "statements_statementanswer",
        "statements_notice",
        "statements_noticesending",
    ),
    Guard(
        name="a_statement_is_whole_when_it_is_issued",
        table="statements_statementline",
        event="INSERT",
        refused=f"NEW.position >= {OF_STATEMENT.format('size')}",
    ),
    Guard(
        name="a_statement_is_of_its_partners_promises",
        table="statements_statementline",
        event="INSERT",
        refused=(
            f"{PARTNER_OF_PROMISE} <> {OF_STATEMENT.format('partner_id')}"
            f" OR (NEW.delivery_id IS NOT NULL AND {PROMISE_OF_DELIVERY} <> NEW.contribution_id)"
        ),
    ),
    Guard(
        name="an_answer_is_of_a_line_of_its_statement",
        table="statements_statementanswer",
        event="INSERT",
        refused=(
            "NEW.line_id IS NOT NULL AND NEW.statement_id <> (SELECT l.statement_id"
            " FROM statements_statementline l WHERE l.id = NEW.line_id)"
        ),
    ),
    Guard(
        name="only_who_speaks_for_the_partner_answers",
        table="statements_statementanswer",
        event="INSERT",
        refused=f"NOT EXISTS ({SPEAKS})",
    ),
)
