"""What was declared beside what the registry says today."""

from collections.abc import Iterable, Iterator
from datetime import date

from convene import matching
from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries.links import statement
from convene.apps.registry.models import Identifier, Organisation, Tie, TieRole
from convene.apps.registry.queries import family, names_of, standing, ties
from convene.core import shares
from convene.core.declarations import Party
from convene.core.declarations.comparing import Line, Recorded, compare
from convene.core.names import SCHEMAS, Name
from convene.core.organisations import Number
from convene.matching.normalise import Parsed, parse


def compared(declaration: Declaration, *, on: date) -> tuple[Line, ...]:
    """Return what was signed beside what is on record on a day, merged records too."""
    record = recorded(standing(declaration.organisation), on=on)
    return compare(statement(declaration).declared, record, same=_is_spelt_alike, alike=_is_alike)


def recorded(partner: Organisation, *, on: date) -> Recorded:
    """Return what the registry says of a partner and of who stands behind it on a day."""
    numbers = Identifier.objects.filter(organisation__in=family(partner)).order_by("pk")
    names = names_of(partner)
    return Recorded(
        names=tuple(name.text for name in names),
        numbers=tuple(Number(scheme=number.scheme, value=number.value) for number in numbers),
        countries=names[0].countries,
        kind=partner.kind,
        parties=tuple(_parties(partner, on=on)),
    )


def _parties(partner: Organisation, *, on: date) -> Iterator[Party]:
    held: Iterable[Tie] = ties.behind([partner.pk], on=on).get(partner.pk, ())
    known = [tie for tie in held if tie.role != TieRole.SHIP]
    yield from map(_party, known)
    owners = {standing(tie.party).pk for tie in known if tie.party}
    if partner.parent and standing(partner.parent).pk not in owners:
        names = _names(standing(partner.parent))
        yield Party(names=names, role=TieRole.OWNER.value, kind="organisation")


def _party(tie: Tie) -> Party:
    return Party(
        names=_names(standing(tie.party)) if tie.party else (tie.name,),
        role=tie.role,
        kind=tie.kind,
        office=tie.office,
        share=shares.written(tie.share),
        country=(standing(tie.party).country if tie.party else tie.country),
        since=tie.since.isoformat() if tie.since else "",
        born=tie.born,
        nationality=tie.nationality,
    )


def _names(organisation: Organisation) -> tuple[str, ...]:
    return tuple(name.text for name in names_of(organisation))


def _is_spelt_alike(name: str, other: str, kind: str) -> bool:
    """Say whether two names are the same in the matcher's normal form. Two legal forms of which
    neither is the other are no matter of spelling.
    """
    ours, theirs = (parse(Name(text=text, schema=SCHEMAS[kind])) for text in (name, other))
    is_another = ours.forms and theirs.forms and not ours.forms & theirs.forms
    return bool(ours.ordered) and not is_another and _normal(ours) == _normal(theirs)


def _normal(name: Parsed) -> tuple[object, ...]:
    return name.ordered, name.numbers, name.letters


def _is_alike(name: str, other: str, kind: str) -> bool:
    names = (Name(text=text, schema=SCHEMAS[kind]) for text in (name, other))
    return matching.score(*names) >= matching.STRONG
