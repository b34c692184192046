"""Who may do what to accounts, even their own."""

from datetime import UTC, datetime
from types import SimpleNamespace

from convene.apps.accounts import actions
from convene.apps.accounts.models import Invitation, Role
from tests.apps.doors import ADMINISTRATORS, BUILDERS, OWNER, door
from tests.apps.registry.people import person
from tests.apps.world import Cast

ACTIONS = actions
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOORS = {
    "change_role": door(
        ADMINISTRATORS,
        lambda it, by: actions.change_role(it.owner, role=Role.ADMINISTRATOR, by=by),
    ),
    "correct_address": door(
        ADMINISTRATORS | OWNER,
        lambda it, by: actions.correct_address(it.owner, email="new@example.org", by=by),
    ),
    "deactivate": door(ADMINISTRATORS, lambda it, by: actions.deactivate(it.owner, by=by)),
    "invite": door(
        ADMINISTRATORS,
        lambda it, by: actions.invite(
            email="eve@example.org", role=Role.ADMINISTRATOR, by=by, at=NOON
        ),
    ),
    "let_partner_in": door(
        BUILDERS,
        lambda it, by: actions.let_partner_in(
            email="grace@example.org", name="Grace Mwila", language="en", by=by
        ),
    ),
    "new_password_link": door(
        ADMINISTRATORS, lambda it, by: actions.new_password_link(it.owner, by=by)
    ),
    "reactivate": door(ADMINISTRATORS, lambda it, by: actions.reactivate(it.gone, by=by)),
    "remove_second_step": door(
        ADMINISTRATORS, lambda it, by: actions.remove_second_step(it.owner, by=by)
    ),
    "revoke": door(ADMINISTRATORS, lambda it, by: actions.revoke(it.invitation, by=by, at=NOON)),
    "update_profile": door(
        OWNER,
        lambda it, by: actions.update_profile(
            it.owner, name="New", language="", time_zone="", by=by
        ),
    ),
}
INSIDE = {
    "first_administrator_link": "Whoever runs Convene asks for it in a terminal: nobody is there.",
    "accept": "Whoever holds the link of an invitation may, and has no account yet.",
    "give_up_second_step": "allauth tells of it once somebody has removed one of their own.",
    "use_code": "Whoever knows a code has one to use: they are signing in.",
    "choose_password": "Whoever has shown the old password, or holds a link that works once, may.",
}


def things(who: Cast) -> SimpleNamespace:
    ada, gone = who.by_role[Role.ADMINISTRATOR], person("Gone")
    actions.invite(email="ben@example.org", role=Role.BUILDER, by=ada, at=NOON)
    return SimpleNamespace(
        owner=who.owner,
        gone=actions.deactivate(gone, by=ada),
        invitation=Invitation.objects.get(),
    )
