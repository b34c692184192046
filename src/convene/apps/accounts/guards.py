"""What the database refuses of accounts: nobody rewrites what happened, nor what an account said
when it did, which signatures are read from. When a line may go, `retention` says.
"""

from convene.ground.guards import Guard, only_added_to

GUARDS = (
    Guard(name="accounts_event_is_only_added_to_update", table="accounts_event", event="UPDATE"),
    *only_added_to("accounts_historicaluser"),
)
