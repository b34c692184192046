"""What the database itself refuses of cases, whoever writes to it."""

from convene.ground.guards import Guard, changed, only_added_to

CLEARED = "('cleared', 'conditions')"
TRUE_SANCTION = (
    "SELECT 1 FROM vetting_hit h"
    " WHERE h.case_id = NEW.id AND h.kind = 'sanction' AND h.state = 'true_match'"
    " AND h.whom = ''"
)
TAKEN_BACK = (
    "SELECT 1 FROM vetting_retraction r"
    " WHERE r.hit_id = OLD.id AND r.state = 'agreed' AND r.decided_at >= OLD.decided_at"
)
OF_CASE = "(SELECT k.organisation_id FROM vetting_case k WHERE k.id = NEW.case_id)"
LAST_LOOK = (
    "(SELECT s.id FROM vetting_screening s WHERE s.case_id = NEW.case_id"
    " ORDER BY s.at DESC, s.id DESC LIMIT 1)"
)
FINDING_CASE = "(SELECT f.case_id FROM vetting_finding f WHERE f.id = NEW.finding_id)"
WORKING = "('opened', 'reopened', 'screening', 'research')"
PARTS = ((1, 4), (6, 2), (9, 2))
"""Where the year, the month and the day stand in a day as it is written."""
HIT_CASE = "(SELECT h.case_id FROM vetting_hit h WHERE h.id = NEW.hit_id)"


def _over(finding: str) -> str:
    """Return the condition that the round of a finding is closed: assessed, decided, or an earlier
    one.
    """
    return (
        "NOT EXISTS (SELECT 1 FROM vetting_case k"  # noqa: S608 - made of constants of this file
        f" WHERE k.id = {finding}.case_id AND k.round = {finding}.round AND k.state IN {WORKING})"
    )


def _days(year_and_day: str) -> str:
    """Return a day as a number that grows with it, 31 for each month, in both databases' words."""
    day = f"CAST(date({year_and_day}) AS VARCHAR(10))"
    parts = (f"CAST(substr({day}, {begin}, {length}) AS INTEGER)" for begin, length in PARTS)
    return "({} * 372 + {} * 31 + {})".format(*parts)


def _elsewhere(case: str) -> str:
    """Return the condition that the evidence of a row was not brought in its own case."""
    return (
        "NOT EXISTS (SELECT 1 FROM vetting_exhibit x"  # noqa: S608 - made of constants of this file
        f" WHERE x.evidence_id = NEW.evidence_id AND x.case_id = {case})"
    )


def _tied(person: str, organisation: str, day: str) -> str:
    """Return the condition that a person has a conflict with an organisation, or with a record
    merged into it, on a day.
    """
    merged = (
        "SELECT o.id FROM registry_organisation o"  # noqa: S608 - see above
        f" WHERE o.merged_into_id = {organisation}"
    )
    return (
        "EXISTS (SELECT 1 FROM vetting_conflictofinterest c"  # noqa: S608 - see above
        f" WHERE c.person_id = {person} AND c.since <= {day}"
        f" AND (c.until IS NULL OR c.until > {day})"
        f" AND (c.organisation_id = {organisation} OR c.organisation_id IN ({merged})))"
    )


def _of_a_hit() -> tuple[Guard, ...]:
    return (
        Guard(name="a_hit_is_never_deleted", table="vetting_hit", event="DELETE"),
        Guard(
            name="a_hit_stays_what_the_list_said",
            table="vetting_hit",
            event="UPDATE",
            refused=changed(
                "case_id", "whom", "watchlist", "entry", "fingerprint", "kind", "name", "found_at"
            ),
        ),
        Guard(
            name="a_true_match_is_taken_back_by_two",
            table="vetting_hit",
            event="UPDATE",
            refused="OLD.state = 'true_match' AND NEW.state <> 'true_match'"
            f" AND (NEW.state <> 'open' OR NOT EXISTS ({TAKEN_BACK}))",
        ),
    )


