"""Every name of an organisation, in the terms of the matcher: those of the records merged into it
are its names too.
"""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from convene.apps.registry.models import Identifier, NameKind, Organisation, OrganisationName
from convene.core.names import Name
from convene.core.organisations import as_names


def family(organisation: Organisation) -> list[UUID]:
    """Return the ids of an organisation and of every record merged into it, its own first."""
    return families([organisation.pk])[organisation.pk]


def standing(organisation: Organisation) -> Organisation:
    """Return the record that goes on for this one: itself, unless it was merged."""
    seen = {organisation.pk}
    while organisation.merged_into is not None and organisation.merged_into_id not in seen:
        organisation = organisation.merged_into
        seen.add(organisation.pk)
    return organisation


def names_of(organisation: Organisation) -> tuple[Name, ...]:
    """Return what to compare an organisation by: all its names, the main one first, with its
    country and identifiers.
    """
    return names_of_many([organisation])[organisation.pk]


def names_of_many(organisations: Collection[Organisation]) -> dict[UUID, tuple[Name, ...]]:
    """Return the same for each of many organisations, in as many queries as merged records stand in
    a row, and three more.
    """
    kin = families([organisation.pk for organisation in organisations])
    every = [id for ids in kin.values() for id in ids]
    texts, numbers = defaultdict[UUID, list[str]](list), defaultdict[UUID, list[str]](list)
    records = OrganisationName.objects.filter(organisation__in=every).order_by("pk")
    for name in sorted(records, key=lambda name: name.kind != NameKind.PRIMARY):
        texts[name.organisation_id].append(name.text)
    for number in Identifier.objects.filter(organisation__in=every):
        numbers[number.organisation_id].append(str(number))
    countries = dict(Organisation.objects.filter(pk__in=every).values_list("pk", "country"))
    return {
        head: as_names(
            [text for id in ids for text in texts[id]],
            countries=sorted({countries[id] for id in ids} - {""}),
            identifiers=[number for id in ids for number in numbers[id]],
        )
        for head, ids in kin.items()
    }


def families(heads: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return the ids of each organisation and of every record merged into it, its own first."""
    ids_of, level = {head: [head] for head in heads}, {head: {head} for head in heads}
    while level:
        owner = {id: head for head in level for id in level[head]}
        level = defaultdict(set)
        for id, into in (
            Organisation.objects.filter(merged_into__in=owner)
            .order_by("pk")
            .values_list("pk", "merged_into_id")
        ):
            if into is not None and id not in ids_of[owner[into]]:
                ids_of[owner[into]].append(id)
                level[owner[into]].add(id)
    return ids_of
