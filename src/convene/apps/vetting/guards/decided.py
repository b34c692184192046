"""What a decided case says stays what was said, whoever writes to the database: it changes with a
new round, or with a line of the trail that says who changed it and why.
"""

from convene.apps.vetting.guards.deciding import CLEARED, WORKING
from convene.apps.vetting.guards.leaving import stays
from convene.ground.guards import Guard, changed, key

CLOSED = "('cleared', 'conditions', 'declined', 'deferred', 'expired')"
REVIEWED = "('assessed', 'second_review')"
ASSESSED = changed("assessor_id", "assessment", "assessed_at")
OPENED = changed("organisation_id", "opened_by_id", "opened_at")
SIGNED = changed(
    "approver_id",
    "second_approver_id",
    "legal_opinion_id",
    "sponsor_id",
    "reason",
    "decided_at",
    "facts",
    "value",
    "currency",
    "countries",
)
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


def told(code: str, case: str, at: str, more: str = "") -> str:
    """Return the condition that the trail of a case has a line of this moment."""
    return (
        "EXISTS (SELECT 1 FROM accounts_event e WHERE e.subject = 'vetting.case'"  # noqa: S608 - made of constants
        f" AND e.subject_id = {key(case)} AND e.at = {at} AND e.code = 'vetting.{code}'{more})"
    )


def of_a_decided_case() -> tuple[Guard, ...]:
    return (
        _of_case(
            "what_a_case_was_opened_for_stays",
            f"{OPENED} OR (NEW.round = OLD.round AND NEW.scope <> OLD.scope)",
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
    in_review = (
        "SELECT 1 FROM vetting_case k WHERE k.id = OLD.case_id"  # noqa: S608 - made of constants
        f" AND k.round = OLD.round AND k.state IN {REVIEWED}"
    )
    return (
        Guard(
            name="an_approval_of_a_decided_case_counts",
            table="vetting_approval",
            event="UPDATE",
            refused=f"NEW.void AND NOT OLD.void AND NOT EXISTS ({in_review})",
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


def _of_case(name: str, refused: str) -> Guard:
    return Guard(name=name, table="vetting_case", event="UPDATE", refused=refused)


def _of_condition(name: str, refused: str, event: str = "UPDATE") -> Guard:
    return Guard(name=name, table="vetting_condition", event=event, refused=refused)


def _depth(row: str) -> str:
    return f"CASE {row}.level WHEN 'basic' THEN 1 WHEN 'standard' THEN 2 ELSE 3 END"


def _waved_through() -> str:
    """Return the condition that a doubt goes, or becomes a lesser one, and nobody stands by the
    clearance; by one whose work has changed nobody can.
    """
    stands = told("stands", "NEW.id", "NEW.changed_at")
    goes_on = f"OLD.doubt <> '' AND NEW.round = OLD.round AND NEW.state IN {CLEARED}"
    settled = f"NEW.doubt = '' AND (OLD.doubt = 'scope' OR NOT {stands})"
    lessened = (
        f"NEW.doubt <> '' AND ({changed('doubted_at')}"
        " OR (NEW.doubt <> OLD.doubt AND NEW.doubt <> 'scope'))"
    )
    return f"{goes_on} AND (({settled}) OR ({lessened}))"


def _says_day() -> str:
    return """ AND CAST(e.data AS VARCHAR(9999)) LIKE '%"day": "' || NEW.due_on || '"%'"""
