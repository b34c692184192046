"""Which lists a decision must not do without, and what is wrong with those that were looked
through.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from convene.core.diligence.preset import ListName
from convene.core.reasons import Reason, gettext_noop

Fault = Literal["missing", "old", "few"]


@dataclass(frozen=True, kw_only=True)
class ListFact:
    """A list as it was in a look; `old` also where nobody knows of which day it is."""

    id: str
    old: bool = False
    few: bool = False


def faults(core: Iterable[ListName], seen: Iterable[ListFact]) -> Mapping[Fault, tuple[str, ...]]:
    """Return the core lists, by title, that were missing from a look, old, or held too little."""
    known = {fact.id: fact for fact in seen}
    by_fault: Mapping[Fault, list[str]] = {"missing": [], "old": [], "few": []}
    for watchlist in core:
        fact = known.get(watchlist.id)
        by_fault["missing"] += [watchlist.title] if fact is None else []
        by_fault["old"] += [watchlist.title] if fact and fact.old else []
        by_fault["few"] += [watchlist.title] if fact and fact.few else []
    return {fault: tuple(titles) for fault, titles in by_fault.items() if titles}


TOLD: Mapping[Fault, str] = {
    "missing": gettext_noop("Core lists that were not loaded and not looked through: {lists}."),
    "old": gettext_noop(
        "Core lists that were older than they should be, or of a day that nobody knows: {lists}."
    ),
    "few": gettext_noop("Core lists that held fewer entries than they should: {lists}."),
}


def told(by_fault: Mapping[Fault, tuple[str, ...]]) -> tuple[Reason, ...]:
    """Say what is wrong with the core lists, each fault once."""
    return tuple(
        Reason(TOLD[fault], {"lists": tuple(map(Reason, titles))})
        for fault, titles in by_fault.items()
    )


NOT_LOADED = gettext_noop("Not loaded, and so not looked through: {lists}.")


def not_loaded(lists: Iterable[ListName], *, seen: Collection[str]) -> tuple[str, ...]:
    """Return the titles of the lists that a full screening covers and a look did not; `seen` are
    the ids of those that it did.
    """
    return tuple(watchlist.title for watchlist in lists if watchlist.id not in seen)


def told_not_loaded(titles: tuple[str, ...]) -> tuple[Reason, ...]:
    """Say which lists were not looked through, by titles in words; nothing where all were."""
    return (Reason(NOT_LOADED, {"lists": titles}),) if titles else ()
