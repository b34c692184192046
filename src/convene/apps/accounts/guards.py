"""What the database refuses of accounts: nobody rewrites what happened."""

from convene.ground.guards import only_added_to

GUARDS = only_added_to("accounts_event")
