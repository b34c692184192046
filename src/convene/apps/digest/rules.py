"""Who may have a digest written: whoever has an inbox, to themselves."""

import rules

from convene.apps.accounts.rules import is_viewer

rules.add_perm("digest.wish", is_viewer)
