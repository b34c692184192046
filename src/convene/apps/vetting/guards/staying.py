"""What was said of a case stays what it was, whoever writes to the database."""

from convene.apps.vetting.guards.deciding import WORKING
from convene.apps.vetting.guards.leaving import stays
from convene.ground.guards import Guard, changed

TAKEN_BACK = (
    "SELECT 1 FROM vetting_retraction r"
    " WHERE r.hit_id = OLD.id AND r.state = 'agreed' AND r.decided_at >= OLD.decided_at"
)
DECIDED = changed("state", "decided_by_id", "decided_at", "reason")
BEFORE_ASSESSING = f"SELECT 1 FROM vetting_case k WHERE k.id = OLD.case_id AND k.state IN {WORKING}"  # noqa: S608 - made of constants


def of_a_hit() -> tuple[Guard, ...]:
    return (
        stays("a_hit_is_never_deleted", "hit"),
        Guard(
            name="a_hit_stays_what_the_list_said",
            table="vetting_hit",
            event="UPDATE",
            refused=changed(
                "case_id",
                "whom",
                "behind",
                "watchlist",
                "entry",
                "list_date",
                "kind",
                "name",
                "score",
                "band",
                "why",
                "details",
                "fingerprint",
                "found_at",
            ),
        ),
        Guard(
            name="a_true_match_is_taken_back_by_two",
            table="vetting_hit",
            event="UPDATE",
            refused=f"OLD.state = 'true_match' AND ({DECIDED})"
            f" AND (NEW.state <> 'open' OR NOT EXISTS ({TAKEN_BACK}))",
        ),
        Guard(
            name="what_was_decided_of_a_hit_stays_once_assessed",
            table="vetting_hit",
            event="UPDATE",
            refused=f"OLD.state IN ('false_positive', 'possible') AND ({DECIDED})"
            f" AND NOT EXISTS ({BEFORE_ASSESSING})",
        ),
    )


def of_a_reply() -> tuple[Guard, ...]:
    return (
        stays("a_reply_is_never_deleted", "rightofreply"),
        Guard(
            name="a_reply_stays_what_was_said",
            table="vetting_rightofreply",
            event="UPDATE",
            refused=changed("case_id", "question", "asked_by_id", "asked_at")
            + " OR OLD.answered_at IS NOT NULL",
        ),
    )


def of_a_conflict() -> tuple[Guard, ...]:
    ends = "COALESCE({}.until, '9999-12-31')"
    return (
        Guard(
            name="a_declared_conflict_is_never_deleted",
            table="vetting_conflictofinterest",
            event="DELETE",
        ),
        Guard(
            name="a_declared_conflict_stays_what_was_said",
            table="vetting_conflictofinterest",
            event="UPDATE",
            refused=changed("person_id", "organisation_id", "nature", "since")
            + " OR OLD.ended_by_id IS NOT NULL"
            f" OR (NEW.ended_by_id IS NULL AND {ends.format('OLD')} <> {ends.format('NEW')})",
        ),
    )


def of_a_recall() -> tuple[Guard, ...]:
    return (
        stays("what_was_brought_up_stays", "recall"),
        Guard(
            name="an_answer_to_what_was_brought_up_stays",
            table="vetting_recall",
            event="UPDATE",
            refused=changed("case_id", "earlier_id", "due", "at")
            + " OR OLD.answered_by_id IS NOT NULL",
        ),
    )


def of_an_opinion() -> tuple[Guard, ...]:
    no_file = "(SELECT e.kind FROM evidence_evidence e WHERE e.id = NEW.evidence_id) <> 'file'"
    return (
        stays("a_legal_opinion_is_never_deleted", "legalopinion"),
        Guard(
            name="a_legal_opinion_is_a_file",
            table="vetting_legalopinion",
            event="INSERT",
            refused=no_file,
        ),
        Guard(
            name="a_legal_opinion_stays_what_was_said",
            table="vetting_legalopinion",
            event="UPDATE",
            refused=changed(
                "case_id", "round", "counsel", "reason", "evidence_id", "covers", "proposed_by_id"
            )
            + f" OR OLD.state <> 'proposed' OR (NEW.state = 'agreed' AND {no_file})",
        ),
    )
