"""Whom the lists are asked for besides the partner: everybody who stands behind it, and everybody
who owns those.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from convene.apps.registry.models import Organisation, Tie
from convene.apps.registry.queries import names_of, names_of_many, standing, ties
from convene.core import shares
from convene.core.diligence import Behind
from convene.core.diligence.seen import OWNING
from convene.core.names import Name, Schema
from convene.core.organisations import number
from convene.core.watchlists import Query
from convene.packs.codelists import org_id_schemes

SCHEMA_OF: Mapping[str, Schema] = {
    "person": "person",
    "organisation": "organisation",
    "ship": "unknown",
}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Somebody behind a partner: whom, how, and what the lists are asked."""

    whom: str
    rows: tuple[Behind, ...]
    queries: tuple[Query, ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the registry knows of everybody above some organisations."""

    ties: Mapping[UUID, list[Tie]]
    parents: Mapping[UUID, Organisation]
    names: Mapping[UUID, tuple[Name, ...]]


def queries(names: Sequence[Name]) -> list[Query]:
    """Return what to ask of the lists: every name in every country with the first number, and every
    other number once.
    """
    first, *others = (
        [_in_register(number) for number in names[0].identifiers] or [""] if names else [""]
    )
    asked = [
        Query(name=name.text, country=country, schema=name.schema, identifier=first)
        for name in names
        for country in name.countries or ("",)
    ]
    return asked + [replace(asked[0], identifier=number) for number in others]


def _in_register(identifier: str) -> str:
    """Return a number as lists give it: without the register that it is from."""
    found = number(identifier, schemes=tuple(org_id_schemes()))
    return found.value if found else identifier


def of_many(heads: Collection[Organisation], *, on: date) -> dict[UUID, tuple[Subject, ...]]:
    """Return whom the lists are asked for besides each of some organisations on a day, in as many
    queries as organisations own one another in a row.
    """
    known = _known(heads, on=on)
    return {head.pk: _subjects(_rows(head, known), head=head) for head in heads}


def all_of(names: Sequence[Name], others: Iterable[Subject]) -> list[Query]:
    """Return everything that the lists are asked about an organisation and who stands behind it."""
    return [*queries(names), *(query for subject in others for query in subject.queries)]


def _known(heads: Iterable[Organisation], *, on: date) -> _Known:
    level = {standing(head).pk: standing(head) for head in heads}
    held: dict[UUID, list[Tie]] = {}
    parents: dict[UUID, Organisation] = {}
    every = dict(level)
    while level:
        held |= ties.behind(level, on=on)
        parents |= {pk: standing(record.parent) for pk, record in level.items() if record.parent}
        above = [
            *(standing(tie.party) for pk in level for tie in held.get(pk, ()) if tie.party),
            *(parents[pk] for pk in level if pk in parents),
        ]
        level = {record.pk: record for record in above if record.pk not in every}
        every |= level
    return _Known(ties=held, parents=parents, names=names_of_many(list(every.values())))


Asked = tuple[Behind, UUID | None, tuple[Query, ...]]
"""How somebody stands behind the partner, which record they are, and what is asked."""


def _rows(head: Organisation, known: _Known) -> Iterator[Asked]:
    """Walk up from an organisation: all who stand behind it, then only who owns those."""
    start = standing(head).pk
    above: list[tuple[UUID, str]] = [(start, "")]
    met = {start}
    for pk, of in above:
        for row, party, queries in _above(pk, of, known):
            if not of or row.role in {*OWNING, "parent"}:
                yield row, party, queries
                if party and party not in met:
                    met.add(party)
                    above.append((party, row.whom))


def _above(pk: UUID, of: str, known: _Known) -> Iterator[Asked]:
    for tie in known.ties.get(pk, ()):
        party = standing(tie.party).pk if tie.party else None
        whom = called(known.names[party]) if party else _of_a_name(tie)
        asked = queries(known.names[party]) if party else [_query(tie)]
        yield _row(tie, whom=whom, of=of), party, tuple(asked)
    if parent := known.parents.get(pk):
        names = known.names[parent.pk]
        yield Behind(whom=called(names), role="parent", of=of), parent.pk, tuple(queries(names))


def called(names: tuple[Name, ...]) -> str:
    """Return what an organisation is called beside others: its main name and its country."""
    return _label(names[0].text, ", ".join(names[0].countries))


def named(tie: Tie) -> str:
    """Return what somebody behind an organisation is called beside others."""
    return called(names_of(standing(tie.party))) if tie.party else _of_a_name(tie)


def _of_a_name(tie: Tie) -> str:
    return _label(tie.name, tie.born or tie.country)


def _label(name: str, beside: str) -> str:
    return f"{name} ({beside})" if beside else name


def _row(tie: Tie, *, whom: str, of: str) -> Behind:
    return Behind(
        whom=whom,
        role=tie.role,
        share=shares.written(tie.share),
        country=tie.country,
        nationality=tie.nationality,
        born=tie.born,
        numbers="; ".join(tie.numbers),
        of=of,
    )


def _query(tie: Tie) -> Query:
    return Query(
        name=tie.name,
        schema=SCHEMA_OF[tie.kind],
        country=tie.country,
        nationality=tie.nationality,
        born=tie.born,
        numbers=tuple(tie.numbers),
    )


def _subjects(rows: Iterable[Asked], *, head: Organisation) -> tuple[Subject, ...]:
    """Put together what is asked of one and the same: a director may be an owner too. The partner
    is asked for itself, also where it owns a part of who owns it.
    """
    own = standing(head).pk
    by_whom: dict[str, list[Asked]] = defaultdict(list)
    for asked in rows:
        by_whom[asked[0].whom].append(asked)
    return tuple(
        Subject(
            whom=whom,
            rows=tuple(row for row, _party, _queries in group),
            queries=tuple(
                dict.fromkeys(
                    query for _row, party, queries in group if party != own for query in queries
                )
            ),
        )
        for whom, group in by_whom.items()
    )
