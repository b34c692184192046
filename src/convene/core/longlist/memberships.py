"""How a longlist says that somebody stands on a list of members."""

from collections.abc import Mapping

from convene.core.longlist.facts import Membership
from convene.core.reasons import Reason, Value, gettext_noop

MEMBER = (
    gettext_noop(
        "Member of “{list}” since {year} ({day}): it joined; what it does there is to be asked."
    ),
    gettext_noop("Member of “{list}” ({day}): it joined; what it does there is to be asked."),
)
"""Since a year, and where the list names none."""
REGISTERED = (
    gettext_noop(
        "Registered on “{list}” since {year} ({day}): it exists; nothing says what it cares for."
    ),
    gettext_noop("Registered on “{list}” ({day}): it exists; nothing says what it cares for."),
)
NO_MEMBER = {
    "unregistered": gettext_noop(
        "Its registration on “{list}” is not in force (“{word}”, {day}): make sure who it is now."
    ),
    "suspended": gettext_noop(
        "Stands on “{list}” as suspended (“{word}”, {day}): ask why before anything else."
    ),
    "lapsed": gettext_noop("No longer a member of “{list}” (“{word}”, {day}): ask why it left."),
    "expelled": gettext_noop(
        "Removed from “{list}” by whoever keeps it (“{word}”, {day}): find out why first."
    ),
    "": gettext_noop(
        "Stands on “{list}” as “{word}” ({day}), which is not counted as a membership."
    ),
}
OF, LOADED = gettext_noop("as of {date}"), gettext_noop("of no stated day, loaded on {date}")


def wording(membership: Membership) -> str:
    """Return the sentence, with blanks, that says how it stands there."""
    if membership.standing == "registered":
        return REGISTERED[membership.since is None]
    if membership.is_member:
        return MEMBER[membership.since is None]
    return NO_MEMBER[membership.standing]


def told(membership: Membership) -> Mapping[str, Value]:
    """Return what fills the blanks: the list always with the day it is of."""
    return {
        "list": membership.list,
        "year": str(membership.since or ""),
        "word": membership.word,
        "day": _day(membership),
    }


def _day(membership: Membership) -> Reason:
    if membership.as_of:
        return Reason(OF, {"date": membership.as_of})
    return Reason(LOADED, {"date": membership.loaded})
