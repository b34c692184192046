"""When the database itself lets a case be decided and cleared, and for how long."""

from convene.apps.retention.guards import days
from convene.apps.vetting.guards.leaving import leaves, stays
from convene.ground.guards import Guard, changed

CLEARED = "('cleared', 'conditions')"
CLEARS = f"NEW.state IN {CLEARED} AND OLD.state NOT IN {CLEARED}"
OF_THE_ROUND = "SELECT 1 FROM vetting_finding f WHERE f.case_id = NEW.id AND f.round = NEW.round"
VOUCHED = (
    "SELECT 1 FROM vetting_legalopinion o WHERE o.id = NEW.legal_opinion_id"
    " AND o.case_id = NEW.id AND o.round = NEW.round AND o.state = 'agreed'"
)
CONTESTED = (
    "SELECT 1 FROM vetting_hit h JOIN vetting_hit o"
    " ON o.whom = h.whom AND o.watchlist = h.watchlist AND o.entry = h.entry"
    " AND o.case_id <> h.case_id"
    " WHERE h.case_id = NEW.id AND (o.state = 'true_match'"
    " OR (h.state = 'false_positive' AND o.state = 'possible'))"
)
UNANSWERED = (
    "SELECT 1 FROM vetting_recall r JOIN vetting_case e ON e.id = r.earlier_id"
    " WHERE r.case_id = NEW.id AND r.due AND r.answered_by_id IS NULL"
    " AND (e.stopped OR e.state = 'declined')"
)
TRUE_SANCTION = (
    "SELECT 1 FROM vetting_hit h"
    " WHERE h.case_id = NEW.id AND h.kind = 'sanction' AND h.state = 'true_match'"
    " AND h.whom = ''"
)
OF_CASE = "(SELECT k.organisation_id FROM vetting_case k WHERE k.id = NEW.case_id)"
ROUND_AT = "(SELECT k.round_at FROM vetting_case k WHERE k.id = NEW.case_id)"
LAST_LOOK = (
    "(SELECT s.id FROM vetting_screening s WHERE s.case_id = NEW.case_id"
    " ORDER BY s.at DESC, s.id DESC LIMIT 1)"
)
OF_FINDING = "(SELECT f.case_id FROM vetting_finding f WHERE f.id = OLD.finding_id)"
WORKING = "('opened', 'reopened', 'screening', 'research')"


def of_a_decision() -> tuple[Guard, ...]:
    approvers = ("NEW.approver_id", "NEW.second_approver_id")
    conflicts = " OR ".join(
        tied(who, "NEW.organisation_id", "date(NEW.decided_at)", "date(NEW.round_at)")
        for who in approvers
    )
    return (
        stays("an_approval_is_never_deleted", "approval"),
        Guard(
            name="an_approval_stays_what_was_decided",
            table="vetting_approval",
            event="UPDATE",
            refused=changed(
                "case_id",
                "round",
                "approver_id",
                "assessor_id",
                "sponsor_id",
                "decision",
                "reason",
                "screening_id",
                "agreed",
                "acknowledged",
                "at",
            )
            + " OR (OLD.void AND NOT NEW.void)",
        ),
        Guard(
            name="an_approval_rests_on_the_last_look",
            table="vetting_approval",
            event="INSERT",
            refused="NEW.decision IN ('cleared', 'conditions')"
            f" AND (NEW.screening_id IS NULL OR NEW.screening_id <> {LAST_LOOK})",
        ),
        stays("a_look_at_the_lists_is_never_deleted", "screening"),
        Guard(
            name="a_look_at_the_lists_stays_as_it_was", table="vetting_screening", event="UPDATE"
        ),
        Guard(
            name="whoever_was_let_in_anew_approves_nothing",
            table="vetting_approval",
            event="INSERT",
            refused="NEW.at < (SELECT u.decides_from FROM accounts_user u"
            " WHERE u.id = NEW.approver_id)",
        ),
        Guard(
            name="a_conflict_of_interest_bars_approving",
            table="vetting_approval",
            event="INSERT",
            refused=tied("NEW.approver_id", OF_CASE, "date(NEW.at)", f"date({ROUND_AT})"),
        ),
        Guard(
            name="a_conflict_of_interest_bars_clearing",
            table="vetting_case",
            event="UPDATE",
            refused=f"{CLEARS} AND ({conflicts})",
        ),
        Guard(
            name="a_renewal_takes_a_finding_of_its_round",
            table="vetting_case",
            event="UPDATE",
            refused=f"{CLEARS} AND NEW.round > 1 AND NOT EXISTS ({OF_THE_ROUND})",
        ),
        Guard(
            name="two_approvers_clear_what_cases_disagree_on",
            table="vetting_case",
            event="UPDATE",
            refused=f"{CLEARS} AND NEW.second_approver_id IS NULL AND EXISTS ({CONTESTED})",
        ),
        Guard(
            name="an_earlier_decline_is_answered_before_clearing",
            table="vetting_case",
            event="UPDATE",
            refused=f"{CLEARS} AND EXISTS ({UNANSWERED})",
        ),
        Guard(
            name="two_approvers_lift_a_debarment",
            table="vetting_case",
            event="UPDATE",
            refused=f"{CLEARS} AND NEW.debarred AND NOT EXISTS ({VOUCHED})",
        ),
        Guard(
            name="a_stop_stays_while_its_match_does",
            table="vetting_case",
            event="UPDATE",
            refused=f"(NOT NEW.stopped OR NEW.state IN {CLEARED}) AND EXISTS ({TRUE_SANCTION})",
        ),
    )


