"""What the database refuses of alerts: they are closed, and agreed to, by those who may judge. And
of the secret address of a calendar: once revoked it never works again.
"""

from convene.ground.guards import Guard, changed


def _by_a_reviewer(name: str, who: str) -> Guard:
    """The role counts that somebody has when they do it."""
    reviewer = (
        f"SELECT 1 FROM accounts_user u WHERE u.id = NEW.{who} AND u.is_active"  # noqa: S608 - made of constants
        " AND u.role IN ('reviewer', 'approver', 'administrator')"
    )
    return Guard(
        name=name,
        table="inbox_alert",
        event="UPDATE",
        refused=f"NEW.{who} IS NOT NULL AND ({changed(who)}) AND NOT EXISTS ({reviewer})",
    )


GUARDS = (
    _by_a_reviewer("an_alert_is_closed_by_a_reviewer", "closed_by_id"),
    _by_a_reviewer("an_alert_is_agreed_to_by_a_reviewer", "second_by_id"),
    Guard(
        name="a_calendar_is_only_revoked",
        table="inbox_feed",
        event="UPDATE",
        refused=f"OLD.revoked_at IS NOT NULL OR {changed('person_id', 'token_hash', 'made_at')}",
    ),
)
