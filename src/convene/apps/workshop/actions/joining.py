"""How an organisation comes to be a partner of an alliance."""

from datetime import date

from django.db import IntegrityError, transaction

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.workshop import events
from convene.apps.workshop.actions.drafts import open_draft
from convene.apps.workshop.models import Alliance, Candidate, Partner
from convene.apps.workshop.words import Origin, PartnerRole
from convene.ground.changes import now, write


class AlreadyIn(Exception):
    """The organisation is a partner of the alliance already."""


class CoversOthers(Exception):
    """A partner that covers others, or that is covered, covers no other and is not covered."""


@transaction.atomic
def join(
    alliance: Alliance,
    organisation: Organisation,
    *,
    on: date,
    roles: tuple[PartnerRole, ...] = (),
    origin: Origin | None = None,
    is_own: bool = False,
    umbrella: Partner | None = None,
    unnamed_until: int | None = None,
    candidate: Candidate | None = None,
    by: User,
) -> Partner:
    """Make an organisation a partner from a day on. Nothing is said yet of what it gains or gives,
    and nothing here clears it. Raises AlreadyIn, Archived and
    CoversOthers.
    """
    locked = open_draft(alliance, by=by)
    moment = now(locked)
    partner = Partner(
        alliance=locked,
        organisation=organisation,
        candidate=candidate,
        roles=[role.value for role in roles],
        origin=origin.value if origin else "",
        is_own=is_own,
        umbrella=umbrella,
        unnamed_until=unnamed_until,
        joined_on=on,
        added_by=by,
        added_at=moment,
    )
    refuse_chain(partner)
    behalf = locked.acts_for(by)
    try:
        with transaction.atomic():
            return write(partner, what=events.JOINED, by=by, at=moment, new=True, behalf=behalf)
    except IntegrityError as error:
        if "unique" in str(error).lower():
            raise AlreadyIn from error
        raise


def refuse_chain(partner: Partner) -> None:
    """Raise CoversOthers where umbrellas would stand on umbrellas, or in another alliance."""
    umbrella = partner.umbrella
    if umbrella is None:
        return
    is_chain = umbrella.umbrella_id is not None or partner.members.exists()
    if is_chain or umbrella.alliance_id != partner.alliance_id:
        raise CoversOthers