def of_a_round() -> tuple[Guard, ...]:
    """What was found and said in a round stays once the round is over."""
    cites = (
        "SELECT 1 FROM vetting_finding f LEFT JOIN vetting_finding_more_evidence m"  # noqa: S608 - see above
        " ON m.finding_id = f.id"
        f" WHERE (f.evidence_id = OLD.id OR m.evidence_id = OLD.id) AND {_over('f')}"
    )
    cited = (
        "EXISTS (SELECT 1 FROM vetting_finding f"  # noqa: S608 - see above
        f" WHERE f.id = {{}}.finding_id AND {_over('f')})"
    )
    return (
        Guard(
            name="a_finding_of_a_closed_round_stays_as_it_was",
            table="vetting_finding",
            event="UPDATE",
            refused=f"{_over('OLD')} OR {changed('case_id', 'round', 'by_id', 'at')}",
        ),
        stays("a_finding_is_never_deleted", "finding"),
        Guard(
            name="a_finding_is_of_the_round_that_goes_on",
            table="vetting_finding",
            event="INSERT",
            refused="NEW.round <> (SELECT k.round FROM vetting_case k WHERE k.id = NEW.case_id)",
        ),
        *(
            Guard(
                name=f"evidence_of_a_closed_round_stays_{event.lower()}",
                table="vetting_finding_more_evidence",
                event=event,
                refused=cited.format(row) + unless,
            )
            for event, row, unless in (
                ("INSERT", "NEW", ""),
                ("UPDATE", "OLD", ""),
                ("DELETE", "OLD", f" AND NOT {leaves(OF_FINDING)}"),
            )
        ),
        Guard(
            name="a_note_that_a_closed_round_cites_stays",
            table="evidence_evidence",
            event="UPDATE",
            refused=f"({changed('title', 'note')}) AND EXISTS ({cites})",
        ),
    )


def of_a_clearance() -> tuple[Guard, ...]:
    """A clearance ends when its months are over, and nobody lengthens it. The day of a decision is
    that of its place, which may be one later than in UTC: in the last days of February, by four in
    this count.
    """
    until, decided = days("date(NEW.valid_until)"), days("date(NEW.decided_at)")
    over = f"{until} > {decided} + NEW.valid_months * 31 + 4"
    lengthened = "NEW.valid_until > OLD.valid_until OR NEW.valid_months > OLD.valid_months"
    return (
        Guard(
            name="a_clearance_ends_when_its_months_do",
            table="vetting_case",
            event="UPDATE",
            refused=f"NEW.state IN {CLEARED} AND {over}",
        ),
        Guard(
            name="a_clearance_is_not_lengthened",
            table="vetting_case",
            event="UPDATE",
            refused=f"OLD.state IN {CLEARED} AND NEW.state IN {CLEARED}"
            f" AND ({lengthened} OR OLD.decided_at <> NEW.decided_at)",
        ),
    )


def _over(finding: str) -> str:
    """Return the condition that the round of a finding is closed: assessed, decided, or an earlier
    one.
    """
    return (
        "NOT EXISTS (SELECT 1 FROM vetting_case k"  # noqa: S608 - made of constants of this file
        f" WHERE k.id = {finding}.case_id AND k.round = {finding}.round AND k.state IN {WORKING})"
    )


def tied(person: str, organisation: str, day: str, began: str) -> str:
    """Return the condition that a person has a conflict with an organisation, or with a record
    merged into it, on a day: one that has ended since a round began counts in it.
    """
    merged = (
        "SELECT o.id FROM registry_organisation o"  # noqa: S608 - see above
        f" WHERE o.merged_into_id = {organisation}"
    )
    return (
        "EXISTS (SELECT 1 FROM vetting_conflictofinterest c"  # noqa: S608 - see above
        f" WHERE c.person_id = {person} AND c.since <= {day}"
        f" AND (c.until IS NULL OR c.until > {day} OR c.until > {began})"
        f" AND (c.organisation_id = {organisation} OR c.organisation_id IN ({merged})))"
    )
