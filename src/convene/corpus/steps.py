"""What a build does, step by step, as whoever waits for it reads it."""

from convene.core.reasons import gettext_noop

COPIES = gettext_noop("Looking for copies of one record")
READING = gettext_noop("Reading activities")
NEAR = gettext_noop("Looking for names that lie near each other")
COMPARING = gettext_noop("Comparing names")
PAGES = gettext_noop("Putting the pages of organisations together")
INDEXING_ACTIVITIES = gettext_noop("Indexing activities")
INDEXING_ORGANISATIONS = gettext_noop("Indexing organisations")
