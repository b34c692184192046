"""The partner's own declaration in a case: asked for, withdrawn, and taken into the registry piece
by piece, each by somebody.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.declarations import actions as declarations
from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import compared, statement
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import content_of, standing
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import NotNow, ongoing
from convene.apps.vetting.models import Case, CaseDeclaration
from convene.core import shares
from convene.core.declarations import Party
from convene.core.organisations import Number, OtherName
from convene.core.ties import Who
from convene.ground.changes import allow, lock, now, write

MAY = "vetting.research_case"


@transaction.atomic
def ask_declaration(
    case: Case, *, addressee: str, address: str, language: str, due_on: date, by: User
) -> tuple[CaseDeclaration, str]:
    """Ask the partner for its own declaration; return it with the secret of its link, which is
    stored nowhere. An earlier link that is still open is withdrawn. Raises NotNow.
    """
    allow(by, MAY, case)
    locked = lock(case)
    ongoing(locked)
    declaration, token = declarations.ask(
        locked.organisation,
        addressee=addressee,
        address=address,
        language=language,
        due_on=due_on,
        by=by,
    )
    asking = CaseDeclaration.objects.create(
        case=locked, round=locked.round, declaration=declaration
    )
    who = declaration.addressee
    write(locked, what=events.DECLARATION_ASKED, by=by, at=now(locked), addressee=who)
    return asking, token


@transaction.atomic
def withdraw_declaration(asking: CaseDeclaration, *, by: User) -> None:
    """Let the link of a declaration open nothing any more. Raises NotNow where it is closed."""
    allow(by, MAY, asking.case)
    locked = lock(asking.case)
    try:
        declarations.withdraw(asking.declaration, by=by)
    except declarations.LinkClosed:
        raise NotNow from None
    write(locked, what=events.DECLARATION_WITHDRAWN, by=by, at=now(locked))


@transaction.atomic
def take_declared(asking: CaseDeclaration, *, part: str, place: int, by: User) -> None:
    """Take one thing that was declared into the registry, with who declared it as its source.

    Raises NotNow where it is there by now, and what the registry raises.
    """
    allow(by, MAY, asking.case)
    partner = standing(lock(asking.case).organisation)
    _must_be_missing(asking.declaration, part=part, place=place)
    TAKE[part](asking.declaration, place, partner, by)
    locked = lock(asking.case)  # as it stands now that the registry has changed
    write(locked, what=events.DECLARED_TAKEN, by=by, at=now(locked), part=part)


def _must_be_missing(declaration: Declaration, *, part: str, place: int) -> None:
    """Raise NotNow unless the registry has a place for it and does not have it yet."""
    lines = compared(declaration, on=timezone.localdate()) if declaration.signed_at else ()
    if not any((line.part, line.place) == (part, place) and line.can_be_taken for line in lines):
        raise NotNow


def _take_name(declaration: Declaration, place: int, partner: Organisation, by: User) -> None:
    declared = statement(declaration).declared
    _add_name(declared.name, partner, by)


def _take_other_name(declaration: Declaration, place: int, partner: Organisation, by: User) -> None:
    _add_name(statement(declaration).declared.other_names[place], partner, by)


def _add_name(text: str, partner: Organisation, by: User) -> None:
    there = content_of(partner)
    names = (*there.other_names, OtherName(text=text))
    registry.save(partner, replace(there, other_names=names), seen=partner.version, by=by)


def _take_number(declaration: Declaration, place: int, partner: Organisation, by: User) -> None:
    declared = statement(declaration).declared.numbers[place]
    there = content_of(partner)
    numbers = (*there.identifiers, Number(scheme=declared.scheme, value=declared.value))
    registry.save(partner, replace(there, identifiers=numbers), seen=partner.version, by=by)


def _take_owner(declaration: Declaration, place: int, partner: Organisation, by: User) -> None:
    _add_party(statement(declaration).declared.owners[place], declaration, partner, by)


def _take_person(declaration: Declaration, place: int, partner: Organisation, by: User) -> None:
    _add_party(statement(declaration).declared.people[place], declaration, partner, by)


def _add_party(party: Party, declaration: Declaration, partner: Organisation, by: User) -> None:
    who = Who(
        role=party.role,  # type: ignore[arg-type]  # held by the form
        kind=party.kind,  # type: ignore[arg-type]  # held by the form
        name=party.names[0],
        office=party.office,
        share=shares.read(party.share),
        since=date.fromisoformat(party.since) if party.since else None,
        born=party.born,
        nationality=party.nationality,
        country=party.country,
        source=_source(declaration),
    )
    registry.add_tie(partner, who, by=by)


def _source(declaration: Declaration) -> str:
    assert declaration.signed_at is not None  # it was signed
    return _("Declared by %(name)s, %(role)s, %(day)s") % {
        "name": declaration.signed_name,
        "role": declaration.signed_role,
        "day": timezone.localdate(declaration.signed_at).isoformat(),
    }


TAKE: Mapping[str, Callable[[Declaration, int, Organisation, User], None]] = {
    "name": _take_name,
    "other_name": _take_other_name,
    "number": _take_number,
    "owner": _take_owner,
    "person": _take_person,
}
