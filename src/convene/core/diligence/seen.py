"""What a decision stands on: whom the lists were asked for, which lists they were, and the facts
that set the level. Where one of them has changed since, nobody decides before another look.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from convene.core import born
from convene.core.reasons import Place, Reason, gettext_noop

Asked = tuple[str, str, str]
"""A name as the lists were asked for it, with its country and number, each "" where not known."""
Difference = Literal["unkept", "names", "owner", "behind", "lists", "facts", "earlier"]


class Behind(NamedTuple):
    """One way in which somebody stands behind the partner, as the lists were asked for it: whom,
    in which role, with which share, and what is known of them, each "" where not known. `of` is
    whom they own where that is not the partner itself.
    """

    whom: str
    role: str
    share: str = ""
    country: str = ""
    nationality: str = ""
    born: str = ""
    numbers: str = ""
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen in one look: `lists` are versions by list, `facts` what is known by the id of
    its trigger, and value and currency beside them; `earlier` are the ids of cases that were
    stopped or declined, of the partner or of a record like it. `asked` is None where it was not
    kept.
    """

    asked: frozenset[Asked] | None
    owner: str = ""
    behind: frozenset[Behind] = frozenset()
    lists: Mapping[str, str]
    facts: Mapping[str, bool | str | None]
    earlier: frozenset[str] = frozenset()


def differences(before: Seen, now: Seen) -> tuple[Difference, ...]:
    """Return what has changed since a look, in the order in which it is told."""
    if before.asked is None:
        return ("unkept",)
    changed: Mapping[Difference, bool] = {
        "names": before.asked != now.asked,
        "owner": before.owner != now.owner,
        "behind": before.behind != now.behind,
        "lists": dict(before.lists) != dict(now.lists),
        "facts": dict(before.facts) != dict(now.facts),
        "earlier": bool(now.earlier - before.earlier),
    }
    return tuple(part for part, differs in changed.items() if differs)


def owners(behind: Iterable[Behind]) -> frozenset[tuple[str, str]]:
    """Return who owns the partner, or somebody behind it, whatever their share."""
    return frozenset((row.whom, row.of) for row in behind if row.role in OWNING)


def overtakes(changed: tuple[Difference, ...]) -> bool:
    """Say whether an assessment no longer holds after another look that brought nothing new: other
    lists alone leave it as it is.
    """
    return bool(set(changed) - {"lists"})


ROLES: Mapping[str, Reason] = {
    "owner": Reason(gettext_noop("owner")),
    "beneficial": Reason(gettext_noop("beneficial owner")),
    "parent": Reason(gettext_noop("whom it belongs to")),
    "director": Reason(gettext_noop("director")),
    "staff": Reason(gettext_noop("key staff")),
    "ship": Reason(gettext_noop("a ship of its own")),
}
"""How somebody stands behind the partner."""
OF = gettext_noop("of {whom}")
OWNING = frozenset({"owner", "beneficial"})
NAMED: Mapping[Difference, Reason] = {
    "unkept": Reason(gettext_noop("what the lists were asked was not kept at the time")),
    "names": Reason(gettext_noop("the partner's names, countries or numbers")),
    "owner": Reason(gettext_noop("whom the partner belongs to")),
    "behind": Reason(gettext_noop("what is known of who stands behind the partner")),
    "lists": Reason(gettext_noop("the lists that are loaded")),
    "facts": Reason(gettext_noop("a fact that sets the level")),
    "earlier": Reason(gettext_noop("what was decided of this partner, or of one like it")),
}
CHANGED = gettext_noop(
    "Since the lists were looked through this has changed: {changed}. Look through them again first."
)
ADDED = gettext_noop("Asked now, and not then: {name}")
GONE = gettext_noop("Asked then, and not now: {name}")
NEWER = gettext_noop("{list}: loaded anew since")
LOADED = gettext_noop("{list}: not loaded then")
UNREAD_BIRTH = gettext_noop("Date of birth of {whom}: {fault}.")
UNLOADED = gettext_noop("{list}: loaded then, and not now")


def changed(codes: tuple[Difference, ...]) -> Reason:
    """Say what has changed, and what to do about it."""
    return Reason(CHANGED, {"changed": tuple(NAMED[code] for code in codes)})


def told(before: Seen, now: Seen, *, titles: Mapping[str, str]) -> tuple[Reason, ...]:
    """Say each name that is asked otherwise, and each list that is another; `titles` are those of
    lists. What belongs to the partner stands on its page.
    """
    asked, asking = before.asked or frozenset(), now.asked or frozenset()
    return (
        *(Reason(ADDED, {"name": _named(name)}) for name in sorted(asking - asked)),
        *(Reason(GONE, {"name": _named(name)}) for name in sorted(asked - asking)),
        *(Reason(ADDED, {"name": stood(row)}) for row in sorted(now.behind - before.behind)),
        *(Reason(GONE, {"name": stood(row)}) for row in sorted(before.behind - now.behind)),
        *_lists(before.lists, now.lists, titles=titles),
    )


def _named(asked: Asked) -> str:
    name, *beside = asked
    more = ", ".join(word for word in beside if word)
    return f"{name} ({more})" if more else name


def stood(row: Behind) -> Reason:
    """Say who stands behind the partner, and how."""
    owned = Reason(OF, {"whom": row.of}) if row.of else ""
    places = tuple(map(Place, dict.fromkeys(filter(None, (row.country, row.nationality)))))
    share = Reason("{share} %", {"share": row.share}) if row.share else ""
    more = (ROLES.get(row.role, row.role), share, owned, *places, row.numbers)
    known = tuple(part for part in more if part)
    return Reason("{name} ({more})", {"name": row.whom, "more": known})


def unread_births(behind: Iterable[Behind], *, on: date) -> tuple[Reason, ...]:
    """Say of whom a date of birth is given that cannot be, as it was known on a day: nobody was
    told apart by it.
    """
    read = {(row.whom, row.born): born.read(row.born, on=on).fault for row in behind}
    return tuple(
        Reason(UNREAD_BIRTH, {"whom": whom, "fault": fault})
        for (whom, _born), fault in read.items()
        if fault
    )


def _lists(
    before: Mapping[str, str], now: Mapping[str, str], *, titles: Mapping[str, str]
) -> tuple[Reason, ...]:
    texts = {
        id: LOADED if id not in before else UNLOADED if id not in now else NEWER
        for id in sorted(before.keys() | now.keys())
        if before.get(id) != now.get(id)
    }
    named = {id: titles.get(id, id) for id in texts}
    return tuple(Reason(text, {"list": Reason(named[id])}) for id, text in texts.items())
