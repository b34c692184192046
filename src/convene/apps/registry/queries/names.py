"""Every name of an organisation, in the terms of the matcher: those of the records merged into it are its names too."""

from uuid import UUID

from convene.apps.registry.content import as_names
from convene.apps.registry.models import Identifier, NameKind, Organisation, OrganisationName
from convene.core.names import Name


def family(organisation: Organisation) -> list[UUID]:
    """Return the ids of an organisation and of every record merged into it, its own first."""
    found, level = [organisation.pk], [organisation.pk]
    while level:
        level = list(Organisation.objects.filter(merged_into__in=level).exclude(pk__in=found).order_by("pk").values_list("pk", flat=True))
        found += level
    return found


def standing(organisation: Organisation) -> Organisation:
    """Return the record that goes on for this one: itself, unless it was merged."""
    seen = {organisation.pk}
    while organisation.merged_into is not None and organisation.merged_into_id not in seen:
        organisation = organisation.merged_into
        seen.add(organisation.pk)
    return organisation


def names_of(organisation: Organisation) -> tuple[Name, ...]:
    """Return what to compare an organisation by: all its names, the main one first, with its country and identifiers."""
    ids = family(organisation)
    records = OrganisationName.objects.filter(organisation__in=ids)
    numbers = Identifier.objects.filter(organisation__in=ids)
    countries = Organisation.objects.filter(pk__in=ids).exclude(country="").order_by("country").values_list("country", flat=True)
    ordered = sorted(records, key=lambda name: (ids.index(name.organisation_id), name.kind != NameKind.PRIMARY, name.pk))
    return as_names([name.text for name in ordered], countries=list(dict.fromkeys(countries)), identifiers=[str(each) for each in numbers])
