"""Whether an organisation is cleared: what the gates of an alliance ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import families, standing
from convene.apps.vetting.models import Case, Screening
from convene.apps.vetting.queries import cases, due
from convene.core import diligence
from convene.core.diligence import State
from convene.core.lifecycle import Clearance


def clearance(organisation: Organisation, *, today: date) -> Case | None:
    """Return the case whose clearance may be relied on, or None: ended, doubted or stopped ones,
    and those of an earlier owner, are none.
    """
    return clearances([organisation], today=today)[organisation.pk]


def clearances(organisations: Iterable[Organisation], *, today: date) -> Mapping[UUID, Case | None]:
    """Return the same for each of several organisations, by its key."""
    heads = {organisation.pk: standing(organisation).pk for organisation in organisations}
    by_head = _by_head(heads.values(), cases.cases())
    return {key: _reliable(by_head[head], today=today) for key, head in heads.items()}


def _by_head(heads: Iterable[UUID], among: QuerySet[Case]) -> Mapping[UUID, list[Any]]:
    """Return the cases of organisations and of the records merged into them, the last changed
    first.
    """
    owner = {id: head for head, ids in families(set(heads)).items() for id in ids}
    by_head: dict[UUID, list[Any]] = defaultdict(list)
    for case in among.filter(organisation__in=owner):
        by_head[owner[case.organisation_id]].append(case)
    return by_head


def _reliable(own_cases: Sequence[Case], *, today: date) -> Case | None:
    if any(case.stopped for case in own_cases):
        return None
    return next((case for case in own_cases if stands(case, today=today)), None)


def stands(case: Case, *, today: date) -> bool:
    """Say whether a clearance may be relied on at this moment."""
    return diligence.stands(
        State(case.state),
        valid_until=case.valid_until,
        today=today,
        stopped=case.stopped,
        doubted=bool(case.doubt),
        same_partner=not (cases.has_new_owner(case) or cases.is_called_otherwise(case)),
        overdue=bool(due.overdue(case, today=today)),
    )


def known(
    organisations: Iterable[Organisation], *, today: date
) -> Mapping[UUID, Mapping[str, Any]]:
    """Return what the gates of an alliance ask of due diligence, as fields of a partner's facts, by
    organisation: nothing for whom nobody has looked into.
    """
    heads = {organisation.pk: standing(organisation).pk for organisation in organisations}
    looked = Screening.objects.filter(case=OuterRef("pk")).exclude(lists=[])
    by_head = _by_head(heads.values(), cases.cases().annotate(looked=Exists(looked)))
    return {
        key: _facts(by_head[head], today=today) if by_head[head] else {}
        for key, head in heads.items()
    }


def _facts(own_cases: Sequence[Any], *, today: date) -> Mapping[str, Any]:
    """Return the facts of a partner from its cases, the last changed first."""
    unless = False if any(case.looked for case in own_cases) else None
    legal = any(
        (case.debarred or case.listed_behind) and case.legal_opinion_id is None
        for case in own_cases
    )
    return {
        "clearance": _told(own_cases, today=today),
        "sanctions_stop": any(case.stopped for case in own_cases) or unless,
        "debarment_stop": legal or unless,
    }


def _told(own_cases: Sequence[Case], *, today: date) -> Clearance:
    """Return the clearance that may be relied on, or what became of the last: one that is doubted
    counts as opened again.
    """
    holds = next((case for case in own_cases if stands(case, today=today)), None)
    case = holds or own_cases[0]
    state = State(case.state)
    if holds is None and state in diligence.CLEARED:
        over = case.valid_until is not None and case.valid_until < today
        state = State.EXPIRED if over else State.REOPENED
    return Clearance(state=state, level=diligence.Level(case.level), until=case.valid_until)
