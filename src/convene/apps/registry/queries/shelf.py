"""Which organisations there are: found by words and codes, and one at a time."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from convene.apps.registry.models import Identifier, NameKind, Organisation, OrganisationName, State
from convene.apps.registry.queries.numbers import spellings
from convene.core import writing
from convene.core.names import Name
from convene.core.organisations import Number, number
from convene.matching.legal import differ, forms, letters
from convene.packs.codelists import org_id_schemes


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What is looked for: words of a name or a number in a register, and codes. Empty means any;
    merged records only when asked for.
    """

    words: str = ""
    kind: str = ""
    country: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def organisations(wanted: Filter | None = None) -> QuerySet[Organisation]:
    """Return organisations in the order of their main names."""
    wanted = wanted or Filter()
    codes = {
        name: getattr(wanted, name)
        for name in ("kind", "country", "state")
        if getattr(wanted, name)
    }
    records = Organisation.objects.filter(**codes)
    if not wanted.state:
        records = records.exclude(state=State.MERGED)
    return in_order(records.filter(_said(wanted.words)))


def in_order(records: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Order organisations by main name, their names and identifiers at hand."""
    main = OrganisationName.objects.filter(
        organisation=OuterRef("pk"), kind=NameKind.PRIMARY
    ).values("folded")[:1]
    return (
        records.annotate(main_name=Subquery(main))
        .order_by("main_name", "pk")
        .prefetch_related("names", "identifiers")
    )


def _said(words: str) -> Q:
    """Return the condition that some name holds every word, or that the words are one of its
    numbers.
    """
    folded = writing.fold(writing.tidy(words))
    if not folded:
        return Q()
    names = OrganisationName.objects.filter(organisation=OuterRef("pk"))
    for word in folded.split():
        names = names.filter(folded__contains=word)
    known = Identifier.objects.filter(pk__in=_numbered(words))
    numbers = known.filter(organisation=OuterRef("pk"))
    return Q(Exists(names)) | Q(Exists(numbers))


def _numbered(words: str) -> list[int]:
    """Return which numbers are meant, written with their register or without it."""
    if not any(sign.isdigit() for sign in words):
        return []
    if whole := number(words, schemes=org_id_schemes()):
        return spellings(Identifier.objects.filter(scheme=whole.scheme), {whole.key})
    schemes = Identifier.objects.order_by().values_list("scheme", flat=True).distinct()
    return spellings(
        Identifier.objects.all(),
        {Number(scheme=scheme, value=words).key for scheme in schemes} - {""},
    )


def find(pk: UUID) -> Organisation:
    """Return one organisation. Raises Organisation.DoesNotExist."""
    return (
        Organisation.objects.select_related("parent", "merged_into", "created_by", "imported")
        .prefetch_related("names", "identifiers")
        .get(pk=pk)
    )


def children(family: list[UUID]) -> QuerySet[Organisation]:
    """Return the organisations that belong to this one, or to a record merged into it."""
    return in_order(Organisation.objects.filter(parent__in=family).exclude(state=State.MERGED))


def called(text: str) -> QuerySet[Organisation]:
    """Return the organisations whose main name is exactly this, but for case and accents, or whose
    page this is.
    """
    return (
        Organisation.objects.exclude(state=State.MERGED)
        .filter(_is_called(text))
        .distinct()
        .prefetch_related("names")
    )


def called_by(texts: Collection[str]) -> Mapping[str, list[UUID]]:
    """Return the ids of the organisations that each of many texts stands for, as `called` finds
    them, in two queries.
    """
    there = Organisation.objects.exclude(state=State.MERGED)
    addressed = {text: id for text in texts if (id := _id_in(text))}
    known = set(there.filter(pk__in=addressed.values()).values_list("pk", flat=True))
    named: dict[str, list[UUID]] = defaultdict(list)
    folded = {writing.fold(writing.tidy(text)) for text in texts if text not in addressed}
    for name, id in there.filter(
        names__folded__in=folded, names__kind=NameKind.PRIMARY
    ).values_list("names__folded", "pk"):
        named[name].append(id)
    by_text = {
        text: named[writing.fold(writing.tidy(text))] for text in texts if text not in addressed
    }
    return by_text | {text: [id] for text, id in addressed.items() if id in known}


def spelt(texts: Collection[str]) -> Mapping[str, list[UUID]]:
    """Return the ids of the organisations of which each of many texts may be any name but for its
    spelling: capitals, dots, and the legal form, as long as it is not another one.
    """
    if not texts:
        return {}
    there = Organisation.objects.exclude(state=State.MERGED)
    rows = OrganisationName.objects.filter(organisation__in=there).order_by("pk")
    by_letters: dict[str, list[tuple[str, UUID]]] = defaultdict(list)
    for name, id in rows.values_list("text", "organisation_id"):
        by_letters[letters(_name(name))].append((name, id))
    return {
        text: list(
            dict.fromkeys(
                id
                for name, id in by_letters.get(letters(_name(text)), ())
                if not differ(forms(_name(name)), forms(_name(text)))
            )
        )
        for text in texts
    }


def _name(text: str) -> Name:
    return Name(text=writing.tidy(text), schema="organisation")


def _is_called(text: str) -> Q:
    id = _id_in(text)
    return (
        Q(pk=id)
        if id
        else Q(names__folded=writing.fold(writing.tidy(text)), names__kind=NameKind.PRIMARY)
    )


def _id_in(text: str) -> UUID | None:
    """Return the id in the address of an organisation's page."""
    try:
        return UUID(text.strip().rstrip("/").rpartition("/")[2])
    except ValueError:
        return None


def main_names(most: int = 500) -> list[str]:
    """Return main names to choose a parent from, in order."""
    names = OrganisationName.objects.filter(kind=NameKind.PRIMARY).exclude(
        organisation__state=State.MERGED
    )
    return list(names.order_by(Lower("text")).values_list("text", flat=True)[:most])
