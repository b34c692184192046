"""What the database refuses of accounts: nobody rewrites what happened, nor what an account said
when it did, which signatures are read from.
"""

from convene.ground.guards import only_added_to

GUARDS = only_added_to("accounts_event", "accounts_historicaluser")
