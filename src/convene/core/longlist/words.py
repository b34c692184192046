"""How a longlist writes years."""

from convene.core.longlist.facts import Seen
from convene.core.reasons import Reason, gettext_noop


def years(seen: Seen) -> str | Reason:
    """Return the years as people write them, or that records name none."""
    if seen.first_year is None or seen.last_year is None:
        return Reason(gettext_noop("no year given"))
    return (
        str(seen.last_year)
        if seen.first_year == seen.last_year
        else f"{seen.first_year}–{seen.last_year}"
    )
