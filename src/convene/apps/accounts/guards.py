"""What the database refuses of accounts: nobody rewrites what happened, nor what an account said
when it did, which signatures are read from; and whoever was let in anew waits. When a line may go,
`retention` says.
"""

from convene.ground.guards import Guard

GUARDS = (
    Guard(name="accounts_event_is_only_added_to_update", table="accounts_event", event="UPDATE"),
    Guard(
        name="whoever_was_let_in_anew_waits",
        table="accounts_user",
        event="UPDATE",
        refused="OLD.decides_from IS NOT NULL"
        " AND (NEW.decides_from IS NULL OR NEW.decides_from < OLD.decides_from)",
    ),
    Guard(name="a_person_is_never_deleted", table="accounts_user", event="DELETE"),
)
