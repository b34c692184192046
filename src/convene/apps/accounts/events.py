"""What happens to accounts and invitations: each kind of event named once."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import Role
from convene.ground import trail

JOINED = trail.kind("accounts.joined", _("The account was made."))
CHANGED = trail.kind("accounts.changed")
PASSWORD_LINK = trail.kind("accounts.password_link", _("A link to choose a new password was made."))
PASSWORD_CHANGED = trail.kind("accounts.password_changed", _("The password was changed."))
SECOND_STEP_REMOVED = trail.kind(
    "accounts.second_step_removed", _("The second sign-in step was removed.")
)
SECOND_STEP_GIVEN_UP = trail.kind(
    "accounts.second_step_given_up", _("They gave up a second sign-in step.")
)
ADDRESS_CORRECTED = trail.kind(
    "accounts.address_corrected", _("An administrator corrected the e-mail address.")
)
MAY_DECIDE = trail.kind("accounts.may_decide", _("The account may decide now, and did not before."))
PARTNER_LET_IN = trail.kind(
    "accounts.partner_let_in", _("Let in to speak for a partner, by a link that works once.")
)
LET_IN = (PASSWORD_LINK, SECOND_STEP_REMOVED, ADDRESS_CORRECTED, MAY_DECIDE)
"""With each of these an administrator lets in whoever holds what they hand out."""

# Invitations have no page to read these on: a code is enough.
INVITED = trail.kind("accounts.invited")
REVOKED = trail.kind("accounts.revoked")
USED = trail.kind("accounts.used")


def _field(label: Any, word: trail.Word = str) -> trail.Field:
    return trail.Field(label, word, _told(label, word))


def _told(label: Any, word: trail.Word) -> Callable[[Any, Any], str]:
    return lambda before, after: (
        gettext("%(field)s: from “%(before)s” to “%(after)s”.")
        % {"field": str(label).capitalize(), "before": word(before), "after": word(after)}
    )


def _access(_before: bool, after: bool) -> str:
    return gettext("Access was given back.") if after else gettext("Access was ended.")


trail.follow(
    "accounts.user",
    name=_field(_("name")),
    email=_field(_("e-mail address")),
    language=_field(_("language")),
    time_zone=_field(_("time zone")),
    role=_field(_("role"), lambda role: Role(role).label),
    is_active=trail.Field(_("may sign in"), sentence=_access),
)
