"""What the database itself refuses of cases, whoever writes to it."""

from convene.apps.retention.guards import added_to
from convene.apps.vetting.guards import decided, deciding, holding, leaving, looking, staying
from convene.ground.guards import Guard, changed

FINDING_CASE = "(SELECT f.case_id FROM vetting_finding f WHERE f.id = NEW.finding_id)"
DECLARED_FOR = (
    "(SELECT d.organisation_id FROM declarations_declaration d WHERE d.id = NEW.declaration_id)"
)
PARTNER = "(SELECT c.organisation_id FROM vetting_case c WHERE c.id = NEW.case_id)"
OF_A_MATCH = "(SELECT h.state FROM vetting_hit h WHERE h.id = OLD.hit_id) = 'true_match'"
OLD_HIT_CASE = "(SELECT h.case_id FROM vetting_hit h WHERE h.id = OLD.hit_id)"
LETTER_CASE = "(SELECT l.case_id FROM vetting_letter l WHERE l.id = OLD.letter_id)"
HIT_CASE = "(SELECT h.case_id FROM vetting_hit h WHERE h.id = NEW.hit_id)"


def _elsewhere(case: str) -> str:
    """Return the condition that the evidence of a row was not brought in its own case."""
    return (
        "NOT EXISTS (SELECT 1 FROM vetting_exhibit x"  # noqa: S608 - made of constants of this file
        f" WHERE x.evidence_id = NEW.evidence_id AND x.case_id = {case})"
    )


def _rests(name: str, table: str, case: str, event: str = "INSERT") -> Guard:
    return Guard(name=name, table=f"vetting_{table}", event=event, refused=_elsewhere(case))


GUARDS = (
    *staying.of_a_hit(),
    *deciding.of_a_decision(),
    *deciding.of_a_round(),
    *staying.of_a_reply(),
    *deciding.of_a_clearance(),
    *staying.of_a_conflict(),
    *staying.of_an_opinion(),
    *staying.of_a_recall(),
    *decided.of_a_decided_case(),
    *decided.of_an_approval(),
    *decided.of_a_condition(),
    *decided.of_the_day_of_a_reply(),
    *decided.of_what_two_decide(),
    *decided.of_a_report(),
    *looking.of_a_look(),
    *leaving.of_a_disposal(),
    *holding.of_a_hold(),
    *added_to(
        "vetting_casedeclaration",
        "vetting_letter",
        "vetting_printed",
        "vetting_historicalhit",
        "vetting_historicalfinding",
        "vetting_historicalcondition",
        "vetting_historicalrightofreply",
        kind=leaving.CASE,
        record="OLD.case_id",
    ),
    *added_to("vetting_historicalcase", kind=leaving.CASE),
    *added_to("vetting_sending", kind=leaving.CASE, record=LETTER_CASE),
    *added_to("vetting_historicalretraction", kind=leaving.CASE, record=OLD_HIT_CASE),
    _rests("a_finding_rests_on_its_own_case_insert", "finding", "NEW.case_id"),
    _rests("a_finding_rests_on_its_own_case_update", "finding", "NEW.case_id", "UPDATE"),
    _rests("more_evidence_is_of_its_own_case", "finding_more_evidence", FINDING_CASE),
    _rests("a_decision_on_a_hit_rests_on_its_own_case", "hit_evidence", HIT_CASE),
    Guard(
        name="what_a_match_rests_on_stays",
        table="vetting_hit_evidence",
        event="DELETE",
        refused=f"{OF_A_MATCH} AND NOT {leaving.leaves(OLD_HIT_CASE)}",
    ),
    Guard(
        name="evidence_of_a_decision_is_not_exchanged", table="vetting_hit_evidence", event="UPDATE"
    ),
    _rests("a_legal_opinion_rests_on_its_own_case", "legalopinion", "NEW.case_id"),
    _rests("a_retraction_rests_on_its_own_case", "retraction", HIT_CASE),
    Guard(
        name="a_declaration_is_of_the_partner_of_its_case",
        table="vetting_casedeclaration",
        event="INSERT",
        refused=f"{DECLARED_FOR} <> {PARTNER}",
    ),
    leaving.stays("evidence_is_never_taken_away", "exhibit"),
    Guard(
        name="evidence_stays_in_its_case",
        table="vetting_exhibit",
        event="UPDATE",
        refused=changed("case_id", "evidence_id"),
    ),
)
