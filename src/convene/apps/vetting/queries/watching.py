"""Whom a change of the lists, or of the registry, asks to look at again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from convene.apps.inbox.models import OPEN, Alert
from convene.apps.registry.models import Organisation, State
from convene.apps.registry.queries import families, family, names_of_many, standing
from convene.apps.vetting.models import Case, Hit, Look
from convene.apps.vetting.queries import alerts, cases, screening, subjects
from convene.core.watchlists import Query


def watched() -> QuerySet[Organisation]:
    """Return every organisation that goes on: those merged into another are looked at with it."""
    return Organisation.objects.exclude(state=State.MERGED)


def in_portions(size: int) -> Iterator[list[Organisation]]:
    """Yield all of them in the order of their ids, a portion at a time, whatever is added
    meanwhile.
    """
    last: UUID | None = None
    while True:
        after = watched().order_by("pk").prefetch_related("names")
        some = list((after.filter(pk__gt=last) if last else after)[:size])
        if not some:
            return
        yield some
        last = some[-1].pk


def last_look(organisation: Organisation) -> Look | None:
    """Return when the record that goes on for an organisation was last held against the lists, and
    which.
    """
    return Look.objects.filter(organisation=standing(organisation)).first()


def without_case(organisation: Organisation, alerts: QuerySet[Alert]) -> QuerySet[Alert]:
    """Return those of the alerts that the lists brought up when no case was going on."""
    ids = family(organisation)
    own = alerts.filter(organisation__in=ids, in_case=None)
    return own.select_related("claimed_by", "closed_by", "second_by")


def of_case(case: Case) -> QuerySet[Alert]:
    """Return what has come up in a case, or before it and in none of its looks, and is still to be
    closed, the newest first.
    """
    in_it_or_before = Q(in_case__case=case) | Q(pk__in=cases.told_before(case).values("pk"))
    return with_cases(Alert.objects.filter(OPEN & in_it_or_before))


def with_cases(alerts: QuerySet[Alert]) -> QuerySet[Alert]:
    """Return alerts with the organisation, the case and the hit that each is about, and who has
    claimed or closed it.
    """
    related = alerts.select_related(
        "organisation",
        "in_case__case__organisation",
        "in_case__hit__decided_by",
        "claimed_by",
        "closed_by",
        "second_by",
    )
    return related.prefetch_related("organisation__names")


def watched_cases(kin: Collection[UUID]) -> QuerySet[Case]:
    """Return the cases of an organisation that a change on a list matters to, the first opened
    first.
    """
    return alerts.watched().filter(organisation__in=kin)


def due(
    some: Sequence[Organisation], *, lists: Sequence[screening.ListSeen], everything: bool = False
) -> list[Organisation]:
    """Return those never looked at, those called or owned otherwise since, and those that a changed
    entry may concern.
    """
    if everything:
        return list(some)
    names, looks = (
        names_of_many(some),
        Look.objects.in_bulk([organisation.pk for organisation in some]),
    )
    known = {
        organisation.pk: looks[organisation.pk] for organisation in some if organisation.pk in looks
    }
    owners = {organisation.pk: screening.owner(organisation) for organisation in some}
    others = subjects.of_many(some, on=timezone.localdate())
    fresh = [
        pk
        for pk, look in known.items()
        if look.asked
        == screening.asked(names[pk], owner=owners[pk], behind=screening.rows_of(others[pk]))
    ]
    asked = {pk: subjects.all_of(names[pk], others[pk]) for pk in fresh}
    concerned = set[UUID]()
    for seen in {_versions(known[pk].lists) for pk in fresh}:
        concerned |= _concerned(
            [pk for pk in fresh if _versions(known[pk].lists) == seen], seen=seen, asked=asked
        )
    return [
        organisation
        for organisation in some
        if organisation.pk not in fresh or organisation.pk in concerned
    ]


Versions = tuple[tuple[str, str], ...]


def _versions(lists: Sequence[dict[str, str]]) -> Versions:
    return tuple(sorted((one["list"], one["version"]) for one in lists))


def _concerned(
    pks: Sequence[UUID], *, seen: Versions, asked: Mapping[UUID, Sequence[Query]]
) -> set[UUID]:
    """Return those whom an entry that changed since those versions may concern, or concerned before
    it changed.
    """
    from convene.corpus.watchlists import (
        changes,
    )  # local: it brings the matcher and its numbers, which most pages do without

    changed = changes.since(dict(seen))
    if not changed:
        return set()
    near = changed.concern([asked[pk] for pk in pks])
    return {pk for pk, is_near in zip(pks, near, strict=True) if is_near} | _holding(
        pks, changed.entries
    )


def _holding(pks: Sequence[UUID], entries: Collection[tuple[str, str]]) -> set[UUID]:
    """Return those that have a hit on one of these entries, or an alert about it."""
    owner = {id: head for head, ids in families(pks).items() for id in ids}
    hits = Hit.objects.filter(case__organisation__in=owner).values_list(
        "case__organisation", "watchlist", "entry"
    )
    alerts_of = Alert.objects.filter(organisation__in=owner, in_case=None).values_list(
        "organisation", "found"
    )
    alerted = [(id, entry["list"], entry["entry"]) for id, entry in alerts_of]
    return {owner[id] for id, list, entry in [*hits, *alerted] if (list, entry) in entries}
