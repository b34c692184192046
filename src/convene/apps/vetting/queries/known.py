"""What is known of the facts that set the level, as people read it: what waits for a decision, or
was never asked, is no “no”.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from django.utils import timezone

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing, ties
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases
from convene.apps.vetting.queries.subjects import named
from convene.core import ownership, shares
from convene.core.diligence import Level
from convene.core.kinds import GOVERNMENT
from convene.core.ownership import LEADING
from convene.core.public_bodies import is_public
from convene.core.reasons import Reason, gettext_noop

Known = Literal["yes", "no", "so_far", "open", "unknown"]
"""Whether something is so: `so_far` is a no of those on record, `open` waits for a decision."""
UNDECIDED = Reason(
    gettext_noop("To be decided: hits on sanctions lists that may ask for a deeper look.")
)

PUBLIC_HOLDER = gettext_noop(
    "To be asked: does a state own or control the partner? {whom}, which holds {share} % of it, looks like a public body."
)
PUBLIC_OWNER = gettext_noop(
    "To be asked: does a state own or control the partner? {whom}, which owns it, looks like a public body."
)


def known(case: Case) -> Mapping[str, Known]:
    """Return whether each fact that sets the level is so, by the id of its trigger."""
    facts = cases.facts(case).known
    return {
        id: _listed(case, behind=cases.LISTED[id]) if id in cases.LISTED and not so else _said(so)
        for id, so in facts.items()
    }


def _said(so: bool | None) -> Known:
    return "unknown" if so is None else "yes" if so else "no"


def _listed(case: Case, *, behind: bool) -> Known:
    """Say what is known of a name on a list that nobody has called the partner's, or that of
    somebody behind it.
    """
    last = cases.last_screening(case)
    if last is None or not last.lists:
        return "unknown"
    if last.more or behind in set(_undecided(case)):
        return "open"
    if not behind:
        return "no"
    return "so_far" if any(row.role in LEADING for row in cases.behind_then(last)) else "unknown"


def _undecided(case: Case) -> Iterator[bool]:
    """Yield for each hit on a sanctions list that waits for a decision whether it is about somebody
    behind the partner.
    """
    for hit in cases.hit_facts(case):
        if (hit.kind, hit.state) == ("sanction", "open"):
            yield hit.behind


def of_a_state(case: Case) -> tuple[Reason, ...]:
    """Ask of each owner on record that is a public body whether a state owns the partner, where
    nobody has said that one does.
    """
    partner = standing(case.organisation)
    if partner.state_owned:
        return ()
    today = timezone.localdate()
    holders = {
        named(tie): shares.written(tie.share)
        for tie in ties.behind([partner.pk], on=today).get(partner.pk, ())
        if tie.role in ownership.LAYERS and _is_public(named(tie), tie.party)
    }
    parent = standing(partner.parent) if partner.parent else None
    if parent is not None and _is_public(str(parent), parent):
        holders.setdefault(str(parent), "")
    return tuple(
        Reason(PUBLIC_HOLDER, {"whom": whom, "share": share})
        if share
        else Reason(PUBLIC_OWNER, {"whom": whom})
        for whom, share in holders.items()
    )


def _is_public(name: str, record: Organisation | None) -> bool:
    return is_public(name) or (record is not None and standing(record).iati_type in GOVERNMENT)


def undecided(case: Case) -> tuple[Reason, ...]:
    """Say that the level may still rise by what nobody has decided, where that is so, and what is
    to be asked of who owns the partner.
    """
    may_rise = case.level != Level.ENHANCED and any(True for _ in _undecided(case))
    return (*((UNDECIDED,) if may_rise else ()), *of_a_state(case))
