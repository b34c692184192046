"""Who may do what with jobs."""

from rules.permissions import add_perm

from convene.apps.accounts.rules import is_administrator

add_perm("jobs.look_after", is_administrator)
