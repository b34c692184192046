"""What a decided case says stays what was said, whoever writes to the database: it changes with a
new round, or with a line of the trail that says who changed it and why.
"""

from convene.apps.retention.guards import stays as kept
from convene.apps.vetting.guards.deciding import CLEARED, WORKING
from convene.apps.vetting.guards.leaving import CASE, stays
from convene.ground.guards import Guard, changed, key

OF_HIT = "(SELECT h.case_id FROM vetting_hit h WHERE h.id = OLD.hit_id)"
CLOSED = "('cleared', 'conditions', 'declined', 'deferred', 'expired')"
REVIEWED = "('assessed', 'second_review')"
ASSESSED = changed("assessor_id", "assessment", "assessed_at")
OPENED = changed("organisation_id", "opened_by_id", "opened_at")
SIGNED = changed(
    "approver_id",
    "second_approver_id",
    "sponsor_id",
    "reason",
    "decided_at",
    "valid_months",
    "valid_until",
    "facts",
    "value",
    "currency",
    "countries",
)
SIGNED += f" OR (NEW.legal_opinion_id IS NOT NULL AND {changed('legal_opinion_id')})"
"""An opinion may count no longer; another does not take its place."""
OPENED_AGAIN = f"NEW.state = 'reopened' AND NEW.round = OLD.round + 1 AND OLD.state IN {CLOSED}"
ENDED = f"NEW.state = 'expired' AND NEW.round = OLD.round AND OLD.state IN {CLEARED}"
LAST_CHANGE = "(SELECT k.changed_at FROM vetting_case k WHERE k.id = OLD.case_id)"
TRUE_DEBARMENT = (
    "SELECT 1 FROM vetting_hit h WHERE h.case_id = NEW.id AND h.state = 'true_match'"
    " AND h.kind = 'debarment' AND h.whom = ''"
)
TRUE_BEHIND = (
    "SELECT 1 FROM vetting_hit h WHERE h.case_id = NEW.id AND h.state = 'true_match'"
    " AND h.kind IN ('sanction', 'debarment') AND h.whom <> ''"
)


def told(code: str, case: str, moment: str, more: str = "") -> str:
    """Return the condition that the trail of a case has a line of this kind and moment."""
    return _line(case, moment, f" AND e.code = 'vetting.{code}'{more}")


def _line(case: str, moment: str, more: str = "") -> str:
    return (
        "EXISTS (SELECT 1 FROM accounts_event e WHERE e.subject = 'vetting.case'"  # noqa: S608 - made of constants
        f" AND e.subject_id = {key(case)} AND e.at = {moment}{more})"
    )


def of_a_decided_case() -> tuple[Guard, ...]:
    line = f"NEW.changed_at > OLD.changed_at AND {_line('NEW.id', 'NEW.changed_at')}"
    return (
        _of_case(
            "what_a_case_was_opened_for_stays",
            f"{OPENED} OR (NEW.round = OLD.round AND ({changed('scope', 'round_at')}))",
        ),
        _of_case(
            "an_assessed_case_stays_what_was_said",
            f"NEW.round = OLD.round AND OLD.state NOT IN {WORKING} AND NEW.state NOT IN {WORKING}"
            f" AND ({ASSESSED})",
        ),
        _of_case(
            "a_decided_case_stays_what_was_said",
            f"OLD.state IN {CLOSED} AND NEW.state IN {CLOSED} AND ({SIGNED})",
        ),
        _of_case(
            "a_decided_case_ends_or_is_opened_again",
            f"(NEW.round <> OLD.round OR (OLD.state IN {CLOSED} AND NEW.state <> OLD.state))"
            f" AND NOT ({OPENED_AGAIN}) AND NOT ({ENDED})",
        ),
        _of_case("a_decided_case_changes_with_a_line", f"OLD.state IN {CLOSED} AND NOT ({line})"),
        _of_case("a_level_is_never_lowered", f"{_depth('NEW')} < {_depth('OLD')}"),
        _of_case("a_doubt_is_settled_by_somebody", _waved_through()),
        _of_case(
            "a_debarment_stays_while_its_match_does",
            f"OLD.debarred AND NOT NEW.debarred AND EXISTS ({TRUE_DEBARMENT})",
        ),
        _of_case(
            "a_listed_owner_stays_while_the_match_does",
            f"OLD.listed_behind AND NOT NEW.listed_behind AND EXISTS ({TRUE_BEHIND})",
        ),
    )


def of_an_approval() -> tuple[Guard, ...]:
    return (
        Guard(
            name="an_approval_is_of_a_case_in_review",
            table="vetting_approval",
            event="INSERT",
            refused=f"NOT EXISTS ({_in_review('NEW')})",
        ),
        Guard(
            name="an_approval_of_a_decided_case_counts",
            table="vetting_approval",
            event="UPDATE",
            refused=f"NEW.void AND NOT OLD.void AND NOT EXISTS ({_in_review('OLD')})",
        ),
    )


