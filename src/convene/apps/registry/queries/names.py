"""Every name of an organisation, in the terms of the matcher: those of the records merged into it are its names too."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from convene.apps.registry.models import Identifier, Organisation, OrganisationName
from convene.core.names import Name


def family(organisation: Organisation) -> list[UUID]:
    """Return the ids of an organisation and of every record merged into it, its own first."""
    found, level = [organisation.pk], [organisation.pk]
    while level:
        level = list(Organisation.objects.filter(merged_into__in=level).exclude(pk__in=found).order_by("pk").values_list("pk", flat=True))
        found += level
    return found


def names_of(organisation: Organisation) -> tuple[Name, ...]:
    """Return what to compare an organisation by: all its names, the main one first, with its country and identifiers."""
    ids = family(organisation)
    records = OrganisationName.objects.filter(organisation__in=ids)
    numbers = Identifier.objects.filter(organisation__in=ids)
    countries = Organisation.objects.filter(pk__in=ids).exclude(country="").order_by("country").values_list("country", flat=True)
    texts = [
        record.text
        for record in sorted(records, key=lambda record: (ids.index(record.organisation_id), record.kind != "primary", record.pk))
    ]
    return as_names(dict.fromkeys(texts), countries=list(dict.fromkeys(countries)), identifiers=[str(number) for number in numbers])


def as_names(texts: Iterable[str], *, countries: Sequence[str] = (), identifiers: Sequence[str] = ()) -> tuple[Name, ...]:
    """Return names of one organisation as the matcher takes them."""
    return tuple(Name(text=text, schema="organisation", countries=tuple(countries), identifiers=tuple(identifiers)) for text in texts)
