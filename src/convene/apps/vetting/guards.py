"""What the database itself refuses of cases, whoever writes to it."""

from convene.ground.guards import Guard, only_added_to, operations

CLEARED = "('cleared', 'conditions')"
TRUE_SANCTION = "SELECT 1 FROM vetting_hit h WHERE h.case_id = NEW.id AND h.kind = 'sanction' AND h.state = 'true_match'"
TAKEN_BACK = "SELECT 1 FROM vetting_retraction r WHERE r.hit_id = OLD.id AND r.state = 'agreed' AND r.decided_at >= OLD.decided_at"
SAME_FACTS = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in ("case_id", "watchlist", "entry", "fingerprint", "kind", "name", "found_at")
)


def _elsewhere(case: str) -> str:
    """Return the condition that the evidence of a row is of another case."""
    return f"(SELECT e.case_id FROM vetting_evidence e WHERE e.id = NEW.evidence_id) <> {case}"  # noqa: S608 - made of constants of this file


def _tied(person: str, organisation: str, day: str) -> str:
    """Return the condition that a person has a conflict with an organisation, or with a record
    merged into it, on a day.
    """
    return f"""EXISTS (SELECT 1 FROM vetting_conflictofinterest c WHERE c.person_id = {person} AND c.since <= {day}
        AND (c.until IS NULL OR c.until > {day}) AND (c.organisation_id = {organisation}
        OR c.organisation_id IN (SELECT o.id FROM registry_organisation o WHERE o.merged_into_id = {organisation})))"""  # noqa: S608 - made of constants of this file


OF_CASE = "(SELECT k.organisation_id FROM vetting_case k WHERE k.id = NEW.case_id)"
FINDING_CASE = "(SELECT f.case_id FROM vetting_finding f WHERE f.id = NEW.finding_id)"
HIT_CASE = "(SELECT h.case_id FROM vetting_hit h WHERE h.id = NEW.hit_id)"
GUARDS = (
    Guard(name="a_hit_is_never_deleted", table="vetting_hit", event="DELETE"),
    Guard(
        name="a_hit_stays_what_the_list_said",
        table="vetting_hit",
        event="UPDATE",
        refused=SAME_FACTS,
    ),
    Guard(
        name="a_true_match_is_taken_back_by_two",
        table="vetting_hit",
        event="UPDATE",
        refused=f"OLD.state = 'true_match' AND NEW.state <> 'true_match' AND (NEW.state <> 'open' OR NOT EXISTS ({TAKEN_BACK}))",
    ),
    *only_added_to(
        *(
            f"vetting_historical{table}"
            for table in ("hit", "case", "finding", "evidence", "conflictofinterest", "retraction")
        )
    ),
    Guard(name="an_approval_is_never_deleted", table="vetting_approval", event="DELETE"),
    Guard(
        name="an_approval_stays_what_was_decided",
        table="vetting_approval",
        event="UPDATE",
        refused="OLD.case_id <> NEW.case_id OR OLD.approver_id <> NEW.approver_id OR OLD.decision <> NEW.decision"
        " OR OLD.reason <> NEW.reason OR OLD.at <> NEW.at OR (OLD.void AND NOT NEW.void)",
    ),
    Guard(
        name="a_conflict_of_interest_bars_approving",
        table="vetting_approval",
        event="INSERT",
        refused=_tied("NEW.approver_id", OF_CASE, "date(NEW.at)"),
    ),
    Guard(
        name="a_conflict_of_interest_bars_clearing",
        table="vetting_case",
        event="UPDATE",
        refused=f"NEW.state IN {CLEARED} AND OLD.state NOT IN {CLEARED} AND ("
        + " OR ".join(
            _tied(f"NEW.{who}", "NEW.organisation_id", "date(NEW.decided_at)")
            for who in ("approver_id", "second_approver_id")
        )
        + ")",
    ),
    Guard(
        name="a_stop_stays_while_its_match_does",
        table="vetting_case",
        event="UPDATE",
        refused=f"(NOT NEW.stopped OR NEW.state IN {CLEARED}) AND EXISTS ({TRUE_SANCTION})",
    ),
    *(
        Guard(
            name=f"a_finding_rests_on_its_own_case_{event.lower()}",
            table="vetting_finding",
            event=event,
            refused=_elsewhere("NEW.case_id"),
        )
        for event in ("INSERT", "UPDATE")
    ),
    Guard(
        name="more_evidence_is_of_its_own_case",
        table="vetting_finding_more_evidence",
        event="INSERT",
        refused=_elsewhere(FINDING_CASE),
    ),
    Guard(
        name="a_legal_opinion_rests_on_its_own_case",
        table="vetting_legalopinion",
        event="INSERT",
        refused=_elsewhere("NEW.case_id"),
    ),
    Guard(
        name="a_retraction_rests_on_its_own_case",
        table="vetting_retraction",
        event="INSERT",
        refused=_elsewhere(HIT_CASE),
    ),
    Guard(
        name="evidence_stays_in_its_case",
        table="vetting_evidence",
        event="UPDATE",
        refused="OLD.case_id <> NEW.case_id",
    ),
)

up, down = operations(GUARDS)