def of_a_condition() -> tuple[Guard, ...]:
    met = told("condition_met", "OLD.case_id", "NEW.met_at", " AND e.by_id = NEW.met_by_id")
    moved = told("condition_moved", "OLD.case_id", LAST_CHANGE, _says_day())
    closed = f"SELECT 1 FROM vetting_case k WHERE k.id = NEW.case_id AND k.state IN {CLOSED}"  # noqa: S608 - see above
    return (
        stays("a_condition_is_never_deleted", "condition"),
        _of_condition("a_condition_is_set_before_a_decision", f"EXISTS ({closed})", "INSERT"),
        _of_condition(
            "a_condition_stays_what_was_set",
            changed("case_id", "text", "owner", "added_by_id", "added_at")
            + " OR OLD.met_at IS NOT NULL",
        ),
        _of_condition("a_condition_is_met_by_somebody", f"NEW.met_at IS NOT NULL AND NOT {met}"),
        _of_condition("a_condition_moves_by_somebody", f"({changed('due_on')}) AND NOT {moved}"),
    )


def of_the_day_of_a_reply() -> tuple[Guard, ...]:
    moved = told("reply_moved", "OLD.case_id", LAST_CHANGE, _says_day())
    return (
        Guard(
            name="the_day_of_a_reply_moves_by_somebody",
            table="vetting_rightofreply",
            event="UPDATE",
            refused=f"({changed('due_on')}) AND NOT {moved}",
        ),
    )


def of_what_two_decide() -> tuple[Guard, ...]:
    """What one proposed and another decided stays, and none begins as decided."""
    proposed = changed("reason", "proposed_by_id", "proposed_at")
    over = "OLD.state <> 'proposed'"
    return (
        _begins("a_stand_begins_as_a_proposal", "stand"),
        _begins("a_retraction_begins_as_a_proposal", "retraction"),
        _begins("a_legal_opinion_begins_as_a_proposal", "legalopinion"),
        stays("that_a_clearance_stands_is_never_deleted", "stand"),
        kept("a_retraction_is_never_deleted", "vetting_retraction", kind=CASE, record=OF_HIT),
        Guard(
            name="that_a_clearance_stands_stays_what_was_said",
            table="vetting_stand",
            event="UPDATE",
            refused=f"{changed('case_id', 'about')} OR {proposed} OR {over}",
        ),
        Guard(
            name="a_retraction_stays_what_was_said",
            table="vetting_retraction",
            event="UPDATE",
            refused=f"{changed('hit_id', 'evidence_id')} OR {proposed} OR {over}",
        ),
    )


def of_a_report() -> tuple[Guard, ...]:
    closed = f"SELECT 1 FROM vetting_case k WHERE k.id = NEW.case_id AND k.state IN {CLOSED}"  # noqa: S608 - see above
    return (
        Guard(
            name="a_finding_of_a_decided_case_is_a_report",
            table="vetting_finding",
            event="INSERT",
            refused=f"EXISTS ({closed}) AND NOT {told('reported', 'NEW.case_id', 'NEW.at')}",
        ),
    )


def _begins(name: str, table: str) -> Guard:
    refused = "NEW.state <> 'proposed'"
    return Guard(name=name, table=f"vetting_{table}", event="INSERT", refused=refused)


def _in_review(row: str) -> str:
    return (
        f"SELECT 1 FROM vetting_case k WHERE k.id = {row}.case_id"  # noqa: S608 - made of constants
        f" AND k.round = {row}.round AND k.state IN {REVIEWED}"
    )


def _of_case(name: str, refused: str) -> Guard:
    return Guard(name=name, table="vetting_case", event="UPDATE", refused=refused)


def _of_condition(name: str, refused: str, event: str = "UPDATE") -> Guard:
    return Guard(name=name, table="vetting_condition", event=event, refused=refused)


def _depth(row: str) -> str:
    return f"CASE {row}.level WHEN 'basic' THEN 1 WHEN 'standard' THEN 2 ELSE 3 END"


def _waved_through() -> str:
    """Return the condition that a doubt goes, or becomes a lesser one, and nobody stands by the
    clearance, at the enhanced level two people; by one whose work has changed nobody can.
    """
    stands = told("stands", "NEW.id", "NEW.changed_at")
    two = (
        "EXISTS (SELECT 1 FROM vetting_stand s WHERE s.case_id = NEW.id"
        " AND s.state = 'agreed' AND s.decided_at = NEW.changed_at)"
    )
    alone = f"OLD.level = 'enhanced' AND NOT {two}"
    goes_on = f"OLD.doubt <> '' AND NEW.round = OLD.round AND NEW.state IN {CLEARED}"
    settled = f"NEW.doubt = '' AND (OLD.doubt = 'scope' OR NOT {stands} OR ({alone}))"
    lessened = (
        f"NEW.doubt <> '' AND ({changed('doubted_at')}"
        " OR (NEW.doubt <> OLD.doubt AND NEW.doubt <> 'scope'))"
    )
    return f"{goes_on} AND (({settled}) OR ({lessened}))"


def _says_day() -> str:
    return """ AND CAST(e.data AS VARCHAR(9999)) LIKE '%"day": "' || NEW.due_on || '"%'"""
