"""What the database refuses: what was written to a partner, and what came of it, stays."""

from convene.ground.guards import only_added_to

GUARDS = only_added_to("chasing_reminder", "chasing_remindersending")