def _of_a_decision() -> tuple[Guard, ...]:
    approvers = ("NEW.approver_id", "NEW.second_approver_id")
    tied = " OR ".join(
        _tied(who, "NEW.organisation_id", "date(NEW.decided_at)") for who in approvers
    )
    return (
        Guard(name="an_approval_is_never_deleted", table="vetting_approval", event="DELETE"),
        Guard(
            name="an_approval_stays_what_was_decided",
            table="vetting_approval",
            event="UPDATE",
            refused=changed("case_id", "approver_id", "decision", "reason", "at")
            + " OR (OLD.void AND NOT NEW.void)",
        ),
        Guard(
            name="an_approval_rests_on_the_last_look",
            table="vetting_approval",
            event="INSERT",
            refused="NEW.decision IN ('cleared', 'conditions')"
            f" AND (NEW.screening_id IS NULL OR NEW.screening_id <> {LAST_LOOK})",
        ),
        Guard(
            name="a_look_at_the_lists_is_never_deleted", table="vetting_screening", event="DELETE"
        ),
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
            refused=_tied("NEW.approver_id", OF_CASE, "date(NEW.at)"),
        ),
        Guard(
            name="a_conflict_of_interest_bars_clearing",
            table="vetting_case",
            event="UPDATE",
            refused=f"NEW.state IN {CLEARED} AND OLD.state NOT IN {CLEARED} AND ({tied})",
        ),
        Guard(
            name="a_stop_stays_while_its_match_does",
            table="vetting_case",
            event="UPDATE",
            refused=f"(NOT NEW.stopped OR NEW.state IN {CLEARED}) AND EXISTS ({TRUE_SANCTION})",
        ),
    )


def _of_a_round() -> tuple[Guard, ...]:
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
        Guard(name="a_finding_is_never_deleted", table="vetting_finding", event="DELETE"),
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
                refused=cited.format(row),
            )
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        Guard(
            name="a_note_that_a_closed_round_cites_stays",
            table="evidence_evidence",
            event="UPDATE",
            refused=f"({changed('title', 'note')}) AND EXISTS ({cites})",
        ),
    )


def _of_a_reply() -> tuple[Guard, ...]:
    return (
        Guard(name="a_reply_is_never_deleted", table="vetting_rightofreply", event="DELETE"),
        Guard(
            name="a_reply_stays_what_was_said",
            table="vetting_rightofreply",
            event="UPDATE",
            refused=changed("case_id", "question", "asked_by_id", "asked_at")
            + " OR (OLD.answer <> '' AND OLD.answer <> NEW.answer)",
        ),
    )


def _of_a_clearance() -> tuple[Guard, ...]:
    """A clearance ends when its months are over, and nobody lengthens it. The day of a decision is
    that of its place, which may be one later than in UTC: in the last days of February, by four in
    this count.
    """
    over = f"{_days('NEW.valid_until')} > {_days('NEW.decided_at')} + NEW.valid_months * 31 + 4"
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


def _rests(name: str, table: str, case: str, event: str = "INSERT") -> Guard:
    return Guard(name=name, table=f"vetting_{table}", event=event, refused=_elsewhere(case))


GUARDS = (
    *_of_a_hit(),
    *_of_a_decision(),
    *_of_a_round(),
    *_of_a_reply(),
    *_of_a_clearance(),
    *only_added_to(
        "vetting_letter",
        "vetting_printed",
        "vetting_sending",
        "vetting_historicalhit",
        "vetting_historicalcase",
        "vetting_historicalfinding",
        "vetting_historicalconflictofinterest",
        "vetting_historicalretraction",
    ),
    _rests("a_finding_rests_on_its_own_case_insert", "finding", "NEW.case_id"),
    _rests("a_finding_rests_on_its_own_case_update", "finding", "NEW.case_id", "UPDATE"),
    _rests("more_evidence_is_of_its_own_case", "finding_more_evidence", FINDING_CASE),
    _rests("a_legal_opinion_rests_on_its_own_case", "legalopinion", "NEW.case_id"),
    _rests("a_retraction_rests_on_its_own_case", "retraction", HIT_CASE),
    Guard(name="evidence_is_never_taken_away", table="vetting_exhibit", event="DELETE"),
    Guard(
        name="evidence_stays_in_its_case",
        table="vetting_exhibit",
        event="UPDATE",
        refused=changed("case_id", "evidence_id"),
    ),
)
