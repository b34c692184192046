"""Every decision about the entry of a hit, as the page of the hit shows them to somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Case, Hit
from convene.apps.vetting.models.words import HIT_STATES, HIT_STATES_BEHIND
from convene.apps.vetting.queries import access


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody decided of an entry in a case, of the partner or of `whom` behind it; it
    `stands` unless decided otherwise since.
    """

    case: Case
    whom: str
    state: str
    reason: str
    by: int
    at: datetime
    stands: bool

    @property
    def worded(self) -> object:
        words = HIT_STATES_BEHIND if self.whom else HIT_STATES
        return words.get(self.state, self.state)  # type: ignore[call-overload]  # any code


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What other cases say, the newest first, and how much more in cases that a person may not
    read; `whom` to ask about those.
    """

    said: tuple[Said, ...]
    hidden: int
    whom: tuple[str, ...]


def of(hit: Hit, *, by: User) -> Memory:
    """Return every decision about the entry of a hit, but for the one that stands on this hit."""
    kin = {
        other.pk: other
        for other in Hit.objects.filter(watchlist=hit.watchlist, entry=hit.entry).select_related(
            "case__organisation"
        )
    }
    every = [
        _said(row, kin[row.id])
        for row in _first_said(kin)
        if (row.id, row.decided_at) != (hit.pk, hit.decided_at)
    ]
    cases = Case.objects.filter(pk__in={decision.case.pk for decision in every})
    may_read = set(access.readable(cases, by=by).values_list("pk", flat=True))
    shown = tuple(decision for decision in every if decision.case.pk in may_read)
    hidden = len(every) - len(shown)
    whom = tuple(access.whom_to_ask()) if hidden else ()
    return Memory(said=shown, hidden=hidden, whom=whom)


def _first_said(kin: Mapping[Any, Hit]) -> list[Any]:
    """Return each decision once, where it was made: a later case takes it over as it is."""
    rows = Hit.history.filter(id__in=kin).exclude(state="open").order_by("history_date")
    first: dict[tuple[object, ...], Any] = {}
    for row in rows:
        first.setdefault((row.whom, row.state, row.decided_by_id, row.decided_at), row)
    return sorted(first.values(), key=lambda row: (row.decided_at, row.history_id), reverse=True)


def _said(row: Any, hit: Hit) -> Said:
    return Said(
        case=hit.case,
        whom=hit.whom,
        state=row.state,
        reason=row.reason,
        by=row.decided_by_id,
        at=row.decided_at,
        stands=(hit.state, hit.decided_at) == (row.state, row.decided_at),
    )
