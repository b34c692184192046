"""Which records may be the same organisation, and why. A likeness is a question for a person, never
an answer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Max

from convene import matching
from convene.apps.registry.models import (
    AtRisk,
    Identifier,
    NameKind,
    Organisation,
    OrganisationName,
)
from convene.apps.registry.queries.names import family
from convene.apps.registry.queries.numbers import spellings
from convene.core.names import Name
from convene.core.organisations import Number, as_names
from convene.core.reasons import Reason

MOST = 5
"""Records shown as alike; more would not be read."""
CANDIDATES = 10


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Another record that may be the same, the two names that are alike, and in sentences what
    counted.
    """

    organisation: Organisation
    name: str
    theirs: str
    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Every name of every organisation, as the matcher holds them, and whose each is."""

    names: tuple[Name, ...]
    owners: tuple[UUID, ...]
    index: matching.Index


def alike(names: Sequence[Name], *, besides: Collection[UUID] = ()) -> list[Likeness]:
    """Return the organisations that some of these names could be names of, the likeliest first."""
    return most_alike([names], besides=besides)[0]


def most_alike(
    many: Sequence[Sequence[Name]],
    *,
    besides: Collection[UUID] = (),
    among: frozenset[UUID] | None = None,
    most: int = MOST,
) -> list[list[Likeness]]:
    """Return the same for each of many organisations at once, of the records that go on `among`
    which one is looked for, where they are given: then none is hidden by others.
    """
    known = _known(among, *_version())
    queries = [name for names in many for name in names]
    if known is None or not queries:
        return [[] for _ in many]
    hits = iter(matching.search_many(known.index, queries, limit=max(CANDIDATES, 2 * most)))
    best = [
        _best(known, [(name, next(hits)) for name in names], besides=besides, most=most)
        for names in many
    ]
    there = Organisation.objects.prefetch_related("names").in_bulk(
        {owner for pairs in best for owner in pairs}
    )
    return [[_likeness(there[owner], pair) for owner, pair in pairs.items()] for pairs in best]


Pair = tuple[float, Name, Name]
"""How alike two names are: theirs follows ours."""


def _best(
    known: _Known,
    answers: Iterable[tuple[Name, list[matching.Hit]]],
    *,
    besides: Collection[UUID],
    most: int,
) -> dict[UUID, Pair]:
    """Return the likeliest pair of names for each organisation that comes into question."""
    best: dict[UUID, Pair] = {}
    for name, hits in answers:
        for hit in hits:
            owner, pair = known.owners[hit.position], (hit.score, name, known.names[hit.position])
            if (
                hit.score >= matching.POSSIBLE
                and owner not in besides
                and (owner not in best or pair[0] > best[owner][0])
            ):
                best[owner] = pair
    return dict(sorted(best.items(), key=lambda item: -item[1][0])[:most])


def _likeness(organisation: Organisation, pair: Pair) -> Likeness:
    score, ours, theirs = pair
    return Likeness(
        organisation=organisation,
        name=ours.text,
        theirs=theirs.text,
        score=score,
        why=matching.explain(ours, theirs).why,
    )


def _version() -> tuple[object, ...]:
    """Return what changes whenever a name does."""
    names = OrganisationName.objects.aggregate(Count("pk"), Max("pk"))
    records = Organisation.objects.aggregate(Count("pk"), Max("changed_at"))
    return (*names.values(), *records.values())


@lru_cache(maxsize=2)
def _known(
    among: frozenset[UUID] | None, *version: object
) -> _Known | None:  # the version makes the cache forget
    """Index every name there is, or those of some records; those of a merged record count for the
    one that goes on. Plain rows: there may be thousands.
    """
    heads = {
        pk: (country, into)
        for pk, country, into in Organisation.objects.values_list("pk", "country", "merged_into_id")
    }
    numbers: dict[UUID, list[str]] = defaultdict(list)
    for owner, scheme, value in Identifier.objects.values_list(
        "organisation_id", "scheme", "value"
    ):
        numbers[owner].append(str(Number(scheme=scheme, value=value)))
    named = OrganisationName.objects.order_by("pk").values_list("organisation_id", "text")
    texts = [
        (owner, text)
        for owner, text in named
        if owner in heads and (among is None or _goes_on(owner, heads) in among)
    ]  # not those written down this very moment
    names = [
        _name(text, country=heads[owner][0], identifiers=numbers[owner]) for owner, text in texts
    ]
    owners = tuple(_goes_on(owner, heads) for owner, _text in texts)
    return _Known(names=tuple(names), owners=owners, index=matching.index(names)) if names else None


def _name(text: str, *, country: str, identifiers: Sequence[str]) -> Name:
    return as_names([text], countries=[country] if country else [], identifiers=identifiers)[0]


def _goes_on(pk: UUID, heads: Mapping[UUID, tuple[str, UUID | None]]) -> UUID:
    while (into := heads[pk][1]) is not None:
        pk = into
    return pk


def _names(record: Organisation) -> tuple[Name, ...]:
    ordered = sorted(record.names.all(), key=lambda name: name.kind != NameKind.PRIMARY)
    countries = [record.country] if record.country else []
    return as_names(
        [name.text for name in ordered],
        countries=countries,
        identifiers=[str(identifier) for identifier in record.identifiers.all()],
    )


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A number, and the organisation it belongs to already."""

    number: Number
    holder: Organisation


def taken(numbers: Iterable[Number], *, besides: Collection[UUID] = ()) -> Taken | None:
    """Return the first of these numbers that belongs to another organisation already."""
    for number in numbers:
        others = Identifier.objects.exclude(organisation__in=besides)
        if spelt := spellings(others.filter(scheme=number.scheme), {number.key}):
            record = (
                others.select_related("organisation")
                .prefetch_related("organisation__names")
                .get(pk=spelt[0])
            )
            return Taken(number=number, holder=record.organisation)
    return None


def flagged(organisation: Organisation) -> bool:
    """Say whether a mistake about this organisation could hurt people: its own risk, or that of a
    record merged into it.
    """
    return (
        Organisation.objects.filter(pk__in=family(organisation))
        .exclude(at_risk=AtRisk.NONE)
        .exists()
    )


def compared(record: Organisation, other: Organisation) -> Likeness | None:
    """Return the two names of two records that are most alike, with what counts for and against."""
    pairs = [
        (matching.score(ours, theirs), ours, theirs)
        for ours in _names(record)
        for theirs in _names(other)
    ]
    return _likeness(other, max(pairs, key=lambda pair: pair[0])) if pairs else None
