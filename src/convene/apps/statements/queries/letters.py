"""The letter that tells whoever speaks for a partner that a statement waits."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.statements.models import Statement
from convene.apps.workshop.queries.speaking import focal_points


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter as it would go out."""

    to: User
    language: str
    subject: str
    body: str


def speakers(statement: Statement) -> list[User]:
    """Return who speaks for its partner today."""
    return [part.person for part in focal_points(statement.partner) if part.person.is_active]


def letter(
    statement: Statement, *, to: User, address: str, language: str, title: str, by: User
) -> Letter:
    """Return the letter in the language of whoever reads it, with the alliance's title and who
    writes; without a title it names neither. `address` is the page of the statement.
    """
    spoken = to.language or statement.partner.language or language
    with translation.override(spoken):
        subject = _("A statement waits for your answer")
        named = _(
            "%(name)s,\n\nwhat is recorded of your organisation in the alliance “%(title)s” from"
            " %(since)s to %(until)s has been written down as a statement. Please read it and say"
            " of each line whether it is so: %(address)s\n\n%(by)s"
        )
        unnamed = _(
            "%(name)s,\n\nwhat is recorded of your organisation from %(since)s to %(until)s has"
            " been written down as a statement. Please read it and say of each line whether it is"
            " so: %(address)s"
        )
        body = (named if title else unnamed) % {
            "name": to,
            "title": title,
            "since": date_format(statement.since, "DATE_FORMAT"),
            "until": date_format(statement.until, "DATE_FORMAT"),
            "address": address,
            "by": by,
        }
    return Letter(to=to, language=spoken, subject=subject, body=body)
