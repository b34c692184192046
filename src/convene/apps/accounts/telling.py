"""Mail about an account, where this installation sends mail: to whoever it is about, and to those
who decide.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.ground import trail


def tell_let_in(
    user: User, *, what: trail.Kind, by: User, until: datetime, to: Iterable[User]
) -> None:
    """Tell that an administrator has let somebody in anew, each reader in their own language."""
    if not settings.CAN_SEND_MAIL:
        return
    for reader in to:
        with (
            translation.override(reader.language or settings.LANGUAGE_CODE),
            timezone.override(reader.time_zone or settings.TIME_ZONE),
        ):
            words = {
                "name": user,
                "what": what.sentence,
                "by": by,
                "until": date_format(timezone.localtime(until), "DATETIME_FORMAT"),
            }
            send_mail(
                _("Convene: %(name)s was let in anew") % words,
                _(
                    "%(name)s: %(what)s By %(by)s. The account decides nothing until %(until)s. If"
                    " this was not asked for, talk to each other now, and to an administrator."
                )
                % words,
                None,
                [reader.email],
            )


def tell_partner(user: User, *, link: str, partner: str, alliance: str, by: User) -> None:
    """Write to somebody who speaks for a partner from now on where they choose a password, and who
    asks; an alliance without a title here goes unnamed, and so do its partner and whoever asks.
    """
    with translation.override(user.language or settings.LANGUAGE_CODE):
        words = {"name": user, "link": link, "partner": partner, "alliance": alliance, "by": by}
        named = _(
            "%(name)s, %(by)s asks you to speak for %(partner)s in the alliance “%(alliance)s”."
            " Choose a password here; the link works once:\n\n%(link)s\n\nThen you see what your"
            " organisation promised, what is due and what has come. If you do not know of this,"
            " leave the link alone."
        )
        unnamed = _(
            "%(name)s, you speak for a partner in an alliance. Choose a password here; the"
            " link works once:\n\n%(link)s\n\nThen you see what your organisation promised,"
            " what is due and what has come. If you do not know of this, leave the link alone."
        )
        send_mail(
            _("Your page in an alliance"),
            (named if alliance else unnamed) % words,
            None,
            [user.email],
        )
