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


def letter(statement: Statement, *, to: User, address: str, language: str) -> Letter:
    """Return the letter in the language of whoever reads it; it names neither the alliance nor
    anybody else. `address` is the page of the statement.
    """
    spoken = to.language or statement.partner.language or language
    with translation.override(spoken):
        subject = _("A statement waits for your answer")
        body = _(
            "%(name)s,\n\nwhat is recorded of your organisation from %(since)s to %(until)s has"
            " been written down as a statement. Please read it and say of each line whether it is"
            " so: %(address)s"
        ) % {
            "name": to,
            "since": date_format(statement.since, "DATE_FORMAT"),
            "until": date_format(statement.until, "DATE_FORMAT"),
            "address": address,
        }
    return Letter(to=to, language=spoken, subject=subject, body=body)
