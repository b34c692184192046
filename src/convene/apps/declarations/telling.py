"""Mail about a declaration, where this installation sends mail: the link to the partner, and word
to whoever asked.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.declarations.models import Declaration


def send_link(declaration: Declaration, *, link: str) -> None:
    """Send the link to whom it is for, in their language."""
    with translation.override(declaration.language):
        words = {
            "name": declaration.addressee,
            "partner": declaration.organisation,
            "who": declaration.asked_by,
            "day": date_format(declaration.due_on, "DATE_FORMAT"),
            "link": link,
        }
        _send(
            _("A declaration about %(partner)s") % words,
            _(
                "To %(name)s:\n\n%(who)s asks you to declare who %(partner)s is and who stands behind it, by %(day)s. No account is needed. Whoever has this link can fill in and sign the form, so keep it to yourself:\n\n%(link)s"
            )
            % words,
            to=declaration.address,
        )


def tell_signed(declaration: Declaration) -> None:
    """Tell whoever asked that it is signed."""
    asker = declaration.asked_by
    with translation.override(asker.language or settings.LANGUAGE_CODE):
        words = {"partner": declaration.organisation, "name": declaration.signed_name}
        _send(
            _("Convene: the declaration of %(partner)s is signed") % words,
            _("%(name)s has signed it. The case shows what differs from what is on record.")
            % words,
            to=asker.email,
        )


def _send(subject: str, body: str, *, to: str) -> None:
    if settings.CAN_SEND_MAIL:
        send_mail(" ".join(subject.split()), body, None, [to])
