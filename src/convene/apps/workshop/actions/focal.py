"""Who speaks for a partner: let in by whoever owns the alliance, for that partner only."""

from dataclasses import dataclass

from django.db import transaction

from convene.apps.accounts import actions as accounts
from convene.apps.accounts.models import User
from convene.apps.workshop.actions.members import HasLeft
from convene.apps.workshop.actions.parts import give_part
from convene.apps.workshop.models import Part, Partner
from convene.ground.changes import allow, lock


class HasAnotherPart(Exception):
    """Somebody who works on the alliance here, or speaks for another partner in it, cannot speak
    for this one.
    """


class UnclearName(ValueError):
    """The name hides letters, mixes alphabets, or looks like that of somebody who decides."""


@dataclass(frozen=True, kw_only=True)
class LetIn:
    """Who speaks for a partner, and the path of the page on which they choose a password, once;
    empty for somebody who has one.
    """

    person: User
    path: str


@transaction.atomic
def let_in(partner: Partner, *, name: str, email: str, language: str, by: User) -> LetIn:
    """Let somebody speak for a partner. Raises HasLeft, HasAnotherPart and UnclearName."""
    allow(by, "workshop.share_alliance", partner.alliance)
    alliance = lock(partner.alliance)
    if Partner.objects.get(pk=partner.pk).left_on is not None:
        raise HasLeft
    try:
        person, path = accounts.let_partner_in(email=email, name=name, language=language, by=by)
    except (accounts.HiddenLetters, accounts.MixedAlphabets, accounts.LooksAlike) as error:
        raise UnclearName from error
    has = [part for part in alliance.parts_now if part.person_id == person.pk]
    if any(_is_another(part, partner) for part in has):
        raise HasAnotherPart
    give_part(
        alliance,
        person=person,
        kind=Part.Kind.FOCAL_POINT,
        organisation=partner.organisation,
        by=by,
    )
    return LetIn(person=person, path=path)


def _is_another(part: Part, partner: Partner) -> bool:
    is_focal = part.kind == Part.Kind.FOCAL_POINT
    return not is_focal or part.organisation_id != partner.organisation_id
